package org.infogan;

/**
 * Ends a run whose values have left the range that training can recover from.
 *
 * @param config the run's configuration, named in messages
 * @param step the number of the step that is checked, from 0
 */
record DivergenceCheck(InfoGanConfig config, int step) {

  /**
   * Losses of a working game are far below 100. Beyond this bound D's logits are of that size, far
   * out where every gradient that G could learn from is 0; too large a learning rate gets there
   * long before a float overflows.
   */
  private static final double LARGEST_LOSS = 1e6;

  /**
   * Checks a loss.
   *
   * @param name the loss's name in the message
   * @param loss its value
   * @return the loss
   * @throws ArithmeticException when it is not finite, or its size is above 10⁶
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
   * @param network the network's name in the message
   * @param norm the Euclidean norm of its gradient
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
