package org.infogan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.infogan.data.Distortion;
import org.infogan.data.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Adam;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.Conv2d;
import org.infogan.nn.ConvTranspose2d;
import org.infogan.nn.Dense;
import org.infogan.nn.LeakyRelu;
import org.infogan.nn.Padding;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sigmoid;

/** The set-ups that people know by name. */
final class Presets {

  private static final Map<String, Supplier<InfoGanConfig>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("mnist", Presets::mnist);
    BY_NAME.put("paper-mnist", Presets::paperMnist);
    BY_NAME.put("paper-svhn", PaperPresets::svhn);
    BY_NAME.put("paper-celeba", PaperPresets::celebA);
    BY_NAME.put("paper-faces", () -> PaperPresets.faces(2e-4, 5e-4, 0.2));
    BY_NAME.put("paper-faces-elevation", () -> PaperPresets.faces(4e-4, 3e-4, 0.1));
    BY_NAME.put("paper-faces-lighting", () -> PaperPresets.faces(8e-4, 3e-4, 0.1));
    BY_NAME.put("paper-faces-width", () -> PaperPresets.faces(8e-4, 3e-4, 0.1));
    BY_NAME.put("paper-chairs", () -> PaperPresets.chairs(10, 1));
    BY_NAME.put("paper-chairs-width", () -> PaperPresets.chairs(0.05, 2));
    BY_NAME.put("keras-mnist", TutorialPresets::kerasMnist);
    BY_NAME.put("pytorch-gan", PytorchPresets::pytorchGan);
    BY_NAME.put("tf-tutorial", TutorialPresets::tfTutorial);
    BY_NAME.put("lab6", PytorchPresets::lab6);
  }

  private Presets() {}

  static InfoGanConfig named(String name) {
    Supplier<InfoGanConfig> preset = BY_NAME.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "preset: expected one of " + String.join(", ", names()) + ", found \"" + name + "\"");
    }
    return preset.get();
  }

  static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * A recipe of this library, found by measuring (docs/results.md): networks of a sixth of table
   * 1's arithmetic; Q is held to agree on a real image and its jittered copy, which is what makes
   * the categories digits; noise on all that D sees keeps D from winning; c2 and c3 follow the
   * copy's slant and thickness; λ ramps up and the learning rates fall, which is worth little; and
   * the model's G is a moving average, whose pictures are better.
   */
  static InfoGanConfig mnist() {
    int steps = 2000;
    return paperMnist().toBuilder()
        .latent(
            Noise.uniform(62),
            LatentCode.categorical("c1", 10),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.uniform("c3", -1, 1).withLambda(2))
        .generator(
            new Dense(7 * 7 * 64),
            new BatchNorm(),
            new Relu(),
            Reshape.to(64, 7, 7),
            new ConvTranspose2d(32, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Sigmoid())
        .trunk(
            new Conv2d(32, 4, 2, Padding.of(1)),
            new LeakyRelu(0.1),
            new Conv2d(64, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(7 * 7 * 64),
            new Dense(256),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .discriminatorAdam(Adam.withLearningRate(4e-4))
        .steps(steps)
        .lambdaSchedule(Schedule.linear(0, 1, steps / 2))
        .learningRateSchedule(new Schedule(1, 0.1, steps / 2, steps))
        .instanceNoise(Schedule.linear(0.3, 0.1, steps))
        .consistency(2, new Jitter(0.225, 0.15, 0.225, 1.5, 0.3))
        .equivariances(
            new Stabilizers.Equivariance("c2", Distortion.Factor.SLANT, 0.45, 1),
            new Stabilizers.Equivariance("c3", Distortion.Factor.THICKNESS, 0.6, 1))
        .generatorEmaDecay(0.998)
        .build();
  }

  /**
   * Networks, codes and learning rates of table 1. The paper leaves open batch size, steps, initial
   * weights and Adam's betas: those are the builder's defaults.
   */
  static InfoGanConfig paperMnist() {
    return InfoGanConfig.builder()
        .image(1, 28, 28)
        .latent(
            Noise.uniform(62),
            LatentCode.categorical("c1", 10),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.uniform("c3", -1, 1))
        .generator(
            new Dense(1024),
            new BatchNorm(),
            new Relu(),
            new Dense(7 * 7 * 128),
            new BatchNorm(),
            new Relu(),
            Reshape.to(128, 7, 7),
            new ConvTranspose2d(64, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Sigmoid())
        .trunk(
            new Conv2d(64, 4, 2, Padding.of(1)),
            new LeakyRelu(0.1),
            new Conv2d(128, 4, 2, Padding.of(1)),
            new BatchNorm(),
            new LeakyRelu(0.1),
            Reshape.to(7 * 7 * 128),
            new Dense(1024),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(128), new BatchNorm(), new LeakyRelu(0.1), new Dense(12))
        .build();
  }
}
