package org.infogan.losses;

/** The logistic function and its integral in forms that neither overflow nor cancel. */
final class Logistic {
  private Logistic() {}

  /** 1 / (1 + e^-x). The exponent is never positive, so nothing overflows. */
  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  /** ln(1 + e^x). */
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** Cross-entropy -t ln sigmoid(x) - (1 - t) ln(1 - sigmoid(x)), in nats. */
  static double crossEntropy(double logit, double target) {
    return target * softplus(-logit) + (1 - target) * softplus(logit);
  }

  /**
   * Derivative of {@link #crossEntropy} with respect to the logit, sigmoid(x) - t, in the form that
   * keeps its relative accuracy where the difference would round to 0.
   */
  static double crossEntropySlope(double logit, double target) {
    return (1 - target) * sigmoid(logit) - target * sigmoid(-logit);
  }
}
