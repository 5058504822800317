package org.infogan.losses;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Value and gradient of a loss of one row, or of a likelihood for one sample. */
final class Result {
  private final double value;
  private final double[] gradient;

  Result(double value, double... gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  static Result of(Loss loss, double... logits) {
    INDArray[] in = {TestArrays.rows(logits)};
    INDArray[] out = {TestArrays.gradientFor(in[0])};
    double value = loss.valueAndGradient(in, out);
    return new Result(value, out[0].toDoubleVector());
  }

  static Result ofSample(PosteriorLoss likelihood, double[] parameters, double... code) {
    double[] gradient = new double[parameters.length];
    double value = likelihood.negativeLogLikelihood(parameters, code, gradient);
    return new Result(value, gradient);
  }

  /** exp(-NLL) of one sample. */
  static double density(PosteriorLoss likelihood, double[] parameters, double... code) {
    return Math.exp(-ofSample(likelihood, parameters, code).value);
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  /** As numbers: 0 equals -0. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Result that)
        || value != that.value
        || gradient.length != that.gradient.length) {
      return false;
    }
    for (int i = 0; i < gradient.length; i++) {
      if (gradient[i] != that.gradient[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return gradient.length;
  }

  @Override
  public String toString() {
    return value + " " + Arrays.toString(gradient);
  }
}
