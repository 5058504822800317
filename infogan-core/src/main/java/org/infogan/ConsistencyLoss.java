package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.infogan.data.Distortion;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What Q says of images against what it says of their distorted copies: the cross-entropy of each
 * categorical code ({@link Stabilizers.Consistency}), and how closely each continuous code that is
 * to follow the distortion does so ({@link Stabilizers.Equivariance}). The copies have passes of
 * their own, so that those of the images wait for their backward run.
 */
final class ConsistencyLoss implements AutoCloseable {

  /** One code's share: its rows in Q's output, and what is wanted of them. */
  private interface Part {

    int offset();

    int rows();

    /**
     * @param onImages Q's output on the images. Not modified.
     * @param onCopies Q's output on the copies. Not modified.
     * @param distortions of the copies. Not modified.
     * @param donImages all 0 when called. Modified.
     * @param donCopies all 0 when called. Modified.
     * @return the value times its weight, whose gradients are written
     */
    double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        List<Distortion> distortions,
        INDArray donImages,
        INDArray donCopies);
  }

  /** E[−Σₖ pₖ·ln qₖ]: p the softmax on the images, a constant, q that on the copies. */
  private record Agreement(int offset, double weight, INDArray target) implements Part {

    @Override
    public int rows() {
      return (int) target.size(0);
    }

    @Override
    public double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        List<Distortion> distortions,
        INDArray donImages,
        INDArray donCopies) {
      target.assign(onImages);
      target.subi(target.max(true, 0));
      Transforms.exp(target, false);
      target.divi(target.sum(true, 0));
      if (Double.isNaN(target.sumNumber().doubleValue())) {
        // Of no use as a target; the caller ends the run with this loss by name.
        return Double.NaN;
      }
      double value =
          new CategoricalCrossEntropy(rows()).negativeLogLikelihood(onCopies, target, donCopies);
      donCopies.muli(weight);
      return weight * value;
    }
  }

  /**
   * ½·E[(μ′ − μ − δ/unit)²]. Both means learn: were μ a constant, a Q whose features the distortion
   * weakens would be driven to ever larger weights.
   */
  private record Following(int offset, Stabilizers.Equivariance wanted) implements Part {

    @Override
    public int rows() {
      return 1;
    }

    @Override
    public double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        List<Distortion> distortions,
        INDArray donImages,
        INDArray donCopies) {
      int batch = distortions.size();
      double squares = 0;
      for (int b = 0; b < batch; b++) {
        double wish = distortions.get(b).amount(wanted.factor()) / wanted.unit();
        double error = onCopies.getDouble(0, b) - onImages.getDouble(0, b) - wish;
        squares += error * error;
        donCopies.putScalar(0, b, wanted.weight() * error / batch);
        donImages.putScalar(0, b, -wanted.weight() * error / batch);
      }
      return wanted.weight() * squares / (2 * batch);
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final Pass trunk;
  private final Pass q;
  private final INDArray dposterior;

  ConsistencyLoss(InfoGanConfig config, TrainableNetwork trunk, TrainableNetwork q) {
    Stabilizers.Consistency wanted = config.stabilizers().consistency();
    this.trunk = trunk.newPass();
    this.q = q.newPass();
    var type = q.network().dataType();
    int batch = config.batch();
    int offset = 0;
    for (LatentCode code : config.latent().codes()) {
      if (wanted.weight() > 0 && code instanceof CategoricalCode categorical) {
        INDArray target = Nd4j.create(type, categorical.categories(), batch);
        parts.add(new Agreement(offset, wanted.weight(), target));
      }
      for (Stabilizers.Equivariance equivariance : wanted.equivariances()) {
        if (equivariance.code().equals(code.name())) {
          parts.add(new Following(offset, equivariance));
        }
      }
      offset += code.likelihood().parameterRows();
    }
    dposterior = Nd4j.create(type, offset, batch);
  }

  /**
   * Runs the copies through trunk and Q, and adds the gradients that reach both by way of them.
   *
   * @param posterior Q's output [P, B] on the images. Not modified.
   * @param copies of the images [C, H, W, B]. Not modified.
   * @param distortions of the copies. Not modified.
   * @param random the source of dropout's masks
   * @param dposteriorOfImages the gradient with respect to {@code posterior}. Modified.
   * @return the weighted sum: nats, and squares of continuous codes; NaN where Q's output is
   */
  double addGradient(
      INDArray posterior,
      INDArray copies,
      List<Distortion> distortions,
      RandomGenerator random,
      INDArray dposteriorOfImages) {
    INDArray features = trunk.forward(copies, Mode.TRAINING, random);
    INDArray ofCopies = q.forward(features, Mode.TRAINING, random);
    dposterior.assign(0);
    dposteriorOfImages.assign(0);
    double sum = 0;
    for (Part part : parts) {
      sum +=
          part.valueAndGradients(
              rows(part, posterior),
              rows(part, ofCopies),
              distortions,
              rows(part, dposteriorOfImages),
              rows(part, dposterior));
    }
    trunk.backward(q.backward(dposterior, WithRespectTo.BOTH), WithRespectTo.PARAMETERS);
    return sum;
  }

  private static INDArray rows(Part part, INDArray posterior) {
    return posterior.get(
        NDArrayIndex.interval(part.offset(), part.offset() + part.rows()), NDArrayIndex.all());
  }

  @Override
  public void close() {
    trunk.close();
    q.close();
    dposterior.close();
    for (Part part : parts) {
      if (part instanceof Agreement agreement) {
        agreement.target().close();
      }
    }
  }
}
