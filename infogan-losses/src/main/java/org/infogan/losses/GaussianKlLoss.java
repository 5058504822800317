package org.infogan.losses;

/**
 * Divergence of Q's Gaussian from one around the code that was drawn, in place of a continuous
 * code's negative log-likelihood: KL(N(c, sigma²) ‖ N(mu, exp(s)²)) + ½ ln(2πe sigma²), sigma
 * given.
 *
 * <p>Shapes: code c [1, B]; parameters [2, B], row 0 mu and row 1 s = ln of Q's standard deviation.
 * Mean over the batch. Units: nats. Nothing is clamped, as in {@link GaussianKl}.
 *
 * <p>The added constant is the entropy of the first Gaussian and makes the value a cross-entropy,
 * the expected -ln N(t; mu, exp(s)²) of t from N(c, sigma²), that is, the negative log-likelihood
 * of a code blurred by sigma:
 *
 * <pre>
 * s + ½ ln 2π + (sigma² + (c - mu)²) / (2 exp(2 s)) = -ln N(c; mu, exp(s)²) + sigma² / (2 exp(2 s))
 * dmu = (mu - c) / exp(2 s),   ds = 1 - (sigma² + (c - mu)²) / exp(2 s)
 * </pre>
 *
 * <p>It is above the negative log-likelihood of the code itself, so H(c) less this value is still a
 * lower bound of the mutual information. That bound is largest when mu finds the code and exp(s) =
 * sigma: H(c) - ½ ln(2πe sigma²), which is 0 for a Gaussian code whose standard deviation is sigma.
 *
 * <p>exp(2 s) goes to sigma² plus the mean squared error of mu: unlike the likelihood of {@link
 * GaussianNegativeLogLikelihood#learned}, it needs no floor.
 *
 * <p>The Keras InfoGAN tutorial takes the divergence in this direction, but of N(0, sigma²), the
 * same for all images, so that Q's best answer is to ignore the image.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, equation 5, for the
 *     bound</a>
 */
public final class GaussianKlLoss implements PosteriorLoss {
  /** ln sigma, the form that the divergence takes. */
  private final double logSigma;

  /** ½ ln(2πe sigma²), the constant that is added. */
  private final double entropy;

  private GaussianKlLoss(double sigma) {
    logSigma = Math.log(sigma);
    entropy = PriorEntropy.gaussian(sigma);
  }

  /**
   * The divergence from N(c, sigma²).
   *
   * @param sigma standard deviation, finite and above 0
   * @return the loss
   * @throws IllegalArgumentException if sigma is not finite and above 0
   */
  public static GaussianKlLoss ofWidth(double sigma) {
    Checks.positive("sigma", sigma);
    return new GaussianKlLoss(sigma);
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
    Checks.length("parameters", parameters, 2);
    Checks.length("code", code, 1);
    Checks.length("dparameters", dparameters, 2);
    double divergence =
        GaussianKl.valueAndGradientOfSecond(
            code[0], logSigma, parameters[0], parameters[1], dparameters);
    return divergence + entropy;
  }
}
