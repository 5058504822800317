package org.infogan.losses;

/**
 * Bernoulli posterior: -t ln sigmoid(x) - (1 - t) ln(1 - sigmoid(x)) = t softplus(-x) + (1 - t)
 * softplus(x).
 *
 * <p>Shapes: parameters = logit x [1, B], code = target t [1, B] in [0, 1]. Mean over the batch.
 * Units: nats.
 *
 * <p>The logit is raw: a sigmoid before this class would be applied twice.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, section 6</a>
 */
public record BernoulliCrossEntropy() implements PosteriorLoss {

  @Override
  public int parameterRows() {
    return 1;
  }

  @Override
  public int codeRows() {
    return 1;
  }

  @Override
  public double negativeLogLikelihood(double[] logit, double[] target, double[] dlogit) {
    Checks.length("parameters", logit, 1);
    Checks.length("code", target, 1);
    Checks.length("dparameters", dlogit, 1);
    Checks.probability("code", target[0]);
    dlogit[0] = Logistic.crossEntropySlope(logit[0], target[0]);
    return Logistic.crossEntropy(logit[0], target[0]);
  }
}
