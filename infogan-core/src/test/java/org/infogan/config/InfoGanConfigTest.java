package org.infogan.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.infogan.Tiny;
import org.infogan.config.Stabilizers.Equivariance;
import org.infogan.data.augment.Distortion.Factor;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;
import org.infogan.nn.optim.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field out of its range, and networks that do not fit: what the user reads. */
class InfoGanConfigTest {

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(b -> b.image(0, 8, 8), "image shape: expected channels, height and width of at"),
        mistake(b -> b.valueRange(null), "valueRange: expected UNIT or SYMMETRIC, found none"),
        mistake(
            b -> b.initialStandardDeviation(0),
            "initialStandardDeviation: expected a number between 0"),
        mistake(
            b -> b.initialStandardDeviation(10),
            "initialStandardDeviation: expected a number between 0"),
        mistake(
            b -> b.initialStandardDeviation(Double.NaN),
            "initialStandardDeviation: expected a number between"),
        mistake(
            b -> b.adversarialLoss(null), "adversarialLoss: expected a family of losses, found"),
        mistake(b -> b.realLabel(0), "realLabel: expected a number above 0 and at most 1, found 0"),
        mistake(b -> b.realLabel(1.1), "realLabel: expected a number above 0 and at most 1, fou"),
        mistake(b -> b.realLabel(Double.NaN), "realLabel: expected a number above 0 and at most"),
        mistake(b -> b.discriminatorAdam(null), "discriminatorAdam: expected settings, found none"),
        mistake(b -> b.generatorAdam(null), "generatorAdam: expected settings, found none"),
        mistake(
            b -> b.generatorAdam(Adam.withLearningRate(0)),
            "adam: learningRate: expected a number from"),
        mistake(
            b -> b.generatorAdam(new Adam(1e-3, 1, 0.9, 1e-8)),
            "adam: beta1: expected a number from 0.0 to 0.99"),
        mistake(
            b -> b.generatorAdam(new Adam(1e-3, 0.5, -0.1, 1e-8)),
            "adam: beta2: expected a number from 0.0 to 0.99"),
        mistake(
            b -> b.generatorAdam(new Adam(1e-3, 0.5, 0.9, Double.NaN)),
            "adam: epsilon: expected a number from"),
        mistake(
            b -> b.batch(1), "batch: expected at least 2 (batch norm needs a variance), found 1"),
        mistake(b -> b.steps(0), "steps: expected at least 1, found 0"),
        mistake(b -> b.generator(), "generator: expected at least one layer, found none"),
        mistake(b -> b.trunk(), "trunk: expected at least one layer, found none"),
        mistake(b -> b.head(), "head: expected at least one layer, found none"),
        mistake(b -> b.q(), "q: expected at least one layer, found none"));
  }

  static Stream<Arguments> partitionMistakes() {
    return Stream.of(
        mistake(b -> b.initialWeights(null), "initialWeights: expected NORMAL or GLOROT, found no"),
        mistake(b -> b.updatePartition(null), "updatePartition: expected a partition by name, fou"),
        mistake(b -> b.informationAdam(null), "informationAdam: expected settings, found none"),
        mistake(
            b -> b.informationAdam(new Adam(-1, 0.5, 0.9, 1e-8)),
            "adam: learningRate: expected a number from"));
  }

  static Stream<Arguments> stabilizerMistakes() {
    return Stream.of(
        mistake(b -> b.lambdaSchedule(null), "lambdaSchedule: expected a sched"),
        mistake(
            b -> b.lambdaSchedule(Schedule.linear(0, -0.1, 9)),
            "lambdaSchedule: expected at least 0, found Schedule[from=0.0, to=-0.1"),
        mistake(
            b -> b.lambdaSchedule(new Schedule(0, 1, 5, 4)),
            "schedule: expected 0 <= start <= end, found start 5, end 4"),
        mistake(
            b -> b.lambdaSchedule(new Schedule(0, 1, -1, 4)),
            "schedule: expected 0 <= start <= end, found start -1, end 4"),
        mistake(
            b -> b.lambdaSchedule(Schedule.constant(Double.NaN)),
            "schedule: expected finite values, found from NaN"),
        mistake(
            b -> b.lambdaSchedule(Schedule.linear(0, Double.POSITIVE_INFINITY, 9)),
            "schedule: expected finite values, found from 0.0 to Infinity"),
        mistake(b -> b.learningRateSchedule(null), "learningRateSchedule: expected a sche"),
        mistake(
            b -> b.learningRateSchedule(Schedule.linear(-1, 1, 9)),
            "learningRateSchedule: expected at least 0, found"),
        mistake(b -> b.instanceNoise(null), "instanceNoise: expected a schedule, foun"),
        mistake(
            b -> b.instanceNoise(Schedule.constant(-0.1)),
            "instanceNoise: expected at least 0, found"),
        mistake(
            b -> b.consistency(-1, Jitter.NONE),
            "consistency.weight: expected at least 0 and below 1e6, found -1.0"),
        mistake(
            b -> b.consistency(Double.NaN, Jitter.NONE),
            "consistency.weight: expected at least 0 and below 1e6, found NaN"),
        mistake(b -> b.consistency(1e6, Jitter.NONE), "consistency.weight: expected at l"),
        mistake(b -> b.consistency(1, null), "consistency.jitter: expected strengths, found none"),
        mistake(
            b -> b.equivariances(new Equivariance(null, Factor.SLANT, 1, 1)),
            "equivariance.code: expected a code's name, found none"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", null, 1, 1)),
            "equivariance.factor: expected a factor, found none"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", Factor.SLANT, 0, 1)),
            "equivariance.unit: expected a number but 0, found 0.0"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", Factor.SLANT, Double.NaN, 1)),
            "equivariance.unit: expected a number but 0, found NaN"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", Factor.SLANT, 1, 0)),
            "equivariance.weight: expected above 0 and below 1e6, found 0.0"),
        mistake(b -> b.r1Gamma(-1), "r1Gamma: expected at least 0 and below 1e6, f"),
        mistake(b -> b.r1Gamma(Double.NaN), "r1Gamma: expected at least "),
        mistake(
            b -> b.generatorEmaDecay(-0.1),
            "generatorEmaDecay: expected a decay from 0 to below 1, found -0.1"),
        mistake(
            b -> b.generatorEmaDecay(1),
            "generatorEmaDecay: expected a decay from 0 to below 1, found 1.0"),
        mistake(b -> b.gradientClipNorm(-1), "gradientClipNorm: expected at least 0, f"),
        mistake(
            b -> b.gradientClipNorm(Double.POSITIVE_INFINITY),
            "gradientClipNorm: expected at least 0, found Infinity"),
        mistake(b -> b.updatesPerStep(0, 1), "discriminatorUpdates: expected at least 1, found 0"),
        mistake(b -> b.updatesPerStep(1, -2), "generatorUpdates: expected at least 1, found -2"));
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        mistake(b -> b.head(new Dense(2)), "head: expected output shape [1], found [2]"),
        mistake(b -> b.q(new Dense(7)), "q: expected output shape [8], found [7]"),
        mistake(
            b -> b.latent(Noise.uniform(3), LatentCode.categorical("c", 10)),
            "q: expected output shape [10], found [8]"),
        mistake(
            b -> b.image(1, 12, 8),
            "trunk: layer 5: reshape: expected an input of 32 values, found shape [8, 3, 2]"),
        mistake(
            b -> b.image(2, 8, 8), "generator: expected output shape [2, 8, 8], found [1, 8, 8]"),
        mistake(
            b -> b.generator(new Dense(64), new Sigmoid()),
            "generator: expected output shape [1, 8, 8], found [64]"),
        mistake(
            b -> b.generator(new Dense(63), Reshape.to(1, 8, 8)),
            "generator: layer 1: reshape: expected an input of 64 values, found shape [63]"),
        mistake(
            b -> b.trunk(new Dense(3)),
            "trunk: layer 0: dense: expected an input of shape [F], found [1, 8, 8]; put a reshape"),
        mistake(
            b -> b.head(new Conv2d(1, 3, 1, Padding.SAME)),
            "head: layer 0: conv2d: expected an input of shape [C, H, W], found [16]; put a"),
        mistake(
            b -> b.q(new Dense(8), Dropout.channels(0.4)),
            "q: layer 1: dropout of channels: expected an input of shape [C, H, W], found [8]"),
        mistake(
            b -> b.trunk(new Conv2d(3, 9, 1, Padding.of(0))),
            "trunk: layer 0: conv2d: expected an input at least as large as the kernel of 9"),
        mistake(
            b -> b.trunk(Reshape.to(64), new Dense(1 << 20), Reshape.to(1 << 20, 1 << 20)),
            "shape: expected at most 2147483647 values, found [1048576, 1048576]"));
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        mistake(
            b ->
                b.latent(Noise.uniform(3), LatentCode.uniform("c", -1, 1))
                    .q(new Dense(1))
                    .consistency(0.5, Jitter.NONE),
            "consistency.weight: expected 0, since there is no categorical code, fou"),
        mistake(
            b -> b.equivariances(new Equivariance("c1", Factor.SLANT, 1, 1)),
            "equivariance.code: expected the name of a uniform or Gaussian code, fo"),
        mistake(
            b -> b.equivariances(new Equivariance("c9", Factor.SLANT, 1, 1)),
            "equivariance.code: expected the name of a uniform or Gaussian code, fo"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", Factor.SLANT, 1, 1)),
            "consistency.jitter: expected one that changes the SLANT, which c2 is to"),
        mistake(
            b -> follow(b, new Jitter(0, 0.1, 0, 0), Factor.ROTATION),
            "consistency.jitter: expected one that changes the ROTATION, which c2"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0, 0.1, 1, 0.1), Factor.SIZE),
            "consistency.jitter: expected one that changes the SIZE, which c2"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0.1, 0.1, 1), Factor.THICKNESS),
            "consistency.jitter: expected one that changes the THICKNESS, which c2"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0.1, 0.1, 1), Factor.SIZE, Factor.SLANT),
            "equivariance.code: expected each code once, since it can follow one"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0.1, 0.1, 0), Factor.RIGHT),
            "consistency.jitter: expected one that changes the RIGHT, which c2"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0.1, 0.1, 1), Factor.BRIGHTNESS),
            "consistency.jitter: expected one that changes the BRIGHTNESS, which"),
        mistake(
            b -> follow(b, Jitter.NONE.withHue(0.1), Factor.HUE),
            "equivariance.factor: expected one that grey images show, which HUE"),
        mistake(
            b -> follow(b, new Jitter(0, 0, 0, 1).withFlip(0.5), Factor.RIGHT),
            "consistency.jitter.flip: expected 0, since c2 is to follow the RIGHT, w"),
        mistake(
            b -> follow(b, new Jitter(0.1, 0, 0, 1).withFlip(0.5), Factor.SLANT),
            "consistency.jitter.flip: expected 0, since c2 is to follow the SLANT, w"),
        mistake(
            b ->
                follow(b, new Jitter(0.1, 0, 0, 1), Factor.SLANT)
                    .refinement(Refinement.of(1, new Jitter(0.1, 0, 0, 1).withFlip(0.5))),
            "refinement.jitter.flip: expected 0, since c2 is to follow the SLANT, w"),
        mistake(
            b ->
                b.latent(Noise.uniform(3), LatentCode.uniform("c", -1, 1))
                    .q(new Dense(1))
                    .contrastiveWeight(Schedule.linear(0, 2, 9)),
            "contrastiveWeight: expected 0, since there are not two uniform or Gaussian co"),
        mistake(
            b -> b.batch(33_554_432),
            "batch: expected at most 33554431, which fills one array, found 33554432"),
        mistake(
            b -> b.latent(Noise.uniform(1 << 20), LatentCode.categorical("c", 8)).batch(2048),
            "batch: expected at most 2047, which fills one array, found 2048"),
        mistake(
            b -> b.consistency(0.5, Jitter.NONE),
            "consistency.jitter: expected one that changes images, since the weight is 0.5, fou"),
        mistake(
            b -> b.consistency(0.5, new Jitter(0, 0, 0, 8)),
            "consistency.jitter.shift: expected less than the image's 8 pixels, found 8.0"),
        mistake(
            b -> b.head(new Dense(1), new Sigmoid()),
            "head: expected a last layer that gives logits, since NON_SATURATING applies the sig"),
        mistake(
            b -> b.valueRange(ValueRange.SYMMETRIC),
            "valueRange: expected UNIT, since the generator ends in a sigmoid, found SYMMETRIC"),
        mistake(
            b -> b.generator(new Dense(64), Reshape.to(1, 8, 8), new Tanh()),
            "valueRange: expected SYMMETRIC, since the generator ends in tanh, found UNIT"),
        mistake(
            b -> b.generator(new Dense(64), new Tanh(), Reshape.to(1, 8, 8)),
            "valueRange: expected SYMMETRIC, since the generator ends in tanh, found UNIT"));
  }

  private static InfoGanConfig.Builder follow(
      InfoGanConfig.Builder builder, Jitter jitter, Factor... factors) {
    return builder
        .consistency(0, jitter)
        .equivariances(
            Arrays.stream(factors)
                .map(factor -> new Equivariance("c2", factor, 1, 1))
                .toArray(Equivariance[]::new));
  }

  @Test
  void eachFactorCanBeFollowedWhereTheJitterChangesIt() {
    Map<Factor, List<Jitter>> enough =
        Map.of(
            Factor.SLANT, List.of(new Jitter(0.1, 0, 0, 0), new Jitter(0, 0, 0.1, 0)),
            Factor.ROTATION, List.of(new Jitter(0.1, 0, 0, 0)),
            Factor.SIZE, List.of(new Jitter(0, 0.1, 0, 0)),
            Factor.THICKNESS, List.of(new Jitter(0, 0, 0, 0, 0.1)),
            Factor.RIGHT, List.of(new Jitter(0, 0, 0, 1), Jitter.NONE.withCrop(0.2)),
            Factor.DOWN, List.of(new Jitter(0, 0, 0, 1), Jitter.NONE.withCrop(0.2)),
            Factor.BRIGHTNESS, List.of(Jitter.NONE.withLight(0.1, 0)),
            Factor.HUE, List.of(Jitter.NONE.withHue(0.1)));
    assertThat(enough).containsOnlyKeys(Factor.values());
    enough.forEach(
        (factor, jitters) -> jitters.forEach(jitter -> follow(coloured(), jitter, factor).build()));
    // A mirror reverses none of these.
    Jitter mirrors = new Jitter(0, 0.1, 0, 1).withFlip(0.5).withLight(0.1, 0);
    for (Factor factor : List.of(Factor.SIZE, Factor.DOWN, Factor.BRIGHTNESS)) {
      follow(Tiny.builder(), mirrors, factor).build();
    }
    // Both are of the slant: they must not be taken to cancel each other out.
    follow(Tiny.builder(), new Jitter(0.2, 0, 0.2, 0), Factor.SLANT).build();
  }

  private static InfoGanConfig.Builder coloured() {
    return Tiny.builder()
        .image(3, 8, 8)
        .generator(new Dense(192), Reshape.to(3, 8, 8), new Sigmoid());
  }

  static Stream<Arguments> nothings() {
    return Stream.of(
        mistake(b -> b.head(new Dense(1), null), "head[1]: expected a layer, found none"),
        mistake(b -> b.q((Layer[]) null), "q: expected at least one layer, found none"),
        mistake(
            b -> b.latent(Noise.uniform(3), LatentCode.categorical("c1", 2), null),
            "latent codes[1]: expected a code, found none"),
        mistake(
            b -> b.latent(Noise.uniform(3), (LatentCode[]) null),
            "latent codes: expected at least one, found none"),
        mistake(
            b -> b.equivariances(new Equivariance("c2", Factor.SLANT, 1, 1), null),
            "consistency.equivariances[1]: expected a code and a factor, found none"),
        mistake(
            b -> b.equivariances((Equivariance[]) null),
            "consistency.equivariances: expected a list, found none"),
        mistake(
            b -> b.trunk(new Conv2d(2, 4, 2, null)),
            "conv2d: padding: expected a number of pixels or \"same\", found none"),
        mistake(
            b -> b.generator(new ConvTranspose2d(2, 4, 2, null)),
            "conv_transpose2d: padding: expected a number of pixels or \"same\", found none"),
        mistake(
            b -> b.trunk(new Reshape(null)),
            "reshape: shape: expected the extents of one example, found none"));
  }

  /** Sums and products that leave the range of an int, where they would be other sizes. */
  static Stream<Arguments> absurdSizes() {
    int most = Integer.MAX_VALUE;
    return Stream.of(
        mistake(
            b -> b.latent(Noise.uniform(most), LatentCode.categorical("c", 2)),
            "latent: expected at most 1073741823 values of noise and codes, found 2147483649"),
        mistake(
            b -> b.trunk(new Conv2d(2, 4, 2, Padding.of(most))),
            "trunk: layer 0: conv2d: expected extents of at most 2147483647, found 2147483650"),
        mistake(
            b -> image(b, new ConvTranspose2d(2, 4, 2, Padding.of(most))),
            "generator: layer 2: conv_transpose2d: expected a padding smaller than the map"),
        mistake(
            b -> image(b, new ConvTranspose2d(2, 4, most, Padding.SAME)),
            "generator: layer 2: conv_transpose2d: expected extents of at most 2147483647, found 17"),
        mistake(
            // 8 times as many pixels are 8 once more, modulo 2^32.
            b -> image(b, new Upsample((1 << 29) + 1)),
            "generator: layer 2: upsample: expected extents of at most 2147483647, found 4294967304"),
        mistake(
            b -> image(b, new DepthToSpace(1 << 16)),
            "generator: layer 2: depth_to_space: expected a multiple of 4294967296 channels, fou"),
        mistake(
            b -> b.head(new Dense(1 << 30), new Dense(1)),
            "head: layer 0: shape: expected at most 2147483647 values, found [1073741824, 16]"));
  }

  private static InfoGanConfig.Builder image(InfoGanConfig.Builder builder, Layer last) {
    return builder.generator(new Dense(64), Reshape.to(1, 8, 8), last);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource({
    "nothings",
    "absurdSizes",
    "mistakes",
    "partitionMistakes",
    "stabilizerMistakes",
    "misfits",
    "contradictions"
  })
  void saysWhichFieldIsWrong(UnaryOperator<InfoGanConfig.Builder> change, String message) {
    assertThatThrownBy(() -> change.apply(Tiny.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void consistencyAndEquivariancesDoNotDependOnTheirOrder() {
    Equivariance slant = new Equivariance("c2", Factor.SLANT, 1, 1);
    Jitter jitter = new Jitter(0, 0, 0.1, 0);
    assertThat(Tiny.builder().equivariances(slant).consistency(2, jitter).build())
        .isEqualTo(Tiny.builder().consistency(2, jitter).equivariances(slant).build());
  }

  /** Lists may be given as such, and are copied. */
  @Test
  void listsCanTakeThePlaceOfArguments() {
    InfoGanConfig tiny = Tiny.config();
    List<Layer> trunk = new ArrayList<>(tiny.trunk());
    InfoGanConfig.Builder builder =
        InfoGanConfig.builder()
            .image(tiny.image())
            .latent(tiny.latent())
            .generator(tiny.generator())
            .trunk(trunk)
            .head(tiny.head())
            .q(tiny.q());
    trunk.clear();
    assertThat(builder.build().trunk()).isEqualTo(tiny.trunk());
    assertThat(builder.build()).hasToString(builder.build().toString()).isEqualTo(builder.build());
  }

  @Test
  void aLeastSquaresDiscriminatorMayEndInASigmoid() {
    InfoGanConfig config =
        Tiny.builder()
            .adversarialLoss(AdversarialLoss.LEAST_SQUARES)
            .head(new Dense(1), new Sigmoid())
            .build();
    assertThat(config.head()).hasSize(2);
  }

  @Test
  void aConfigurationWithoutImageOrLatentSaysSo() {
    assertThatThrownBy(() -> InfoGanConfig.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image: expected channels, height and width, found none");
    assertThatThrownBy(() -> InfoGanConfig.builder().image(1, 8, 8).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("latent: expected noise and codes, found none");
  }

  @Test
  void theEdgesOfTheRangesAreAllowed() {
    InfoGanConfig config =
        Tiny.builder()
            .initialStandardDeviation(9.99)
            .realLabel(1e-9)
            .learningRateSchedule(Schedule.linear(1, 0, 0))
            .generatorEmaDecay(Math.nextDown(1.0))
            .batch(2)
            .steps(1)
            .seed(Long.MIN_VALUE)
            .generator(new Dense(64), Reshape.to(1, 8, 8), new LeakyRelu(0))
            .valueRange(ValueRange.SYMMETRIC)
            .build();
    assertThat(config.realLabel()).isEqualTo(1e-9);
  }

  @Test
  void builderChangesTheFieldsThatAreSetAndNoOther() {
    InfoGanConfig config = Tiny.config();
    assertThat(config.toBuilder().build()).isEqualTo(config);
    InfoGanConfig changed =
        config.toBuilder().adversarialLoss(AdversarialLoss.MINIMAX).seed(9).build();
    assertThat(changed.adversarialLoss()).isEqualTo(AdversarialLoss.MINIMAX);
    assertThat(changed.seed()).isEqualTo(9);
    assertThat(changed)
        .usingRecursiveComparison()
        .ignoringFields("adversarialLoss", "seed")
        .isEqualTo(config);
  }

  private static Arguments mistake(UnaryOperator<InfoGanConfig.Builder> change, String message) {
    return Arguments.of(change, message);
  }
}
