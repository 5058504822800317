package org.infogan;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.Stabilizers;
import org.infogan.config.ValueRange;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageShape;
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
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.optim.Adam;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Models as training leaves them: with each stabiliser, each kind of code, each value range. */
class TrainedExportTest {

  private static InfoGanConfig.Builder builder() {
    return InfoGanConfig.builder()
        .image(1, 8, 8)
        .latent(
            Noise.uniform(3),
            LatentCode.categorical("c1", 4),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.gaussian("c3", 0, 1).withLearnedSigma())
        .generator(
            new Dense(6 * 4 * 4),
            new BatchNorm(),
            new Relu(),
            Reshape.to(6, 4, 4),
            new ConvTranspose2d(1, 4, 2, Padding.of(1)),
            new Sigmoid())
        .trunk(
            new Conv2d(4, 4, 2, Padding.of(1)),
            new LeakyRelu(0.1),
            Reshape.to(4 * 4 * 4),
            new SpectralNorm(new Dense(16)),
            new BatchNorm(),
            new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(7))
        .initialStandardDeviation(0.2)
        .discriminatorAdam(Adam.withLearningRate(1e-2))
        .generatorAdam(Adam.withLearningRate(1e-2))
        .batch(8)
        .steps(4);
  }

  static Stream<Arguments> stabilizers() {
    return Stream.of(
        Arguments.of("none", builder()),
        Arguments.of("lambda schedule", builder().lambdaSchedule(Schedule.linear(0, 1, 4))),
        Arguments.of(
            "learning rate schedule", builder().learningRateSchedule(Schedule.linear(1, 0.1, 4))),
        Arguments.of("instance noise", builder().instanceNoise(Schedule.linear(0.3, 0.1, 4))),
        Arguments.of("consistency", builder().consistency(2, jitter())),
        Arguments.of(
            "equivariance",
            builder()
                .consistency(2, jitter())
                .equivariances(
                    new Stabilizers.Equivariance("c2", Distortion.Factor.SLANT, 0.45, 1))),
        Arguments.of("R1 penalty", builder().r1Gamma(1)),
        Arguments.of("moving average of G", builder().generatorEmaDecay(0.5)),
        Arguments.of("gradient clipping", builder().gradientClipNorm(0.1)),
        Arguments.of("updates of D", builder().updatesPerStep(2, 1)),
        Arguments.of("updates of G", builder().updatesPerStep(1, 2)));
  }

  private static Jitter jitter() {
    return new Jitter(0.225, 0.15, 0.225, 1.5, 0.3);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stabilizers")
  void stabilizer(String name, InfoGanConfig.Builder builder) throws Exception {
    assertSame(builder.build());
  }

  static Stream<LatentCode> codes() {
    return Stream.of(
        LatentCode.categorical("code", 2),
        LatentCode.categorical("code", 7),
        LatentCode.uniform("code", -2, 5),
        LatentCode.uniform("code", -1, 1).withLearnedSigma(),
        LatentCode.uniform("code", -1, 1).withGaussianKl(),
        LatentCode.gaussian("code", 1, 2),
        LatentCode.gaussian("code", 0, 1).withLearnedSigma(),
        LatentCode.gaussian("code", 0, 1).withGaussianKl(),
        LatentCode.bernoulli("code", 0.3));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void code(LatentCode code) throws Exception {
    Dense q = new Dense(code.likelihood().parameterRows());
    assertSame(builder().latent(Noise.gaussian(2), code).q(q).build());
    LatentCode first = LatentCode.bernoulli("first", 0.5);
    LatentCode last = LatentCode.categorical("last", 3);
    Dense wider = new Dense(q.units() + 4);
    assertSame(builder().latent(Noise.uniform(0), first, code, last).q(wider).build());
  }

  @ParameterizedTest
  @MethodSource("org.infogan.ValueRange#values")
  void valueRange(ValueRange range) throws Exception {
    assertSame(
        builder()
            .valueRange(range)
            .generator(
                new Dense(64),
                Reshape.to(1, 8, 8),
                range == ValueRange.UNIT ? new Sigmoid() : new Tanh())
            .build());
  }

  private static void assertSame(InfoGanConfig config) throws IOException, OrtException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(images());
        RuntimeModel runtime = RuntimeModel.of(model)) {
      runtime.assertSame(1);
      runtime.assertSame(3);
      runtime.assertSame(257);
    }
  }

  private static ByteImages images() {
    SplittableRandom random = new SplittableRandom(5);
    byte[][] images = new byte[32][64];
    for (byte[] image : images) {
      random.nextBytes(image);
    }
    return ByteImages.of(new ImageShape(1, 8, 8), images);
  }
}
