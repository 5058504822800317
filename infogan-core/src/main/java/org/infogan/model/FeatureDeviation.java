package org.infogan.model;

import java.util.List;
import java.util.Optional;
import org.infogan.backend.HostMemory;
import org.infogan.internal.Internal;
import org.infogan.nn.Layer;
import org.infogan.nn.Network;
import org.infogan.nn.Sequential;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.LeakyRelu;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far an image's features are from those of the images that batch norm's statistics were
 * measured on:
 *
 * <pre>d = 1/F · Σⱼ ((xⱼ − μⱼ)/σⱼ)²</pre>
 *
 * <p>over the inputs xⱼ of the trunk's last batch norm, with its running μ and σ, so that the mean
 * of d over those images is 1. This is the Mahalanobis distance of <a
 * href="https://arxiv.org/abs/1807.03888">Lee et al. 2018</a> with one Gaussian for all images and
 * a diagonal covariance, which costs no memory of its own.
 *
 * <p>x̂ = (x − μ)/σ is computed from the features y = f(γ·x̂ + β), where f is the identity or a
 * leaky rectifier; rows whose γ is next to nothing are left out.
 */
@Internal
public final class FeatureDeviation {

  private static final double SMALLEST_SCALE = 1e-3;

  /** By which f⁻¹ divides what is below 0. */
  private final double slope;

  private final float[] gamma;
  private final float[] beta;

  private FeatureDeviation(double slope, float[] gamma, float[] beta) {
    this.slope = slope;
    this.gamma = gamma;
    this.beta = beta;
  }

  /**
   * For a trunk that ends in a batch norm of vectors, with or without a leaky rectifier.
   *
   * @param trunk the trunk. Not modified.
   * @return nothing for a trunk of another kind, whose features have no known mean and variance
   */
  public static Optional<FeatureDeviation> of(Network trunk) {
    if (!(trunk instanceof Sequential network) || network.outputShape().rank() != 1) {
      return Optional.empty();
    }
    List<Layer> layers = network.layers();
    int last = layers.size() - 1;
    double slope = 1;
    if (layers.get(last) instanceof LeakyRelu rectifier && rectifier.leak() > 0 && last > 0) {
      slope = rectifier.leak();
      last--;
    }
    if (!(layers.get(last) instanceof BatchNorm)) {
      return Optional.empty();
    }
    return Optional.of(
        new FeatureDeviation(
            slope,
            values(network.parameters().get(last + ".gamma")),
            values(network.parameters().get(last + ".beta"))));
  }

  private static float[] values(INDArray array) {
    float[] values = new float[(int) array.length()];
    HostMemory.read(array, values);
    return values;
  }

  /**
   * d of one image.
   *
   * @param features the trunk's output y, [F]. Not modified.
   * @return at least 0; not a number where no γ is large enough
   */
  public double of(float[] features) {
    double sum = 0;
    int used = 0;
    for (int j = 0; j < features.length; j++) {
      if (Math.abs(gamma[j]) > SMALLEST_SCALE) {
        double y = features[j] < 0 ? features[j] / slope : features[j];
        double z = (y - beta[j]) / gamma[j];
        sum += z * z;
        used++;
      }
    }
    return sum / used;
  }
}
