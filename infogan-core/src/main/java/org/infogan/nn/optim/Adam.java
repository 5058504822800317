package org.infogan.nn.optim;

import org.infogan.internal.Checks;

/**
 * Settings of the Adam optimiser; {@link AdamOptimizer} applies them.
 *
 * @param learningRate α, the step size, above 0
 * @param beta1 β₁, the decay of the first moment, in [0, 1)
 * @param beta2 β₂, the decay of the second moment, in [0, 1)
 * @param epsilon ε, added to the root of the second moment, above 0
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba 2015</a>
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) {

  /**
   * Checks the ranges.
   *
   * @param learningRate α, the step size, above 0
   * @param beta1 β₁, the decay of the first moment, in [0, 1)
   * @param beta2 β₂, the decay of the second moment, in [0, 1)
   * @param epsilon ε, added to the root of the second moment, above 0
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Adam {
    Checks.inRange("adam: learningRate", Double.MIN_NORMAL, Double.MAX_VALUE, learningRate);
    Checks.inRange("adam: beta1", 0, Math.nextDown(1.0), beta1);
    Checks.inRange("adam: beta2", 0, Math.nextDown(1.0), beta2);
    Checks.inRange("adam: epsilon", Double.MIN_NORMAL, Double.MAX_VALUE, epsilon);
  }

  /**
   * Settings with β₁ = 0.5, as is usual for GANs since DCGAN, β₂ = 0.999 and ε = 1e-8.
   *
   * @param learningRate α, the step size, above 0
   * @return the settings
   */
  public static Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, 0.5, 0.999, 1e-8);
  }
}
