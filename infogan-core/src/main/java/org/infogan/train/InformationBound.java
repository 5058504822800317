package org.infogan.train;

import java.util.Arrays;
import java.util.List;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The bound L_I as the updates use it: measured on features, and derived by Q's output. */
final class InformationBound implements AutoCloseable {

  private final List<LatentCode> codes;
  private final TrainableNetwork q;
  private final INDArray dposterior;

  /**
   * Prepares the gradient's array.
   *
   * @param config gives the codes and the batch
   * @param q Q's part of the networks in training
   */
  InformationBound(InfoGanConfig config, TrainableNetwork q) {
    codes = config.latent().codes();
    this.q = q;
    dposterior =
        LastingArrays.zeros(
            q.network().dataType(), config.latent().posteriorWidth(), config.batch());
  }

  /**
   * Runs Q forward on the features of generated images and measures L_I; Q's backward run may
   * follow.
   *
   * @param step the step in progress
   * @param features of the generated images. Not modified.
   * @param drawn the codes that the images were generated from. Not modified.
   * @return the gradient of −w·Σ λᵢ·L_I,i with respect to Q's output, w being the step's factor of
   *     λ; overwritten by the next call
   * @throws ArithmeticException when L_I is not finite, or beyond the bound of every loss
   */
  INDArray gradient(StepContext step, INDArray features, INDArray drawn) {
    double[] values =
        step.latent().bound().valueAndGradient(step.forward(q, features), drawn, dposterior);
    for (int i = 0; i < values.length; i++) {
      step.divergence().requireBound(codes.get(i), values[i]);
    }
    step.measured().mutualInformation = Arrays.stream(values).boxed().toList();
    double weight = step.lambdaFactor();
    if (weight != 1) {
      dposterior.muli(weight);
    }
    return dposterior;
  }

  @Override
  public void close() {
    dposterior.close();
  }
}
