package org.infogan;

import static org.infogan.InfoGanConfig.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.infogan.data.ImageShape;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.UniformCode;
import org.infogan.nn.Layer;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sigmoid;
import org.infogan.nn.Tanh;

/** Fields of a configuration that are right each by itself but cannot stand together. */
final class ConfigChecks {

  private ConfigChecks() {}

  /** Images and latent vectors of a batch are one array each. */
  static void requireBatch(int batch, ImageShape image, LatentSpec latent) {
    int most = Integer.MAX_VALUE / Math.max(image.pixels(), latent.width());
    require(batch <= most, "batch", "at most " + most + ", which fills one array", batch);
  }

  /** A generator that ends in a bounded function must be able to paint black and white. */
  static void requireRange(ValueRange valueRange, List<Layer> generator) {
    Layer last = null;
    for (Layer layer : generator) {
      last = layer instanceof Reshape ? last : layer;
    }
    if (last instanceof Sigmoid) {
      require(
          valueRange == ValueRange.UNIT,
          "valueRange",
          "UNIT, since the generator ends in a sigmoid",
          valueRange);
    }
    if (last instanceof Tanh) {
      require(
          valueRange == ValueRange.SYMMETRIC,
          "valueRange",
          "SYMMETRIC, since the generator ends in tanh",
          valueRange);
    }
  }

  /** What Q is to agree on needs a code for it, and a distortion that shows it. */
  static void requireCodes(Stabilizers.Consistency consistency, LatentSpec latent) {
    require(
        consistency.weight() == 0
            || latent.codes().stream().anyMatch(CategoricalCode.class::isInstance),
        "stabilizers: consistency.weight",
        "0, since there is no categorical code",
        consistency.weight());
    Set<String> followers = new HashSet<>();
    for (Stabilizers.Equivariance equivariance : consistency.equivariances()) {
      String code = equivariance.code();
      require(
          latent.codes().stream().anyMatch(c -> isContinuous(c) && c.name().equals(code)),
          "stabilizers: equivariance.code",
          "the name of a uniform or Gaussian code",
          code);
      require(
          followers.add(code),
          "stabilizers: equivariance.code",
          "each code once, since it can follow one factor only",
          code + " twice");
      require(
          consistency.jitter().changes(equivariance.factor()),
          "stabilizers: consistency.jitter",
          "one that changes the " + equivariance.factor() + ", which " + code + " is to follow",
          consistency.jitter());
    }
  }

  private static boolean isContinuous(LatentCode code) {
    return code instanceof UniformCode || code instanceof GaussianCode;
  }
}
