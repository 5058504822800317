package org.infogan.losses;

/**
 * Divergence of Q's Gaussian from one around the code that was drawn, in place of a continuous
 * code's negative log-likelihood: KL(N(mu, exp(s)²) ‖ N(c, sigma²)) + ½ ln(2π sigma²), sigma given.
 *
 * <p>Shapes: code c [1, B]; parameters [2, B], row 0 mu and row 1 s = ln of Q's standard deviation.
 * Mean over the batch. Units: nats. Nothing is clamped, as in {@link GaussianKl}.
 *
 * <p>The added constant makes the value an upper bound of -ln N(c; mu, sigma²): it is that, plus
 * the divergence of the two widths, ½ (r² - 1) - ln r ≥ 0 with r = exp(s) / sigma. So H(c) less
 * this value is still a lower bound of the mutual information. It tops out when mu finds the code
 * and exp(s) = sigma: at ½ nat for a Gaussian code whose standard deviation is sigma.
 *
 * <p>mu is drawn to the code by (mu - c) / sigma², whatever s is; s goes to ln sigma and says
 * nothing about how well Q knows the code. Where that is wanted, {@link
 * GaussianNegativeLogLikelihood#learned} tells it.
 */
public final class GaussianKlLoss implements PosteriorLoss {
  private static final double HALF_LN_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final double logSigma;

  private GaussianKlLoss(double logSigma) {
    this.logSigma = logSigma;
  }

  /**
   * The divergence from N(c, sigma²).
   *
   * @param sigma standard deviation, finite and above 0
   * @return the term
   * @throws IllegalArgumentException if sigma is not finite and above 0
   */
  public static GaussianKlLoss ofWidth(double sigma) {
    Check.positive("sigma", sigma);
    return new GaussianKlLoss(Math.log(sigma));
  }

  @Override
  public int parameterRows() {
    return 2;
  }

  @Override
  public int codeRows() {
    return 1;
  }

  @Override
  public double negativeLogLikelihood(double[] parameters, double[] code, double[] dparameters) {
    Check.length("parameters", parameters, 2);
    Check.length("code", code, 1);
    Check.length("dparameters", dparameters, 2);
    double divergence =
        GaussianKl.valueAndGradient(parameters[0], parameters[1], code[0], logSigma, dparameters);
    return divergence + HALF_LN_TWO_PI + logSigma;
  }
}
