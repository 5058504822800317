package org.infogan.nn;

/**
 * Settings of the Adam optimiser; {@link AdamOptimizer} applies them.
 *
 * @param learningRate α, above 0
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2015</a>
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) {

  /** Checks the ranges. */
  public Adam {
    Require.inRange("adam: learningRate", Double.MIN_NORMAL, Double.MAX_VALUE, learningRate);
    Require.inRange("adam: beta1", 0, Math.nextDown(1.0), beta1);
    Require.inRange("adam: beta2", 0, Math.nextDown(1.0), beta2);
    Require.inRange("adam: epsilon", Double.MIN_NORMAL, Double.MAX_VALUE, epsilon);
  }

  /** β₁ = 0.5, as is usual for GANs since DCGAN, β₂ = 0.999, ε = 1e-8. */
  public static Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, 0.5, 0.999, 1e-8);
  }
}
