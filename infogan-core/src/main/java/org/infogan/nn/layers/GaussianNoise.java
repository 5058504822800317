package org.infogan.nn.layers;

import java.util.random.RandomGenerator;
import org.infogan.backend.GaussianDraws;
import org.infogan.backend.HostMemory;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds noise from N(0, standardDeviation²) to every value in training; otherwise the identity.
 *
 * <p>Shapes: any.
 *
 * @param standardDeviation the standard deviation of the noise, above 0
 */
public record GaussianNoise(double standardDeviation) implements Layer {

  /**
   * Checks the range.
   *
   * @param standardDeviation the standard deviation of the noise, above 0
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public GaussianNoise {
    Checks.inRange("gaussian noise: standardDeviation", Double.MIN_NORMAL, 1e6, standardDeviation);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    INDArray y = context.buffer(context.inputShape().withBatch(context.batch()));
    float[] host = new float[(int) y.length()];
    return new Pass() {
      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        if (!mode.stochastic()) {
          return x;
        }
        GaussianDraws.fill(standardDeviation, random, host);
        HostMemory.write(host, y);
        return y.addi(x);
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        return wanted.input() ? dy : null;
      }
    };
  }
}
