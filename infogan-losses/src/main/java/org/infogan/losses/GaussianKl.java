package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Divergence of one Gaussian from another, each given by its mean and the logarithm of its standard
 * deviation:
 *
 * <pre>
 * KL(N(mu1, exp(s1)²) ‖ N(mu2, exp(s2)²)) = s2 - s1 + (exp(2 s1) + (mu1 - mu2)²) / (2 exp(2 s2)) - ½
 * </pre>
 *
 * <p>The Keras InfoGAN tutorial writes + ½ for the last term, so that its divergence of equal
 * Gaussians is 1 instead of 0; the gradients agree.
 *
 * <p>With the prior as one of the two, the same for every image, it regularises Q but carries no
 * information about the code that was drawn. {@link GaussianKlLoss} has a Gaussian around the code
 * in the prior's place, {@link GaussianNegativeLogLikelihood} is the likelihood of the bound
 * itself.
 */
public final class GaussianKl {
  /** Where {@link #valueAndGradients} puts the derivative with respect to each argument. */
  private static final int MU1 = 0;

  private static final int LOG_SIGMA1 = 1;
  private static final int MU2 = 2;
  private static final int LOG_SIGMA2 = 3;

  private GaussianKl() {}

  /**
   * The divergence, with its gradients with respect to the first Gaussian: (mu1 - mu2) / exp(2 s2)
   * and exp(2 (s1 - s2)) - 1.
   *
   * <p>Shapes: all [R, B]. The mean is taken over the batch, the sum over the rows. Units: nats.
   * Nothing is clamped: s1 - s2 above 354 overflows to infinity.
   *
   * @param mu1 means of the first Gaussian. Not modified.
   * @param logSigma1 s1, logarithms of its standard deviations. Not modified.
   * @param mu2 means of the second Gaussian. Not modified.
   * @param logSigma2 s2, logarithms of its standard deviations. Not modified.
   * @param dmu1 derivative of the value with respect to mu1. Modified.
   * @param dlogSigma1 derivative of the value with respect to logSigma1. Modified.
   * @return the divergence, at least 0 up to rounding
   * @throws IllegalArgumentException if a shape or type differs
   */
  public static double valueAndGradient(
      INDArray mu1,
      INDArray logSigma1,
      INDArray mu2,
      INDArray logSigma2,
      INDArray dmu1,
      INDArray dlogSigma1) {
    HostMatrix[] gaussians = gaussians(mu1, logSigma1, mu2, logSigma2);
    return mean(gaussians, same("dmu1", dmu1, mu1), same("dlogSigma1", dlogSigma1, mu1), MU1);
  }

  /**
   * The divergence, with its gradients with respect to the second Gaussian: (mu2 - mu1) / exp(2 s2)
   * and 1 - (exp(2 s1) + (mu1 - mu2)²) / exp(2 s2).
   *
   * <p>Shapes: all [R, B]. The mean is taken over the batch, the sum over the rows. Units: nats.
   * Nothing is clamped: s1 - s2 above 354 overflows to infinity.
   *
   * @param mu1 means of the first Gaussian. Not modified.
   * @param logSigma1 s1, logarithms of its standard deviations. Not modified.
   * @param mu2 means of the second Gaussian. Not modified.
   * @param logSigma2 s2, logarithms of its standard deviations. Not modified.
   * @param dmu2 derivative of the value with respect to mu2. Modified.
   * @param dlogSigma2 derivative of the value with respect to logSigma2. Modified.
   * @return the divergence, at least 0 up to rounding
   * @throws IllegalArgumentException if a shape or type differs
   */
  public static double valueAndGradientOfSecond(
      INDArray mu1,
      INDArray logSigma1,
      INDArray mu2,
      INDArray logSigma2,
      INDArray dmu2,
      INDArray dlogSigma2) {
    HostMatrix[] gaussians = gaussians(mu1, logSigma1, mu2, logSigma2);
    return mean(gaussians, same("dmu2", dmu2, mu1), same("dlogSigma2", dlogSigma2, mu1), MU2);
  }

  private static HostMatrix[] gaussians(
      INDArray mu1, INDArray logSigma1, INDArray mu2, INDArray logSigma2) {
    return new HostMatrix[] {
      HostMatrix.ofAnyHeight("mu1", mu1),
      same("logSigma1", logSigma1, mu1),
      same("mu2", mu2, mu1),
      same("logSigma2", logSigma2, mu1)
    };
  }

  private static HostMatrix same(String name, INDArray array, INDArray first) {
    return HostMatrix.of(name, array, (int) first.size(0), (int) first.size(1));
  }

  /** Writes the gradients with respect to the Gaussian whose mean's derivative stands there. */
  private static double mean(HostMatrix[] gaussians, HostMatrix dmu, HostMatrix dlogSigma, int at) {
    int batch = dmu.batch();
    double[] gradients = new double[4];
    double sum = 0;
    for (int r = 0; r < dmu.rows(); r++) {
      for (int b = 0; b < batch; b++) {
        sum +=
            valueAndGradients(
                gaussians[MU1].get(r, b),
                gaussians[LOG_SIGMA1].get(r, b),
                gaussians[MU2].get(r, b),
                gaussians[LOG_SIGMA2].get(r, b),
                gradients);
        dmu.set(r, b, gradients[at] / batch);
        dlogSigma.set(r, b, gradients[at + 1] / batch);
      }
    }
    return sum / batch;
  }

  /**
   * The divergence of two one-dimensional Gaussians.
   *
   * @param gradients the derivatives with respect to mu1, s1, mu2 and s2. Modified.
   */
  private static double valueAndGradients(
      double mu1, double logSigma1, double mu2, double logSigma2, double[] gradients) {
    double logRatio = logSigma1 - logSigma2;
    double precision2 = Math.exp(-logSigma2);
    double z = (mu1 - mu2) * precision2;
    // sigma1²/sigma2² - 1: close to 0 for like Gaussians, where a plain difference cancels.
    double excess = Math.expm1(2 * logRatio);
    gradients[MU1] = z * precision2;
    gradients[LOG_SIGMA1] = excess;
    gradients[MU2] = -z * precision2;
    gradients[LOG_SIGMA2] = -excess - z * z;
    return 0.5 * excess - logRatio + 0.5 * z * z;
  }

  /**
   * The divergence of two one-dimensional Gaussians.
   *
   * @param gradient the derivatives with respect to mu2 and s2. Modified.
   */
  static double valueAndGradientOfSecond(
      double mu1, double logSigma1, double mu2, double logSigma2, double[] gradient) {
    double[] gradients = new double[4];
    double value = valueAndGradients(mu1, logSigma1, mu2, logSigma2, gradients);
    gradient[0] = gradients[MU2];
    gradient[1] = gradients[LOG_SIGMA2];
    return value;
  }
}
