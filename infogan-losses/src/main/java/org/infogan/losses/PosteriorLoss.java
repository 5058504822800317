package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The family of the posterior Q(c_i|x) of one latent code, through its negative log-likelihood.
 *
 * <p>Q's network gives the parameters of the distribution; the code is the value that was drawn
 * from the prior and given to the generator. An implementation states the likelihood of one sample
 * and its exact gradient; means over a batch are taken here. It holds no state that changes, and
 * {@link #parameterRows()} = d and {@link #codeRows()} = m never change.
 */
public interface PosteriorLoss {

  /**
   * Number of rows of Q's output that parametrise the distribution.
   *
   * @return d, at least 1
   */
  int parameterRows();

  /**
   * Number of rows of the generator's input that hold the code.
   *
   * @return m, at least 1
   */
  int codeRows();

  /**
   * Negative log-likelihood of one sample: -ln q(code; parameters).
   *
   * <p>Shapes: parameters and dparameters d values, code m values. Units: nats.
   *
   * @param parameters Q's output for one image. Not modified.
   * @param code the code that the image was generated from. Not modified.
   * @param dparameters derivative of the value with respect to parameters. Modified.
   * @return the negative log-likelihood
   * @throws IllegalArgumentException if a length differs or the code lies outside its domain
   */
  double negativeLogLikelihood(double[] parameters, double[] code, double[] dparameters);

  /**
   * Negative log-likelihood of a batch: mean over b of -ln q(code_b; parameters_b).
   *
   * <p>Shapes: parameters and dparameters [d, B], code [m, B]. The mean is taken over the batch,
   * the sum over the rows. Units: nats.
   *
   * @param parameters Q's output. Not modified.
   * @param code the codes that the images were generated from. Not modified.
   * @param dparameters derivative of the value with respect to parameters. Modified.
   * @return the negative log-likelihood
   * @throws IllegalArgumentException if a shape or type differs, or a code lies outside its domain
   */
  default double negativeLogLikelihood(INDArray parameters, INDArray code, INDArray dparameters) {
    HostMatrix p = HostMatrix.of("parameters", parameters, parameterRows());
    HostMatrix c = HostMatrix.of("code", code, codeRows(), p.batch());
    HostMatrix dp = HostMatrix.of("dparameters", dparameters, parameterRows(), p.batch());
    return MutualInformationLowerBound.mean(this, p, c, dp, 1);
  }
}
