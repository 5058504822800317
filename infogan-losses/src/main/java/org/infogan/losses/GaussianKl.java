package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Divergence of one Gaussian from another, each given by its mean and the logarithm of its standard
 * deviation.
 *
 * <p>With the prior as the second Gaussian, the same for every image, it regularises Q but carries
 * no information about the code that was drawn. {@link GaussianKlLoss} has the code for the second
 * mean, {@link GaussianNegativeLogLikelihood} is the likelihood of the bound itself.
 */
public final class GaussianKl {
  private GaussianKl() {}

  /**
   * KL(N(mu1, exp(s1)²) ‖ N(mu2, exp(s2)²)) = s2 - s1 + (exp(2 s1) + (mu1 - mu2)²) / (2 exp(2 s2))
   * - ½, with its gradients with respect to mu1 and s1.
   *
   * <p>The Keras InfoGAN tutorial writes + ½ for the last term, so that its divergence of equal
   * Gaussians is 1 instead of 0; the gradients agree.
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
    HostMatrix m1 = HostMatrix.ofAnyHeight("mu1", mu1);
    int rows = m1.rows();
    int batch = m1.batch();
    HostMatrix s1 = HostMatrix.of("logSigma1", logSigma1, rows, batch);
    HostMatrix m2 = HostMatrix.of("mu2", mu2, rows, batch);
    HostMatrix s2 = HostMatrix.of("logSigma2", logSigma2, rows, batch);
    HostMatrix dm1 = HostMatrix.of("dmu1", dmu1, rows, batch);
    HostMatrix ds1 = HostMatrix.of("dlogSigma1", dlogSigma1, rows, batch);
    double[] gradient = new double[2];
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      for (int b = 0; b < batch; b++) {
        sum += valueAndGradient(m1.get(r, b), s1.get(r, b), m2.get(r, b), s2.get(r, b), gradient);
        dm1.set(r, b, gradient[0] / batch);
        ds1.set(r, b, gradient[1] / batch);
      }
    }
    return sum / batch;
  }

  /**
   * That of two one-dimensional Gaussians.
   *
   * @param gradient the derivatives with respect to mu1 and logSigma1. Modified.
   */
  static double valueAndGradient(
      double mu1, double logSigma1, double mu2, double logSigma2, double[] gradient) {
    double logRatio = logSigma1 - logSigma2;
    double precision2 = Math.exp(-logSigma2);
    double z = (mu1 - mu2) * precision2;
    // sigma1²/sigma2² - 1: close to 0 for like Gaussians, where a plain difference cancels.
    double excess = Math.expm1(2 * logRatio);
    gradient[0] = z * precision2;
    gradient[1] = excess;
    return 0.5 * excess - logRatio + 0.5 * z * z;
  }
}
