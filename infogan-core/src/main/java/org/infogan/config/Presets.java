package org.infogan.config;

import java.util.List;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Resize;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.optim.Adam;

/** The set-ups that people know by name. */
final class Presets {

  private static final String NOISE =
      "it collapses as the paper has it: D wins within a few hundred steps, and G paints one"
          + " picture. It trains with \"instanceNoise\": {\"from\": 0.5, \"to\": 0.1, \"start\": 0, \"end\": 1000}."
          + " The recipe of this library for such images: ";

  private static final String BATCH_NORM_IN_D =
      "it collapses as the paper has it: batch norm hides the images' brightness from D, and G"
          + " paints grey grain. It trains with a trunk without batch norm."
          + " The recipe of this library for such images: chairs.";

  static final List<Preset> ALL =
      List.of(
          new Preset(
              "mnist",
              "The recipe of this library for 28×28 grey images: the one to begin with. Its"
                  + " categories become digits in nearly every run.",
              null,
              Presets::mnist),
          new Preset(
              "fashion-mnist",
              "The recipe of this library for things in 28×28 grey images, such as the clothes of"
                  + " Fashion-MNIST: its categories are found in the images before the game.",
              null,
              Presets::fashionMnist),
          new Preset(
              "shapes",
              "The recipe of this library for a bright shape at any place of a 32×32 grey image: c1"
                  + " and c2 follow its place, c3 its size; c4 and c5 share its form.",
              null,
              StandInRecipes::shapes),
          new Preset(
              "free-shapes",
              "The recipe of this library for the images of shapes with no factor named: five free"
                  + " codes that are kept apart.",
              null,
              StandInRecipes::freeShapes),
          new Preset(
              "house-numbers",
              "The recipe of this library for digits in colour like SVHN's: 32×32 images. c2 follows"
                  + " the light; dark and bright digits have categories of their own.",
              null,
              StandInRecipes::houseNumbers),
          new Preset(
              "drawn-faces",
              "The recipe of this library for faces in colour: 32×32 images. c2 follows the"
                  + " brightness.",
              null,
              StandInRecipes::drawnFaces),
          new Preset(
              "heads",
              "The recipe of this library for one kind of thing seen from several sides: 32×32 grey"
                  + " images, four free codes that are kept apart.",
              null,
              StandInRecipes::heads),
          new Preset(
              "chairs",
              "The recipe of this library for things seen from several sides: 64×64 grey images, five"
                  + " free codes that are kept apart. Turn and width are found in part.",
              null,
              StandInRecipes::chairs),
          new Preset(
              "paper-mnist",
              "The paper's MNIST (appendix C.1), untouched, to compare with; larger and less"
                  + " reliable than mnist.",
              null,
              Presets::paperMnist),
          new Preset(
              "paper-svhn",
              "The paper's house numbers: 32×32 images in colour.",
              NOISE + "house-numbers.",
              PaperPresets::svhn),
          new Preset(
              "paper-celeba",
              "The paper's faces of celebrities: 32×32 images in colour.",
              NOISE + "drawn-faces.",
              PaperPresets::celebA),
          new Preset(
              "paper-faces",
              "The paper's 3D faces, with its settings for the azimuth: 32×32 grey images.",
              null,
              () -> PaperPresets.faces(2e-4, 5e-4, 0.2)),
          new Preset(
              "paper-faces-elevation",
              "paper-faces with the paper's settings for the elevation.",
              null,
              () -> PaperPresets.faces(4e-4, 3e-4, 0.1)),
          new Preset(
              "paper-faces-lighting",
              "paper-faces with the paper's settings for the lighting.",
              null,
              () -> PaperPresets.faces(8e-4, 3e-4, 0.1)),
          new Preset(
              "paper-faces-width",
              "paper-faces with the paper's settings for the width, the same as for the lighting.",
              null,
              () -> PaperPresets.faces(8e-4, 3e-4, 0.1)),
          new Preset(
              "paper-chairs",
              "The paper's 3D chairs, with its λ for the rotation: 64×64 grey images.",
              BATCH_NORM_IN_D,
              () -> PaperPresets.chairs(10, 1)),
          new Preset(
              "paper-chairs-width",
              "paper-chairs with the paper's λ for the width.",
              BATCH_NORM_IN_D,
              () -> PaperPresets.chairs(0.05, 2)),
          new Preset(
              "keras-mnist",
              "The Keras tutorial's MNIST: dropout instead of batch norm in D, a Gaussian code with"
                  + " a learned σ; Q learns with G. Three faults of the original are corrected.",
              null,
              TutorialPresets::kerasMnist),
          new Preset(
              "pytorch-gan",
              "PyTorch-GAN's MNIST at 32×32: least squares, a third optimiser for the bound. Three"
                  + " faults of the original are corrected.",
              null,
              PytorchPresets::pytorchGan),
          new Preset(
              "tf-tutorial",
              "Juliani's TensorFlow tutorial: MNIST padded to 32×32, blocks of pixels moved into"
                  + " the depth instead of strides. Slow: its last convolution is as large as the"
                  + " image.",
              null,
              TutorialPresets::tfTutorial),
          new Preset(
              "lab6",
              "A course lab's MNIST at 64×64, after pianomania/infoGAN-pytorch: one categorical"
                  + " code; Q learns with G.",
              null,
              PytorchPresets::lab6));

  private Presets() {}

  /**
   * A recipe of this library, found by measuring: networks of a sixth of table 1's arithmetic; Q is
   * held to agree on a real image and its jittered copy, which is what makes the categories digits;
   * noise on all that D sees keeps D from winning; c2 and c3 follow the copy's slant and thickness;
   * λ ramps up, which is worth little; the model's G is a moving average, whose pictures are
   * better; and after the game the categories are refined on real images.
   */
  static InfoGanConfig mnist() {
    int steps = 2400;
    Jitter jitter = new Jitter(0.225, 0.15, 0.225, 1.5, 0.3);
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
        .discriminatorAdam(Adam.withLearningRate(8e-4))
        .generatorAdam(Adam.withLearningRate(2e-3))
        .steps(steps)
        .lambdaSchedule(Schedule.linear(0, 1, 1000))
        .instanceNoise(Schedule.linear(0.3, 0.025, steps))
        .consistency(2, jitter)
        .equivariances(
            new Stabilizers.Equivariance("c2", Distortion.Factor.SLANT, 0.45, 1),
            new Stabilizers.Equivariance("c3", Distortion.Factor.THICKNESS, 0.6, 1))
        .generatorEmaDecay(0.998)
        .refinement(
            Refinement.of(10, jitter.withElastic(0.5).withCutout(0.5)).withSpreading(0.5, 0.99))
        .build();
  }

  /**
   * D and Q of {@link #mnist} with slower rates that fall, and the categories are found before the
   * game: in it alone, clothes fall into other kinds than people's. A mirrored, cropped, brighter
   * or partly hidden thing is the same thing; no continuous code follows a named change. G resizes
   * and then convolves, since transposed convolutions weave a grid into even surfaces.
   */
  static InfoGanConfig fashionMnist() {
    Jitter jitter =
        new Jitter(0.12, 0.12, 0, 1.5)
            .withFlip(0.5)
            .withCrop(0.4)
            .withLight(0.3, 0.2)
            .withCutout(0.3);
    return mnist().toBuilder()
        .generator(
            new Dense(7 * 7 * 64),
            new BatchNorm(),
            new Relu(),
            Reshape.to(64, 7, 7),
            new Resize(14, 14),
            new Conv2d(32, 3, 1, Padding.of(1)),
            new BatchNorm(),
            new Relu(),
            new Resize(28, 28),
            new Conv2d(1, 5, 1, Padding.of(2)),
            new Sigmoid())
        .discriminatorAdam(Adam.withLearningRate(4e-4))
        .generatorAdam(Adam.withLearningRate(1e-3))
        .learningRateSchedule(new Schedule(1, 0.1, 1000, 2000))
        .steps(2000)
        .instanceNoise(Schedule.linear(0.3, 0.1, 2000))
        .equivariances()
        .consistency(2, jitter)
        .pretraining(Pretraining.of(500, jitter))
        .refinement(Refinement.NONE)
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
