package org.infogan.losses;

/**
 * Gaussian posterior N(mu, sigma²) of a continuous code: ½ ln 2π + ln sigma + ½ ((c - mu) /
 * sigma)².
 *
 * <p>Shapes: code c [1, B]; parameters mu [1, B] with {@link #fixed}, or [2, B] with {@link
 * #learned}, row 0 mu and row 1 s = ln sigma. Mean over the batch. Units: nats.
 *
 * <p>With sigma fixed at 1 the gradient is that of half the squared error. A fixed sigma caps the
 * mutual information: for a code from U(-1, 1), L_I can never exceed ln 2 - ½ ln 2π = -0.226 at
 * sigma = 1, however well Q finds the code.
 *
 * <p>A learned s is clamped to [{@value #MIN_LOG_SIGMA}, {@value #MAX_LOG_SIGMA}]. Without a floor
 * the likelihood has no bound: it grows forever as sigma goes to 0 on codes that Q hits. The floor,
 * sigma = 0.0067, is finer than a code in [-1, 1] can be read from an image, and keeps the gradient
 * of mu, (mu - c) / sigma², below 2.3e4 per unit of error. At the ceiling, sigma = 148, mu has no
 * effect any more. An untrained Q starts near s = 0, in the middle.
 *
 * <p>The derivative with respect to s is 1 - ((c - mu) / sigma)² with the clamped sigma. Outside
 * the range it is passed on where a step of gradient descent leads back into the range, below the
 * floor where the error exceeds sigma, above the ceiling where it does not; elsewhere it is 0. So s
 * neither drifts further out nor stays behind when the error grows again. (The value, which depends
 * on the clamped s alone, has the derivative 0 there.)
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, section 6 and appendix
 *     C</a>
 */
public final class GaussianNegativeLogLikelihood implements PosteriorLoss {
  /** Smallest logarithm of sigma that a learned sigma takes. */
  public static final double MIN_LOG_SIGMA = -5;

  /** Largest logarithm of sigma that a learned sigma takes. */
  public static final double MAX_LOG_SIGMA = 5;

  private static final double HALF_LN_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final boolean learned;

  /** Used only when sigma is fixed. */
  private final double fixedLogSigma;

  private GaussianNegativeLogLikelihood(boolean learned, double fixedLogSigma) {
    this.learned = learned;
    this.fixedLogSigma = fixedLogSigma;
  }

  /**
   * N(mu, sigma²) with mu from Q and sigma given; parameters [1, B].
   *
   * @param sigma standard deviation, finite and above 0; the authors of InfoGAN ran 1
   * @return the likelihood
   * @throws IllegalArgumentException if sigma is not finite and above 0
   */
  public static GaussianNegativeLogLikelihood fixed(double sigma) {
    Checks.positive("sigma", sigma);
    return new GaussianNegativeLogLikelihood(false, Math.log(sigma));
  }

  /**
   * N(mu, exp(s)²) with mu and s from Q; parameters [2, B].
   *
   * @return the likelihood
   */
  public static GaussianNegativeLogLikelihood learned() {
    return new GaussianNegativeLogLikelihood(true, Double.NaN);
  }

  @Override
  public int parameterRows() {
    return learned ? 2 : 1;
  }

  @Override
  public int codeRows() {
    return 1;
  }

  @Override
  public double negativeLogLikelihood(double[] parameters, double[] code, double[] dparameters) {
    Checks.length("parameters", parameters, parameterRows());
    Checks.length("code", code, 1);
    Checks.length("dparameters", dparameters, parameterRows());
    double logSigma = fixedLogSigma;
    if (learned) {
      logSigma = Math.max(MIN_LOG_SIGMA, Math.min(MAX_LOG_SIGMA, parameters[1]));
    }
    double precision = Math.exp(-logSigma);
    double z = (code[0] - parameters[0]) * precision;
    dparameters[0] = -z * precision;
    if (learned) {
      double slope = 1 - z * z;
      // Descent moves s against the slope.
      boolean outwards = parameters[1] < MIN_LOG_SIGMA ? slope > 0 : slope < 0;
      dparameters[1] = logSigma != parameters[1] && outwards ? 0 : slope;
    }
    return HALF_LN_TWO_PI + logSigma + 0.5 * z * z;
  }
}
