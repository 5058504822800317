package org.infogan;

/** Ends a run whose numbers have left the range in which a game can still be played. */
final class DivergenceCheck {

  /**
   * Losses of a working game are far below 100. Beyond this bound D's logits are of that size, far
   * out where every gradient that G could learn from is 0; too large a learning rate gets there
   * long before a float overflows.
   */
  private static final double LARGEST_LOSS = 1e6;

  private final InfoGanConfig config;
  private int step;

  DivergenceCheck(InfoGanConfig config) {
    this.config = config;
  }

  /**
   * Names the step in messages.
   *
   * @param step counted from 0
   */
  void begin(int step) {
    this.step = step;
  }

  /**
   * Checks a loss.
   *
   * @return the loss
   * @throws ArithmeticException when it is not finite, or beyond all measure
   */
  double requireLoss(String name, double loss) {
    // Written so that NaN fails too.
    if (!(Math.abs(loss) <= LARGEST_LOSS)) {
      throw diverged(name, "a number within ±1,000,000", loss);
    }
    return loss;
  }

  /**
   * Checks the norm of a network's gradient, before the network is changed by it.
   *
   * @throws ArithmeticException when it is not finite
   */
  void requireGradient(String network, double norm) {
    if (!Double.isFinite(norm)) {
      throw diverged("gradient of " + network, "a finite norm", norm);
    }
  }

  private ArithmeticException diverged(String what, String expected, double found) {
    return new ArithmeticException(
        "training diverged in step "
            + (step + 1)
            + ": "
            + what
            + ": expected "
            + expected
            + ", found "
            + found
            + "; go back to the last checkpoint or the start, and try smaller learning rates (D "
            + config.discriminatorAdam().learningRate()
            + ", G "
            + config.generatorAdam().learningRate()
            + (config.stabilizers().gradientClipNorm() == 0 ? ") or a gradientClipNorm" : ")"));
  }
}
