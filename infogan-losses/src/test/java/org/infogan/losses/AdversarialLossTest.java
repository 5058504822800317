package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.AdversarialLoss.KL_GENERATOR;
import static org.infogan.losses.AdversarialLoss.LEAST_SQUARES;
import static org.infogan.losses.AdversarialLoss.MINIMAX;
import static org.infogan.losses.AdversarialLoss.NON_SATURATING;
import static org.infogan.losses.TestArrays.row;
import static org.infogan.losses.Tolerances.CLOSED_FORM;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdversarialLossTest {

  private static final double LN2 = 0.6931471805599453;

  @ParameterizedTest
  @EnumSource(names = {"NON_SATURATING", "MINIMAX", "KL_GENERATOR"})
  void anUndecidedDiscriminatorLosesLn2OnEitherSide(AdversarialLoss loss) {
    assertThat(real(loss, 1, 0).value()).isCloseTo(LN2, CLOSED_FORM);
    assertThat(real(loss, 0.9, 0).value()).isCloseTo(LN2, CLOSED_FORM);
    assertThat(fake(loss, 0).value()).isCloseTo(LN2, CLOSED_FORM);
    assertThat(real(loss, 1, 0).gradient()).containsExactly(-0.5);
    assertThat(fake(loss, 0).gradient()).containsExactly(0.5);
  }

  /** At x = ln 3 the discriminator says D = 3/4. */
  @Test
  void valuesWhereTheDiscriminatorSaysThreeQuarters() {
    double ln3 = Math.log(3);
    double lnFourThirds = Math.log(4.0 / 3);
    double ln4 = Math.log(4);
    assertThat(real(NON_SATURATING, 1, ln3).value()).isCloseTo(lnFourThirds, CLOSED_FORM);
    assertThat(real(NON_SATURATING, 0.9, ln3).value())
        .isCloseTo(0.9 * lnFourThirds + 0.1 * ln4, CLOSED_FORM);
    assertThat(fake(NON_SATURATING, ln3).value()).isCloseTo(ln4, CLOSED_FORM);
    assertThat(generator(NON_SATURATING, ln3).value()).isCloseTo(lnFourThirds, CLOSED_FORM);
    assertThat(generator(MINIMAX, ln3).value()).isCloseTo(-ln4, CLOSED_FORM);
    assertThat(generator(KL_GENERATOR, ln3).value()).isCloseTo(-ln3, CLOSED_FORM);
  }

  @Test
  void leastSquaresHalvesTheMeanOfSquares() {
    assertThat(real(LEAST_SQUARES, 1, 3, 1).value()).isEqualTo(1);
    assertThat(real(LEAST_SQUARES, 0.5, 2.5, 0.5).value()).isEqualTo(1);
    assertThat(fake(LEAST_SQUARES, 2, 4).value()).isEqualTo(5);
    assertThat(generator(LEAST_SQUARES, 3, -3).value()).isEqualTo(5);
    assertThat(generator(LEAST_SQUARES, 3, -3).gradient()).containsExactly(1, -2);
  }

  @Test
  void theMeanIsOverTheBatch() {
    assertThat(generator(KL_GENERATOR, 1, 2, 6).value()).isCloseTo(-3, CLOSED_FORM);
    assertThat(generator(KL_GENERATOR, 1, 2, 6).gradient())
        .containsExactly(row(-1 / 3.0, -1 / 3.0, -1 / 3.0), CLOSED_FORM);
  }

  @ParameterizedTest
  @EnumSource(names = {"NON_SATURATING", "MINIMAX", "KL_GENERATOR"})
  void extremeLogitsStayFiniteAndRightInTheDiscriminator(AdversarialLoss loss) {
    assertThat(real(loss, 1, -1e4, 1e4)).isEqualTo(new Result(5e3, -0.5, -0.0));
    assertThat(fake(loss, -1e4, 1e4)).isEqualTo(new Result(5e3, 0, 0.5));
    assertThat(real(loss, 0.75, -1e4).value()).isCloseTo(7.5e3, CLOSED_FORM);
    assertThat(real(loss, 0.75, 1e4).value()).isCloseTo(2.5e3, CLOSED_FORM);
    assertThat(real(loss, 0.75, -1e4, 1e4).gradient()).containsExactly(-0.375, 0.125);
  }

  @Test
  void extremeLogitsStayFiniteAndRightInTheGenerator() {
    assertThat(generator(NON_SATURATING, -1e4, 1e4)).isEqualTo(new Result(5e3, -0.5, -0.0));
    assertThat(generator(MINIMAX, -1e4, 1e4)).isEqualTo(new Result(-5e3, -0.0, -0.5));
    assertThat(generator(KL_GENERATOR, -1e4)).isEqualTo(new Result(1e4, -1));
    assertThat(generator(LEAST_SQUARES, 1e4)).isEqualTo(new Result(0.5 * 9999 * 9999, 9999));
  }

  /** Where sigmoid(x) rounds to 1 the difference sigmoid(x) - 1 would have no digit left. */
  @Test
  void tinyGradientsKeepTheirDigits() {
    double tiny = real(NON_SATURATING, 1, 50).gradient()[0];
    assertThat(tiny / -Math.exp(-50)).isCloseTo(1, CLOSED_FORM);
    assertThat(real(NON_SATURATING, 1, 50).value() / Math.exp(-50)).isCloseTo(1, CLOSED_FORM);
  }

  @ParameterizedTest(name = "{0} seed {1}")
  @MethodSource("lossesAndSeeds")
  void gradientsAgreeWithCentralDifferences(AdversarialLoss loss, int seed) {
    for (Loss function : functions(loss)) {
      INDArray[] logits = {TestArrays.normal(new Random(seed), 1, 6, 3)};
      LossAssertions.assertGradients(function, logits, 1);
      LossAssertions.assertAnyLayout(function, logits, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.0001, Double.NaN})
  void refusesATargetThatIsNoSmoothedLabel(double target) {
    assertThatThrownBy(() -> real(NON_SATURATING, target, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target: expected a value in (0, 1], found " + target);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhichShapeIsWrong(AdversarialLoss loss) {
    for (Loss function : functions(loss)) {
      INDArray[] one = {Nd4j.zeros(1, 4)};
      INDArray[] two = {Nd4j.zeros(2, 4)};
      assertThatThrownBy(() -> function.valueAndGradient(two, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("logits: expected shape [1, B], found [2, 4]");
      assertThatThrownBy(() -> function.valueAndGradient(one, two))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("dlogits: expected shape [1, 4], found [2, 4]");
    }
  }

  static Stream<Arguments> lossesAndSeeds() {
    return Stream.of(AdversarialLoss.values())
        .flatMap(loss -> IntStream.range(0, 4).mapToObj(seed -> Arguments.of(loss, seed)));
  }

  private static List<Loss> functions(AdversarialLoss loss) {
    return List.of(
        (in, out) -> loss.discriminatorOnReal(in[0], 1, out[0]),
        (in, out) -> loss.discriminatorOnReal(in[0], 0.9, out[0]),
        (in, out) -> loss.discriminatorOnFake(in[0], out[0]),
        (in, out) -> loss.generator(in[0], out[0]));
  }

  private static Result real(AdversarialLoss loss, double target, double... logits) {
    return Result.of((in, out) -> loss.discriminatorOnReal(in[0], target, out[0]), logits);
  }

  private static Result fake(AdversarialLoss loss, double... logits) {
    return Result.of((in, out) -> loss.discriminatorOnFake(in[0], out[0]), logits);
  }

  private static Result generator(AdversarialLoss loss, double... logits) {
    return Result.of((in, out) -> loss.generator(in[0], out[0]), logits);
  }
}
