package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The families of adversarial losses, as functions of the discriminator's raw output x.
 *
 * <p>Each family is a loss of the discriminator on real images, one on generated images (their sum
 * is what the discriminator minimises) and one of the generator; D(x) = sigmoid(x) wherever a
 * probability is meant. The two discriminator losses are apart because real and generated images
 * pass through the discriminator separately.
 *
 * <p>None of the values is a bound of anything, nor comparable between families: of the InfoGAN
 * objective only {@link MutualInformationLowerBound} bounds a quantity.
 *
 * <p>Shapes, for every method: logits and dlogits [1, B]. The mean is taken over the batch.
 *
 * @see <a href="https://arxiv.org/abs/1406.2661">Goodfellow et al. 2014, Generative Adversarial
 *     Nets</a>
 */
public enum AdversarialLoss {
  /**
   * Discriminator: cross-entropy. Generator: mean of -ln D = softplus(-x), whose gradient does not
   * vanish while the discriminator wins. In nats.
   *
   * @see <a href="https://arxiv.org/abs/1406.2661">Goodfellow et al. 2014, section 3</a>
   */
  NON_SATURATING {
    @Override
    double generatorTerm(double x) {
      return Logistic.softplus(-x);
    }

    @Override
    double generatorSlope(double x) {
      return -Logistic.sigmoid(-x);
    }
  },

  /**
   * Discriminator: cross-entropy. Generator: mean of ln(1 - D) = -softplus(x), the two-player game
   * of the paper's equation 1; its gradient vanishes where the discriminator is certain of a fake.
   * In nats.
   *
   * @see <a href="https://arxiv.org/abs/1406.2661">Goodfellow et al. 2014, equation 1</a>
   */
  MINIMAX {
    @Override
    double generatorTerm(double x) {
      return -Logistic.softplus(x);
    }

    @Override
    double generatorSlope(double x) {
      return -Logistic.sigmoid(x);
    }
  },

  /**
   * Discriminator: ½ mean (x - target)² on real and ½ mean x² on generated images. Generator: ½
   * mean (x - 1)². The ½ is part of the value and of the gradient; code that omits it has twice
   * both. x is used raw, without a sigmoid; no unit.
   *
   * @see <a href="https://arxiv.org/abs/1611.04076">Mao et al. 2017, Least Squares Generative
   *     Adversarial Networks, equation 9</a>
   */
  LEAST_SQUARES {
    @Override
    double output(double x) {
      return x;
    }

    @Override
    double discriminatorTerm(double x, double target) {
      return 0.5 * (x - target) * (x - target);
    }

    @Override
    double discriminatorSlope(double x, double target) {
      return x - target;
    }

    @Override
    double generatorTerm(double x) {
      return 0.5 * (x - 1) * (x - 1);
    }

    @Override
    double generatorSlope(double x) {
      return x - 1;
    }
  },

  /**
   * Discriminator: cross-entropy. Generator: mean of -ln(D / (1 - D)) = -x, an estimate of the
   * divergence KL(generated ‖ real) when the discriminator is optimal; not bounded below. In nats.
   *
   * @see <a href="https://arxiv.org/abs/1610.04490">Sønderby et al. 2017, Amortised MAP Inference
   *     for Image Super-resolution</a>
   */
  KL_GENERATOR {
    @Override
    double generatorTerm(double x) {
      return -x;
    }

    @Override
    double generatorSlope(double x) {
      return -1;
    }
  };

  /**
   * Loss of the discriminator on real images: mean of -t ln D - (1 - t) ln(1 - D) with t = target,
   * or of ½ (x - t)² for {@link #LEAST_SQUARES}.
   *
   * <p>Shapes: logits, dlogits [1, B]. Units: nats; none for {@link #LEAST_SQUARES}.
   *
   * @param logits the discriminator's output on real images. Not modified.
   * @param target 1, or less (0.9 is usual) for one-sided label smoothing
   * @param dlogits derivative of the value with respect to logits. Modified.
   * @return the loss
   * @throws IllegalArgumentException if a shape or type differs, or target is outside (0, 1]
   * @see <a href="https://arxiv.org/abs/1606.03498">Salimans et al. 2016, section 3.4, for the
   *     smoothing</a>
   */
  public double discriminatorOnReal(INDArray logits, double target, INDArray dlogits) {
    Checks.realLabel("target", target);
    return discriminator(logits, target, dlogits);
  }

  /**
   * Loss of the discriminator on generated images: mean of -ln(1 - D), or of ½ x² for {@link
   * #LEAST_SQUARES}.
   *
   * <p>Shapes: logits, dlogits [1, B]. Units: nats; none for {@link #LEAST_SQUARES}.
   *
   * @param logits the discriminator's output on generated images. Not modified.
   * @param dlogits derivative of the value with respect to logits. Modified.
   * @return the loss
   * @throws IllegalArgumentException if a shape or type differs
   */
  public double discriminatorOnFake(INDArray logits, INDArray dlogits) {
    return discriminator(logits, 0, dlogits);
  }

  /**
   * Loss of the generator, the value it minimises: see the constants for the formulas.
   *
   * <p>Shapes: logits, dlogits [1, B]. Units: nats; none for {@link #LEAST_SQUARES}.
   *
   * @param logits the discriminator's output on generated images. Not modified.
   * @param dlogits derivative of the value with respect to logits. Modified.
   * @return the loss
   * @throws IllegalArgumentException if a shape or type differs
   */
  public double generator(INDArray logits, INDArray dlogits) {
    HostMatrix x = HostMatrix.of("logits", logits, 1);
    HostMatrix dx = HostMatrix.of("dlogits", dlogits, 1, x.batch());
    double sum = 0;
    for (int b = 0; b < x.batch(); b++) {
      double logit = x.get(0, b);
      sum += generatorTerm(logit);
      dx.set(0, b, generatorSlope(logit) / x.batch());
    }
    return sum / x.batch();
  }

  /**
   * Mean of what the discriminator says: of D = sigmoid(x), or of x for {@link #LEAST_SQUARES}.
   * Near 1 on real and near 0 on generated images, it wins; near ½ on both, it guesses.
   *
   * <p>Shapes: logits [1, B].
   *
   * @param logits the discriminator's output. Not modified.
   * @return the mean over the batch
   * @throws IllegalArgumentException if the shape or type differs
   */
  public double meanOutput(INDArray logits) {
    HostMatrix x = HostMatrix.of("logits", logits, 1);
    double sum = 0;
    for (int b = 0; b < x.batch(); b++) {
      sum += output(x.get(0, b));
    }
    return sum / x.batch();
  }

  double output(double x) {
    return Logistic.sigmoid(x);
  }

  private double discriminator(INDArray logits, double target, INDArray dlogits) {
    HostMatrix x = HostMatrix.of("logits", logits, 1);
    HostMatrix dx = HostMatrix.of("dlogits", dlogits, 1, x.batch());
    double sum = 0;
    for (int b = 0; b < x.batch(); b++) {
      double logit = x.get(0, b);
      sum += discriminatorTerm(logit, target);
      dx.set(0, b, discriminatorSlope(logit, target) / x.batch());
    }
    return sum / x.batch();
  }

  double discriminatorTerm(double x, double target) {
    return Logistic.crossEntropy(x, target);
  }

  double discriminatorSlope(double x, double target) {
    return Logistic.crossEntropySlope(x, target);
  }

  abstract double generatorTerm(double x);

  abstract double generatorSlope(double x);
}
