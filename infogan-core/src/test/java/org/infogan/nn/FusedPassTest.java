package org.infogan.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.backend.TestArrays;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.SpectralNorm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that rectifies its own output does what it and the rectifier do as two networks. */
class FusedPassTest {

  private static final int BATCH = 5;

  static Stream<Arguments> cases() {
    Shape vector = Shape.of(7);
    Shape image = Shape.of(3, 6, 4);
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(
            type ->
                Stream.of(new Relu(), new LeakyRelu(0.1))
                    .flatMap(
                        rectifier ->
                            Stream.of(
                                Arguments.of(type, new Dense(6), rectifier, vector),
                                Arguments.of(
                                    type, new SpectralNorm(new Dense(6)), rectifier, vector),
                                Arguments.of(
                                    type, new Conv2d(4, 4, 2, Padding.of(1)), rectifier, image),
                                Arguments.of(
                                    type,
                                    new ConvTranspose2d(4, 4, 2, Padding.of(1)),
                                    rectifier,
                                    image),
                                Arguments.of(type, new BatchNorm(), rectifier, vector),
                                Arguments.of(type, new BatchNorm(), rectifier, image))));
  }

  @ParameterizedTest(name = "{0} {1} {2} on {3}")
  @MethodSource("cases")
  void theTwoTogetherAreTheTwoApart(DataType type, Layer layer, Layer rectifier, Shape input) {
    INDArray x = TestArrays.random(1, type, input.withBatch(BATCH));
    INDArray dy = TestArrays.random(2, type, layer.outputShape(input).withBatch(BATCH));
    try (Sequential together = new Sequential(input, List.of(layer, rectifier), type);
        Sequential first = new Sequential(input, List.of(layer), type);
        Sequential second = new Sequential(layer.outputShape(input), List.of(rectifier), type)) {
      together
          .parameters()
          .flat()
          .assign(TestArrays.random(3, type, together.parameters().flat().length()));
      first.parameters().assign(together.parameters());
      for (Mode mode : List.of(Mode.TRAINING, Mode.INFERENCE)) {
        for (WithRespectTo wanted : WithRespectTo.values()) {
          NamedTensors ofTogether = together.parameters().zerosLike();
          NamedTensors ofFirst = first.parameters().zerosLike();
          try (Pass pass = together.newPass(BATCH, ofTogether);
              Pass one = first.newPass(BATCH, ofFirst);
              Pass two = second.newPass(BATCH, second.parameters().zerosLike())) {
            var random = new SplittableRandom(1);
            INDArray y = two.forward(one.forward(x, mode, random), mode, random);
            assertClose("y", pass.forward(x, mode, random), y);
            INDArray dx = one.backward(two.backward(dy, WithRespectTo.BOTH), wanted);
            INDArray found = pass.backward(dy, wanted);
            assertThat(found == null).as("dx is null").isEqualTo(dx == null);
            if (dx != null) {
              assertClose("dx", found, dx);
            }
          }
          assertClose("gradients", ofTogether.flat(), ofFirst.flat());
        }
      }
      for (String name : first.statistics().shapes().keySet()) {
        assertThat(together.statistics().get(name)).isEqualTo(first.statistics().get(name));
      }
    }
  }

  private static void assertClose(String what, INDArray found, INDArray expected) {
    double tolerance = expected.dataType() == DataType.FLOAT ? 1e-6 : 1e-14;
    double scale = Math.max(1, expected.norm2Number().doubleValue());
    assertThat(found.distance2(expected)).as(what).isLessThan(tolerance * scale);
  }
}
