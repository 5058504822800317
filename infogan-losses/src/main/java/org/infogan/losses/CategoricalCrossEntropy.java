package org.infogan.losses;

/**
 * Categorical posterior: -sum_k t_k ln softmax(x)_k = sum_k t_k (lse(x) - x_k), where lse(x) = ln
 * sum_k e^x_k.
 *
 * <p>Shapes: parameters = logits x [K, B], code = target t [K, B], one-hot or any distribution over
 * the categories. Mean over the batch, sum over the categories. Units: nats.
 *
 * <p>The logits are raw: a softmax before this class would be applied twice. Each target must lie
 * in [0, 1]; that a column sums to 1 is not checked.
 *
 * @param categories K, at least 2
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, section 6</a>
 */
public record CategoricalCrossEntropy(int categories) implements PosteriorLoss {

  /**
   * Checks the number of categories.
   *
   * @throws IllegalArgumentException if categories is below 2
   */
  public CategoricalCrossEntropy {
    Checks.atLeast("categories", 2, categories);
  }

  @Override
  public int parameterRows() {
    return categories;
  }

  @Override
  public int codeRows() {
    return categories;
  }

  @Override
  public double negativeLogLikelihood(double[] logits, double[] target, double[] dlogits) {
    Checks.length("parameters", logits, categories);
    Checks.length("code", target, categories);
    Checks.length("dparameters", dlogits, categories);
    Softmax.logarithm(logits, dlogits);
    double value = 0;
    double mass = 0;
    for (int k = 0; k < categories; k++) {
      Checks.probability("code", target[k]);
      value -= target[k] * dlogits[k];
      mass += target[k];
    }
    Softmax.of(logits, dlogits);
    for (int k = 0; k < categories; k++) {
      // The mass is 1 up to rounding; with it the gradient is exactly that of the value.
      dlogits[k] = mass * dlogits[k] - target[k];
    }
    return value;
  }
}
