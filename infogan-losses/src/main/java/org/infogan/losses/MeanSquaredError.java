package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Squared error, summed over the rows and averaged over the batch.
 *
 * <p>The negative log-likelihood of {@link GaussianNegativeLogLikelihood#fixed fixed(sigma)},
 * summed over R codes, is this value / (2 sigma²) + R (½ ln 2π + ln sigma): with sigma² = ½ the
 * gradients are equal, with sigma = 1 this one's are twice as large.
 */
public final class MeanSquaredError {
  private MeanSquaredError() {}

  /**
   * (1/B) sum_b sum_r (prediction_rb - target_rb)², with its gradient.
   *
   * <p>Shapes: all [R, B]. The mean is taken over the batch, the sum over the rows. Units: the
   * square of the prediction's.
   *
   * @param prediction predicted values. Not modified.
   * @param target true values. Not modified.
   * @param dprediction derivative of the value with respect to prediction. Modified.
   * @return the squared error
   * @throws IllegalArgumentException if a shape or type differs
   */
  public static double valueAndGradient(
      INDArray prediction, INDArray target, INDArray dprediction) {
    HostMatrix y = HostMatrix.ofAnyHeight("prediction", prediction);
    HostMatrix t = HostMatrix.of("target", target, y.rows(), y.batch());
    HostMatrix dy = HostMatrix.of("dprediction", dprediction, y.rows(), y.batch());
    double sum = 0;
    for (int r = 0; r < y.rows(); r++) {
      for (int b = 0; b < y.batch(); b++) {
        double error = y.get(r, b) - t.get(r, b);
        sum += error * error;
        dy.set(r, b, 2 * error / y.batch());
      }
    }
    return sum / y.batch();
  }
}
