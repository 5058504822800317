package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.backend.OneNd4jThread;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Every layer's backward pass against central differences of its forward pass, element by element,
 * in DOUBLE. The loss is Σ y·r with fixed random r, so that dy = r.
 */
@ExtendWith(OneNd4jThread.class)
class LayerGradientTest {

  private static final int BATCH = 4;
  private static final double EPSILON = 1e-6;
  private static final double TOLERANCE = 1e-5;

  static Stream<Arguments> layers() {
    Shape image = Shape.of(3, 6, 5);
    Shape manyChannels = Shape.of(6, 6, 4);
    Shape vector = Shape.of(7);
    return Stream.of(
        Arguments.of(new Dense(5), vector),
        Arguments.of(new Conv2d(4, 4, 2, Padding.of(1)), Shape.of(2, 8, 6)),
        Arguments.of(new Conv2d(4, 4, 2, Padding.of(1)), manyChannels),
        Arguments.of(new Conv2d(4, 3, 2, Padding.SAME), manyChannels),
        Arguments.of(new Conv2d(2, 4, 1, Padding.SAME), manyChannels),
        Arguments.of(new Conv2d(2, 3, 1, Padding.SAME), image),
        Arguments.of(new Conv2d(2, 2, 3, Padding.of(0)), manyChannels),
        Arguments.of(new ConvTranspose2d(2, 4, 2, Padding.of(1)), image),
        Arguments.of(new ConvTranspose2d(6, 4, 2, Padding.of(1)), image),
        Arguments.of(new ConvTranspose2d(6, 3, 2, Padding.SAME), image),
        Arguments.of(new ConvTranspose2d(6, 4, 1, Padding.SAME), image),
        Arguments.of(new ConvTranspose2d(5, 2, 3, Padding.SAME), image),
        Arguments.of(new BatchNorm(), vector),
        Arguments.of(new BatchNorm(0.8, 1e-3), image),
        Arguments.of(new Relu(), image),
        Arguments.of(new LeakyRelu(0.1), image),
        Arguments.of(new Tanh(), image),
        Arguments.of(new Sigmoid(), vector),
        Arguments.of(new PartialTanh(2, 3), vector),
        Arguments.of(Dropout.of(0.4), image),
        Arguments.of(Dropout.channels(0.25), image),
        Arguments.of(new Upsample(2), image),
        Arguments.of(new Resize(11, 9), image),
        Arguments.of(new Resize(4, 3), image),
        Arguments.of(new DepthToSpace(2), Shape.of(8, 2, 3)),
        Arguments.of(new SpaceToDepth(2), manyChannels),
        Arguments.of(Reshape.to(10, 3, 3), Shape.of(90)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void backwardAgreesWithCentralDifferences(Layer layer, Shape input) {
    try (Case c = new Case(layer, input, Mode.TRAINING)) {
      c.checkInputGradient();
      c.checkParameterGradients();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void backwardAgreesInInferenceModeToo(Layer layer, Shape input) {
    try (Case c = new Case(layer, input, Mode.INFERENCE)) {
      c.checkInputGradient();
      c.checkParameterGradients();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("layers")
  void partialGradientsEqualTheWhole(Layer layer, Shape input) {
    try (Case c = new Case(layer, input, Mode.TRAINING)) {
      INDArray whole = c.backward(WithRespectTo.BOTH).dup();
      assertThat(c.backward(WithRespectTo.INPUT)).isEqualTo(whole);
      if (c.gradients.length() > 0) {
        INDArray once = c.gradients.flat().dup();
        c.forward();
        c.pass.backward(c.dy, WithRespectTo.PARAMETERS);
        assertThat(c.gradients.flat().distance2(once.mul(2)))
            .as("gradients are added, by the passes that ask for them")
            .isLessThan(1e-9);
      }
    }
  }

  /** One layer with random input, parameters, statistics and output gradient. */
  static final class Case implements AutoCloseable {
    private final Mode mode;
    final Sequential network;
    private final NamedTensors gradients;
    private final Pass pass;
    private final INDArray x;
    private final INDArray dy;

    Case(Layer layer, Shape input, Mode mode) {
      this.mode = mode;
      network = new Sequential(input, List.of(layer), DataType.DOUBLE);
      gradients = network.parameters().zerosLike();
      pass = network.newPass(BATCH, gradients);
      x = TestArrays.random(1, DataType.DOUBLE, input.withBatch(BATCH));
      dy = TestArrays.random(2, DataType.DOUBLE, network.outputShape().withBatch(BATCH));
      if (network.parameters().length() > 0) {
        INDArray flat = network.parameters().flat();
        flat.assign(TestArrays.random(3, DataType.DOUBLE, flat.length()));
      }
      if (network.statistics().length() > 0) {
        INDArray flat = network.statistics().flat();
        flat.assign(TestArrays.random(4, DataType.DOUBLE, flat.length()).addi(1.5));
      }
    }

    INDArray forward() {
      return pass.forward(x, mode, new SplittableRandom(7));
    }

    INDArray backward(WithRespectTo wanted) {
      forward();
      return pass.backward(dy, wanted);
    }

    void checkInputGradient() {
      compare("input", x, backward(WithRespectTo.BOTH).dup());
    }

    void checkParameterGradients() {
      if (gradients.length() > 0) {
        gradients.flat().assign(0);
        backward(WithRespectTo.BOTH);
        gradients
            .asMap()
            .forEach((name, g) -> compare(name, network.parameters().get(name), g.dup()));
      }
    }

    private void compare(String what, INDArray variable, INDArray analytic) {
      double norm = analytic.norm2Number().doubleValue();
      double floor = Math.max(norm / Math.sqrt((double) analytic.length()), 1e-3);
      double worst = 0;
      for (long i = 0; i < variable.length(); i++) {
        double numeric = slope(variable, i);
        double found = analytic.getDouble(i);
        double scale = Math.max(floor, Math.abs(numeric) + Math.abs(found));
        worst = Math.max(worst, Math.abs(numeric - found) / scale);
      }
      assertThat(worst).as(what + ": largest relative error").isLessThan(TOLERANCE);
    }

    private double slope(INDArray variable, long i) {
      double start = variable.getDouble(i);
      variable.putScalar(i, start + EPSILON);
      double above = forward().mul(dy).sumNumber().doubleValue();
      variable.putScalar(i, start - EPSILON);
      double below = forward().mul(dy).sumNumber().doubleValue();
      variable.putScalar(i, start);
      return (above - below) / (2 * EPSILON);
    }

    @Override
    public void close() {
      pass.close();
      gradients.close();
      network.close();
    }
  }
}
