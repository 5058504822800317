package org.infogan.config;

import static org.infogan.config.ConfigChecks.require;

import java.util.ArrayList;
import java.util.List;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Resize;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.optim.Adam;

/**
 * A recipe for images of any size: networks that halve the image, rounded up, until its shorter
 * side is 4 to 7, and what keeps {@link Presets#mnist} in balance. G enlarges by resizing before it
 * convolves, so that no checkerboard appears and sizes need not be even.
 */
final class ImageRecipe {

  static final int LEAST_SIDE = 16;
  static final int MOST_SIDE = 128;

  private static final int SMALLEST = 7;
  private static final double LEAK = 0.1;
  private static final int STEPS = 2000;

  private final ImageShape image;
  private final int categories;
  private final int continuous;
  private final ImageKind kind;

  /** Sizes from the image's own down to the smallest. */
  private final List<ImageShape> sizes = new ArrayList<>();

  ImageRecipe(ImageShape image, int categories, int continuous, ImageKind kind) {
    require(image != null, "image", "channels, height and width", "none");
    int least = Math.min(image.height(), image.width());
    int most = Math.max(image.height(), image.width());
    require(least >= LEAST_SIDE && most <= MOST_SIDE, "image", "sides of 16 to 128", image);
    require(image.channels() == 1 || image.channels() == 3, "image", "1 or 3 channels", image);
    require(categories == 0 || categories >= 2, "categories", "0 or at least 2", categories);
    require(continuous >= 0, "continuous", "at least 0", continuous);
    require(categories + continuous > 0, "categories", "a code of some kind", categories);
    require(kind != null, "kind", "a kind of images", "none");
    this.image = image;
    this.categories = categories;
    this.continuous = continuous;
    this.kind = kind;
    for (ImageShape size = image; ; size = half(size)) {
      sizes.add(size);
      if (Math.min(size.height(), size.width()) <= SMALLEST) {
        break;
      }
    }
  }

  private static ImageShape half(ImageShape size) {
    return new ImageShape(size.channels(), (size.height() + 1) / 2, (size.width() + 1) / 2);
  }

  InfoGanConfig config() {
    InfoGanConfig.Builder builder =
        InfoGanConfig.builder()
            .image(image)
            .latent(new LatentSpec(Noise.uniform(62), codes()))
            .generator(generator())
            .trunk(trunk())
            .head(new Dense(1))
            .q(
                new Dense(128),
                new BatchNorm(),
                new LeakyRelu(LEAK),
                new Dense(categories + continuous))
            .discriminatorAdam(Adam.withLearningRate(discriminatorRate()))
            .batch(64)
            .steps(STEPS)
            .lambdaSchedule(Schedule.linear(0, 1, STEPS / 2))
            .instanceNoise(Schedule.linear(0.3, 0.2, STEPS))
            .generatorEmaDecay(0.998);
    Jitter jitter = kind.jitter(image);
    if (kind != ImageKind.NONE) {
      builder.consistency(categories == 0 ? 0 : 2, jitter).equivariances(followers());
    }
    if (kind == ImageKind.NONE && categories == 0 && continuous >= 2) {
      int late = STEPS * 3 / 4;
      builder.contrastiveWeight(new Schedule(0, 2, late, late));
    }
    if ((kind == ImageKind.OBJECTS || kind == ImageKind.FACES) && categories > 0) {
      builder.pretraining(Pretraining.of(500, jitter));
    }
    return builder.build();
  }

  /** At 4e-4 D wins on faces, and their pictures have grain (docs/experiments.md). */
  private double discriminatorRate() {
    return kind == ImageKind.FACES ? 2e-4 : 4e-4;
  }

  /** c1 is the category where there is one. */
  private List<LatentCode> codes() {
    List<LatentCode> codes = new ArrayList<>();
    if (categories > 0) {
      codes.add(LatentCode.categorical("c1", categories));
    }
    for (int i = 0; i < continuous; i++) {
      codes.add(LatentCode.uniform("c" + (codes.size() + 1), -1, 1));
    }
    return codes;
  }

  /** A factor of the jitter, and the change of it that changes a code by 1. */
  private record Followed(Distortion.Factor factor, double unit) {}

  /** What the first continuous codes follow; the others are free. */
  private List<Stabilizers.Equivariance> followers() {
    List<Followed> visible =
        switch (kind) {
          case DIGITS ->
              List.of(
                  new Followed(Distortion.Factor.SLANT, 0.45),
                  new Followed(Distortion.Factor.THICKNESS, 0.6));
          case OBJECTS ->
              List.of(
                  new Followed(Distortion.Factor.SIZE, 0.25),
                  new Followed(Distortion.Factor.BRIGHTNESS, 0.5));
          case FACES -> List.of(new Followed(Distortion.Factor.BRIGHTNESS, 0.35));
          case NONE -> List.of();
        };
    int first = categories > 0 ? 2 : 1;
    List<Stabilizers.Equivariance> followers = new ArrayList<>();
    for (int i = 0; i < Math.min(continuous, visible.size()); i++) {
      Followed followed = visible.get(i);
      followers.add(
          new Stabilizers.Equivariance("c" + (first + i), followed.factor, followed.unit, 1));
    }
    return followers;
  }

  /** Filters after l halvings: twice as many with each, up to four times as many. */
  private int filters(int level) {
    int side = Math.max(image.height(), image.width());
    int width = side <= 32 ? 32 : side <= 64 ? 24 : 16;
    return width * Math.min(4, 1 << (level - 1));
  }

  private List<Layer> trunk() {
    List<Layer> layers = new ArrayList<>();
    int last = sizes.size() - 1;
    for (int level = 1; level <= last; level++) {
      layers.add(new Conv2d(filters(level), 4, 2, Padding.SAME));
      if (level > 1) {
        layers.add(new BatchNorm());
      }
      layers.add(new LeakyRelu(LEAK));
    }
    layers.add(Reshape.to(sizes.get(last).height() * sizes.get(last).width() * filters(last)));
    layers.add(new Dense(256));
    layers.add(new BatchNorm());
    layers.add(new LeakyRelu(LEAK));
    return layers;
  }

  private List<Layer> generator() {
    List<Layer> layers = new ArrayList<>();
    int last = sizes.size() - 1;
    ImageShape smallest = sizes.get(last);
    layers.add(new Dense(smallest.height() * smallest.width() * filters(last)));
    layers.add(new BatchNorm());
    layers.add(new Relu());
    layers.add(Reshape.to(filters(last), smallest.height(), smallest.width()));
    for (int level = last - 1; level >= 0; level--) {
      ImageShape size = sizes.get(level);
      layers.add(new Resize(size.height(), size.width()));
      if (level > 0) {
        layers.add(new Conv2d(filters(level), 3, 1, Padding.of(1)));
        layers.add(new BatchNorm());
        layers.add(new Relu());
      } else {
        layers.add(new Conv2d(image.channels(), 3, 1, Padding.of(1)));
        layers.add(new Sigmoid());
      }
    }
    return layers;
  }
}
