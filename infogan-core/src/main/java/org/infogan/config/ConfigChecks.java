package org.infogan.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.UniformCode;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.Tanh;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration must hold: each field in its range, and no two that contradict each other.
 */
final class ConfigChecks {

  private ConfigChecks() {}

  static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
    }
  }

  /** Each field by itself. */
  static void requireRanges(InfoGanConfig config) {
    requireGiven("image", "channels, height and width", config.image());
    requireGiven("valueRange", "UNIT or SYMMETRIC", config.valueRange());
    requireGiven("latent", "noise and codes", config.latent());
    requireGiven("initialWeights", "NORMAL or GLOROT", config.initialWeights());
    requireGiven("adversarialLoss", "a family of losses", config.adversarialLoss());
    requireGiven("discriminatorAdam", "settings", config.discriminatorAdam());
    requireGiven("generatorAdam", "settings", config.generatorAdam());
    requireGiven("updatePartition", "a partition by name", config.updatePartition());
    requireGiven("informationAdam", "settings", config.informationAdam());
    requireGiven("pretraining", "settings", config.pretraining());
    requireGiven("refinement", "settings", config.refinement());
    double deviation = config.initialStandardDeviation();
    require(
        deviation > 0 && deviation < 10,
        "initialStandardDeviation",
        "a number between 0 and 10",
        deviation);
    double label = config.realLabel();
    require(label > 0 && label <= 1, "realLabel", "a number above 0 and at most 1", label);
    int batch = config.batch();
    require(batch >= 2, "batch", "at least 2 (batch norm needs a variance)", batch);
    require(config.steps() >= 1, "steps", "at least 1", config.steps());
  }

  private static void requireGiven(String field, String expected, Object value) {
    require(value != null, field, expected, "none");
  }

  /**
   * A network's layers, of which own networks have none here.
   *
   * @param network the field's name
   * @param layers may be null or hold null. Not modified.
   * @param own whether the user brings the networks
   * @return an immutable copy
   */
  static List<Layer> layers(String network, List<Layer> layers, boolean own) {
    require(own || (layers != null && !layers.isEmpty()), network, "at least one layer", "none");
    for (int i = 0; i < layers.size(); i++) {
      require(layers.get(i) != null, network + "[" + i + "]", "a layer", "none");
    }
    return List.copyOf(layers);
  }

  /** The fields together. */
  static void requireConsistency(InfoGanConfig config) {
    if (!config.hasOwnNetworks()) {
      requireNetworksFit(config);
    }
    requireBatch(config.batch(), config.image(), config.latent());
    requireRange(config.valueRange(), last(config.generator()));
    requireLogits(config.adversarialLoss(), last(config.head()));
    requireCodes(config.stabilizers().consistency(), config);
    requirePairs(config.stabilizers().contrastiveWeight(), config.latent());
    requireJitter(config.stabilizers().consistency(), config.image());
    requireCategories(config.refinement(), config.latent());
    requirePretrainable(config);
  }

  /** What the pretraining finds is learnt by the consistency term, and it makes its own trunk. */
  private static void requirePretrainable(InfoGanConfig config) {
    int steps = config.pretraining().steps();
    require(
        steps == 0 || !config.hasOwnNetworks(),
        "pretraining.steps",
        "0, since the networks are the user's own",
        steps);
    require(
        steps == 0 || config.stabilizers().consistency().weight() > 0,
        "pretraining.steps",
        "0, since consistency.weight is 0, so that nothing would learn the categories",
        steps);
    CategoricalPrior prior =
        config.latent().firstCategorical().map(CategoricalCode::prior).orElse(null);
    require(
        steps == 0 || prior == null || prior.equals(CategoricalPrior.UNIFORM),
        "pretraining.steps",
        "0, since it finds categories of equal sizes and the prior is " + prior,
        steps);
  }

  private static void requireCategories(Refinement refinement, LatentSpec latent) {
    require(
        refinement.rounds() == 0 || latent.firstCategorical().isPresent(),
        "refinement.rounds",
        "0, since there is no categorical code",
        refinement.rounds());
  }

  private static void requireNetworksFit(InfoGanConfig config) {
    Shape image = config.image().toShape();
    LatentSpec latent = config.latent();
    Shape features = Sequential.outputShape("trunk", image, config.trunk());
    requireOutput("generator", image, Shape.of(latent.width()), config.generator());
    requireOutput("head", Shape.of(1), features, config.head());
    requireOutput("q", Shape.of(latent.posteriorWidth()), features, config.q());
  }

  private static void requireOutput(
      String network, Shape expected, Shape input, List<Layer> layers) {
    Shape found = Sequential.outputShape(network, input, layers);
    require(found.equals(expected), network, "output shape " + expected, found);
  }

  /** Images and latent vectors of a batch are one array each. */
  private static void requireBatch(int batch, ImageShape image, LatentSpec latent) {
    int max = Integer.MAX_VALUE / Math.max(image.pixels(), latent.width());
    require(batch <= max, "batch", "at most " + max + ", which fills one array", batch);
  }

  /** The last layer that changes values; null if there is none. */
  private static @Nullable Layer last(List<Layer> layers) {
    Layer last = null;
    for (Layer layer : layers) {
      last = layer instanceof Reshape ? last : layer;
    }
    return last;
  }

  /** A generator that ends in a bounded function must be able to paint black and white. */
  private static void requireRange(ValueRange valueRange, Layer last) {
    require(
        !(last instanceof Sigmoid) || valueRange == ValueRange.UNIT,
        "valueRange",
        "UNIT, since the generator ends in a sigmoid",
        valueRange);
    require(
        !(last instanceof Tanh) || valueRange == ValueRange.SYMMETRIC,
        "valueRange",
        "SYMMETRIC, since the generator ends in tanh",
        valueRange);
  }

  /** All losses but least squares apply the logistic function themselves. */
  private static void requireLogits(AdversarialLoss loss, Layer last) {
    require(
        !(last instanceof Sigmoid) || loss == AdversarialLoss.LEAST_SQUARES,
        "head",
        "a last layer that gives logits, since " + loss + " applies the sigmoid itself",
        last);
  }

  /** What Q is to agree on needs a code for it, and a distortion that shows it. */
  private static void requireCodes(Stabilizers.Consistency consistency, InfoGanConfig config) {
    LatentSpec latent = config.latent();
    require(
        consistency.weight() == 0
            || latent.codes().stream().anyMatch(CategoricalCode.class::isInstance),
        "consistency.weight",
        "0, since there is no categorical code",
        consistency.weight());
    Set<String> followers = new HashSet<>();
    for (Stabilizers.Equivariance equivariance : consistency.equivariances()) {
      String code = equivariance.code();
      require(
          latent.codes().stream().anyMatch(c -> isContinuous(c) && c.name().equals(code)),
          "equivariance.code",
          "the name of a uniform or Gaussian code",
          code);
      require(
          followers.add(code),
          "equivariance.code",
          "each code once, since it can follow one factor only",
          code + " twice");
      require(
          consistency.jitter().changes(equivariance.factor()),
          "consistency.jitter",
          "one that changes the " + equivariance.factor() + ", which " + code + " is to follow",
          consistency.jitter());
      requireMeasurable(
          equivariance, "consistency.jitter.flip", consistency.jitter(), config.image());
      if (config.refinement().rounds() > 0) {
        requireMeasurable(
            equivariance, "refinement.jitter.flip", config.refinement().jitter(), config.image());
      }
    }
  }

  /** What a code follows must be known of the copy: how a mirror changes it is not. */
  private static void requireMeasurable(
      Stabilizers.Equivariance equivariance, String flip, Jitter jitter, ImageShape image) {
    Distortion.Factor factor = equivariance.factor();
    require(
        !factor.isReversedByMirrors() || jitter.flip() == 0,
        flip,
        "0, since "
            + equivariance.code()
            + " is to follow the "
            + factor
            + ", which a mirror reverses",
        jitter.flip());
    require(
        factor != Distortion.Factor.HUE || image.channels() == 3,
        "equivariance.factor",
        "one that grey images show, which HUE is not",
        factor);
  }

  /** With a single code there is nothing to guess. */
  private static void requirePairs(Schedule weight, LatentSpec latent) {
    long continuous = latent.codes().stream().filter(ConfigChecks::isContinuous).count();
    require(
        weight.greatest() == 0 || continuous >= 2,
        "contrastiveWeight",
        "0, since there are not two uniform or Gaussian codes to distinguish",
        weight);
  }

  private static boolean isContinuous(LatentCode code) {
    return code instanceof UniformCode || code instanceof GaussianCode;
  }

  /** A copy that equals its image, or shows nothing of it, teaches nothing. */
  private static void requireJitter(Stabilizers.Consistency consistency, ImageShape image) {
    Jitter jitter = consistency.jitter();
    require(
        !consistency.wanted() || !jitter.equals(Jitter.NONE),
        "consistency.jitter",
        "one that changes images, since the weight is " + consistency.weight(),
        jitter);
    int side = Math.min(image.height(), image.width());
    require(
        !consistency.wanted() || jitter.shift() < side,
        "consistency.jitter.shift",
        "less than the image's " + side + " pixels",
        jitter.shift());
  }
}
