package org.infogan.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.infogan.backend.TestArrays;
import org.infogan.backend.Views;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network of layers: names, initial weights, a user's layer built from others, messages. */
class SequentialTest {

  private static final int BATCH = 3;

  /** y = x + f(x) with f a dense layer of the input's width: a layer as a user would write it. */
  private record Residual(Dense inner) implements Layer {

    @Override
    public Shape outputShape(Shape input) {
      return inner.outputShape(input);
    }

    @Override
    public List<TensorSpec> tensors(Shape input) {
      List<TensorSpec> tensors = new ArrayList<>();
      for (TensorSpec spec : inner.tensors(input)) {
        tensors.add(new TensorSpec("inner." + spec.name(), spec.kind(), spec.shape()));
      }
      return tensors;
    }

    @Override
    public Pass newPass(PassContext context) {
      Pass pass = inner.newPass(context.nested("inner", context.inputShape()));
      INDArray y = context.buffer(context.inputShape().withBatch(context.batch()));
      INDArray dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
      return new Pass() {
        @Override
        public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
          return x.add(pass.forward(x, mode, random), y);
        }

        @Override
        public INDArray backward(INDArray dy, WithRespectTo wanted) {
          INDArray inner = pass.backward(dy, wanted);
          return wanted.input() ? dy.add(inner, dx) : null;
        }

        @Override
        public void close() {
          pass.close();
        }
      };
    }
  }

  @Test
  void aLayerInsideALayerHasItsTensorsUnderItsName() {
    try (Sequential network = residual()) {
      assertThat(network.parameters().shapes().keySet())
          .containsExactly(
              "0.weight", "0.bias", "1.inner.weight", "1.inner.bias", "2.weight", "2.bias");
    }
  }

  /** The residual layer is the plain layer with the identity added to its weight. */
  @Test
  void aLayerInsideALayerComputesWithItsOwnTensors() {
    try (Sequential network = residual();
        Sequential plain =
            new Sequential(
                Shape.of(4), List.of(new Dense(5), new Dense(5), new Dense(2)), DataType.DOUBLE);
        NamedTensors gradients = network.parameters().zerosLike();
        NamedTensors plainGradients = plain.parameters().zerosLike();
        Pass pass = network.newPass(BATCH, gradients);
        Pass plainPass = plain.newPass(BATCH, plainGradients)) {
      INDArray flat = network.parameters().flat();
      flat.assign(TestArrays.random(1, DataType.DOUBLE, flat.length()));
      plain.parameters().flat().assign(flat);
      for (int i = 0; i < 5; i++) {
        INDArray weight = plain.parameters().get("1.weight");
        weight.putScalar(i, i, weight.getDouble(i, i) + 1);
      }
      INDArray x = TestArrays.random(2, DataType.DOUBLE, 4, BATCH);
      INDArray dy = TestArrays.random(3, DataType.DOUBLE, 2, BATCH);
      assertClose(
          pass.forward(x, Mode.TRAINING, new SplittableRandom(0)),
          plainPass.forward(x, Mode.TRAINING, new SplittableRandom(0)));
      assertClose(
          pass.backward(dy, WithRespectTo.BOTH), plainPass.backward(dy, WithRespectTo.BOTH));
      assertClose(gradients.flat(), plainGradients.flat());
    }
  }

  /** The caller may fill its input anew between forward and backward. */
  @Test
  void backwardBelongsToTheInputAsItWas() {
    try (Sequential network = residual();
        NamedTensors once = network.parameters().zerosLike();
        NamedTensors again = network.parameters().zerosLike();
        Pass undisturbed = network.newPass(BATCH, once);
        Pass disturbed = network.newPass(BATCH, again)) {
      network.initialize(0.5, new SplittableRandom(1));
      INDArray x = TestArrays.random(2, DataType.DOUBLE, 4, BATCH);
      INDArray dy = TestArrays.random(3, DataType.DOUBLE, 2, BATCH);
      undisturbed.forward(x, Mode.TRAINING, new SplittableRandom(0));
      undisturbed.backward(dy, WithRespectTo.BOTH);
      disturbed.forward(x, Mode.TRAINING, new SplittableRandom(0));
      x.assign(77);
      disturbed.backward(dy, WithRespectTo.BOTH);
      assertThat(again.flat()).isEqualTo(once.flat());
    }
  }

  @Test
  void weightsAreDrawnWithTheGivenDeviationAndTheRestStartsNeutral() {
    try (Sequential network =
        new Sequential(Shape.of(200), List.of(new Dense(300), new BatchNorm()), DataType.FLOAT)) {
      network.initialize(0.02, new SplittableRandom(4));
      INDArray weight = network.parameters().get("0.weight");
      double n = weight.length();
      assertThat(weight.meanNumber().doubleValue()).isCloseTo(0, within(4 * 0.02 / Math.sqrt(n)));
      double variance = weight.mul(weight).meanNumber().doubleValue();
      assertThat(variance).isCloseTo(4e-4, within(4 * 4e-4 * Math.sqrt(2 / n)));
      assertThat(TestArrays.values(network.parameters().get("0.bias"))).containsOnly(0);
      assertThat(TestArrays.values(network.parameters().get("1.gamma"))).containsOnly(1);
      assertThat(TestArrays.values(network.parameters().get("1.beta"))).containsOnly(0);
      assertThat(TestArrays.values(network.statistics().get("1.running_mean"))).containsOnly(0);
      assertThat(TestArrays.values(network.statistics().get("1.running_variance"))).containsOnly(1);
    }
  }

  /** A uniform distribution on (−a, a) has the variance a²/3. */
  @Test
  void glorotWeightsAreUniformWithTheVarianceOfTheirFans() {
    List<Layer> layers =
        List.of(new Conv2d(40, 3, 1, Padding.SAME), new ConvTranspose2d(30, 4, 2, Padding.of(1)));
    try (Sequential network = new Sequential(Shape.of(20, 4, 4), layers, DataType.DOUBLE)) {
      network.initializeGlorot(new SplittableRandom(4));
      assertGlorot(network.parameters().get("0.weight"), (20 + 40) * 3 * 3);
      assertGlorot(network.parameters().get("1.weight"), (40 + 30) * 4 * 4);
      assertThat(TestArrays.values(network.parameters().get("0.bias"))).containsOnly(0);
    }
  }

  private static void assertGlorot(INDArray weight, int fans) {
    double limit = Math.sqrt(6.0 / fans);
    assertThat(weight.amaxNumber().doubleValue()).isBetween(0.999 * limit, limit);
    assertThat(weight.mul(weight).meanNumber().doubleValue() * fans).isCloseTo(2, within(0.1));
  }

  @Test
  void aCopyIsEqualAndApart() {
    try (Sequential network = residual()) {
      network.initialize(0.1, new SplittableRandom(1));
      try (Network copy = network.copy()) {
        assertThat(copy.parameters().flat()).isEqualTo(network.parameters().flat());
        copy.parameters().flat().addi(1);
        assertThat(copy.parameters().flat()).isNotEqualTo(network.parameters().flat());
      }
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    assertThatThrownBy(
            () -> new Sequential(Shape.of(4), List.of(new Dense(5)), DataType.INT32).close())
        .hasMessage("network: expected data type FLOAT or DOUBLE, found INT");
    try (Sequential network = residual();
        Sequential other = new Sequential(Shape.of(4), List.of(new Dense(2)), DataType.DOUBLE);
        Pass forwardOnly = network.newPass(BATCH)) {
      INDArray x = TestArrays.random(2, DataType.DOUBLE, 4, BATCH + 1);
      assertThatThrownBy(() -> forwardOnly.forward(x, Mode.INFERENCE, new SplittableRandom(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("network input: expected shape [4, 3], found [4, 4]");
      assertThatThrownBy(() -> forwardOnly.backward(x, WithRespectTo.BOTH))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("backward: expected a pass that was made with gradients");
      assertThatThrownBy(() -> network.newPass(BATCH, other.parameters()).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("gradients: expected {0.weight=");
      assertThatThrownBy(() -> network.newPass(0).close())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("batch: expected at least 1, found 0");
      assertThatThrownBy(() -> network.parameters().get("1.weight"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("tensor 1.weight: expected one of [0.weight, ");
    }
  }

  private static Sequential residual() {
    return new Sequential(
        Shape.of(4),
        List.of(new Dense(5), new Residual(new Dense(5)), new Dense(2)),
        DataType.DOUBLE);
  }

  private static void assertClose(INDArray found, INDArray expected) {
    assertThat(TestArrays.values(found))
        .containsExactly(TestArrays.values(expected), within(1e-12));
  }

  /** Another layer, whose passes note which gradients they are asked for. */
  private record Noted(Layer layer, List<WithRespectTo> asked) implements Layer {

    @Override
    public Shape outputShape(Shape input) {
      return layer.outputShape(input);
    }

    @Override
    public List<TensorSpec> tensors(Shape input) {
      return layer.tensors(input);
    }

    @Override
    public Pass newPass(PassContext context) {
      Pass pass = layer.newPass(context);
      return new Pass() {
        @Override
        public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
          return pass.forward(x, mode, random);
        }

        @Override
        public INDArray backward(INDArray dy, WithRespectTo wanted) {
          asked.add(wanted);
          return pass.backward(dy, wanted);
        }
      };
    }
  }

  private static Noted noted(Layer layer) {
    return new Noted(layer, new ArrayList<>());
  }

  @Test
  void withoutTheInputsGradientBackwardEndsAtTheFirstParameters() {
    Noted reshape = noted(Reshape.to(4));
    Noted first = noted(new Dense(5));
    Noted between = noted(new Tanh());
    Noted last = noted(new Dense(2));
    List<Noted> layers = List.of(reshape, first, between, last);
    try (Sequential network = new Sequential(Shape.of(1, 2, 2), layers, DataType.DOUBLE);
        NamedTensors gradients = network.parameters().zerosLike();
        NamedTensors expected = network.parameters().zerosLike();
        Pass pass = network.newPass(BATCH, gradients);
        Pass whole = network.newPass(BATCH, expected)) {
      network.initialize(0.5, new SplittableRandom(1));
      INDArray x = TestArrays.random(2, DataType.DOUBLE, 1, 2, 2, BATCH);
      INDArray dy = TestArrays.random(3, DataType.DOUBLE, 2, BATCH);
      pass.forward(x, Mode.TRAINING, new SplittableRandom(0));

      assertThat(pass.backward(dy, WithRespectTo.PARAMETERS)).isNull();
      assertThat(reshape.asked).isEmpty();
      assertThat(first.asked).containsExactly(WithRespectTo.PARAMETERS);
      assertThat(between.asked).containsExactly(WithRespectTo.BOTH);
      assertThat(last.asked).containsExactly(WithRespectTo.BOTH);

      whole.forward(x, Mode.TRAINING, new SplittableRandom(0));
      assertThat(whole.backward(dy, WithRespectTo.BOTH)).isNotNull();
      assertThat(gradients.flat()).isEqualTo(expected.flat());
      assertThat(reshape.asked).containsExactly(WithRespectTo.BOTH);
    }
  }

  @Test
  void aNetworkWithoutParametersHasNoGradientOfThem() {
    Noted tanh = noted(new Tanh());
    try (Sequential network = new Sequential(Shape.of(4), List.of(tanh), DataType.DOUBLE);
        NamedTensors gradients = network.parameters().zerosLike();
        Pass pass = network.newPass(BATCH, gradients)) {
      INDArray x = TestArrays.random(2, DataType.DOUBLE, 4, BATCH);
      pass.forward(x, Mode.TRAINING, new SplittableRandom(0));
      assertThat(pass.backward(x, WithRespectTo.PARAMETERS)).isNull();
      assertThat(tanh.asked).isEmpty();
      assertThat(pass.backward(x, WithRespectTo.INPUT)).isNotNull();
    }
  }

  /** Longer than one block of the parallel sum; NaN must not be lost in it. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void squaredNormSumsEveryValue(DataType type) {
    try (NamedTensors tensors = new NamedTensors(type, Map.of("theta", Shape.of(100_003)))) {
      tensors.flat().assign(2);
      assertThat(tensors.squaredNorm()).isCloseTo(4 * 100_003, within(1.0));
      tensors.flat().putScalar(100_002, Double.NaN);
      assertThat(tensors.squaredNorm()).isNaN();
    }
  }

  static Stream<Layer> layersThatMultiply() {
    return Stream.of(
        new Dense(3),
        new Conv2d(3, 3, 1, Padding.SAME),
        new Conv2d(3, 4, 2, Padding.of(1)),
        new ConvTranspose2d(3, 4, 2, Padding.of(1)));
  }

  @ParameterizedTest
  @MethodSource("layersThatMultiply")
  void takesGradientsInAnyOrderOfMemory(Layer layer) {
    Shape input = layer instanceof Dense ? Shape.of(4) : Shape.of(40, 6, 6);
    try (Sequential network = new Sequential(input, List.of(layer), DataType.DOUBLE)) {
      network.initialize(0.1, new SplittableRandom(1));
      INDArray x = TestArrays.random(2, DataType.DOUBLE, input.withBatch(BATCH));
      INDArray dy = TestArrays.random(3, DataType.DOUBLE, network.outputShape().withBatch(BATCH));

      assertThat(gradients(network, x, dy.dup('f'))).isEqualTo(gradients(network, x, dy));
    }
  }

  private static List<INDArray> gradients(Sequential network, INDArray x, INDArray dy) {
    try (NamedTensors gradients = network.parameters().zerosLike();
        Pass pass = network.newPass(BATCH, gradients)) {
      pass.forward(x, Mode.TRAINING, new SplittableRandom(4));
      INDArray dx = pass.backward(dy, WithRespectTo.BOTH).dup();
      return List.of(dx, gradients.flat().dup());
    }
  }

  @Test
  void saysThatAnArrayIsNotInOrder() {
    INDArray columns = TestArrays.random(1, DataType.FLOAT, 4, 3).transpose();
    assertThatThrownBy(() -> Views.rows(columns))
        .hasMessageContaining("[3, 4]")
        .hasMessageContaining("side by side in c-order")
        .hasMessageContaining("[1, 3]");
  }
}
