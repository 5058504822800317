package org.infogan.losses;

/** Takes a likelihood of one sample to its mean over the batch. */
final class BatchMean {
  private BatchMean() {}

  /** Returns the mean and writes {@code weight} times the gradient of the mean. */
  static double negativeLogLikelihood(
      PosteriorLoss likelihood,
      HostMatrix parameters,
      HostMatrix code,
      HostMatrix dparameters,
      double weight) {
    double[] p = new double[parameters.rows()];
    double[] c = new double[code.rows()];
    double[] dp = new double[parameters.rows()];
    int batch = parameters.batch();
    double sum = 0;
    for (int b = 0; b < batch; b++) {
      parameters.read(b, p);
      code.read(b, c);
      sum += likelihood.negativeLogLikelihood(p, c, dp);
      dparameters.write(b, dp, weight / batch);
    }
    return sum / batch;
  }
}
