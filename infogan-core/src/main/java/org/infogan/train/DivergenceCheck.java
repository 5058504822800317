package org.infogan.train;

import java.util.Locale;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.losses.GaussianNegativeLogLikelihood;
import org.infogan.nn.NamedTensors;

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

  /** With the smallest σ, the loss of an error that costs {@link #LARGEST_LOSS} where σ is 1. */
  private static final double LARGEST_ON_FLOOR =
      LARGEST_LOSS * Math.exp(-2 * GaussianNegativeLogLikelihood.MIN_LOG_SIGMA);

  /**
   * Checks a loss.
   *
   * @param name the loss's name in the message
   * @param loss its value
   * @return the loss
   * @throws ArithmeticException when it is not finite, or its size is above 10⁶
   */
  double requireLoss(String name, double loss) {
    return require(name, loss, LARGEST_LOSS);
  }

  /**
   * Checks the bound L_I of a code. A code whose posterior has a learned σ may have a lower one: an
   * error of e costs ½(e/σ)², and on the floor of σ an error of ten times the prior's range, from
   * which Q recovers, would pass for a divergence.
   *
   * @param code the code
   * @param bound L_I
   * @throws ArithmeticException when it is not finite or too large
   */
  void requireBound(LatentCode code, double bound) {
    boolean learnedSigma = code.likelihood().parameterRows() > code.width();
    require("L_I of code " + code.name(), bound, learnedSigma ? LARGEST_ON_FLOOR : LARGEST_LOSS);
  }

  private double require(String name, double value, double largest) {
    // Written so that NaN fails too.
    if (!(Math.abs(value) <= largest)) {
      throw diverged(name, String.format(Locale.ROOT, "a number within ±%,.0f", largest), value);
    }
    return value;
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

  /**
   * Checks batch norm's running statistics: a batch of huge activations is normalised to a finite
   * output, so that no loss shows what a model would compute with them.
   *
   * @param network the network's name in the message
   * @param statistics of all its layers. Not modified.
   * @throws ArithmeticException when one is not finite, or beyond 10¹⁹, whose square no float holds
   */
  void requireStatistics(String network, NamedTensors statistics) {
    double norm = Math.sqrt(statistics.squaredNorm());
    if (!Double.isFinite(norm)) {
      throw diverged("running statistics of " + network, "a finite norm", norm);
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
