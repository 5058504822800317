package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rows of floats whose deviation is small beside their mean, against the formulas in double. */
class BatchNormRoundingTest {

  private static final double EPSILON = 1e-5;

  /** y, dx and the running statistics of one row of n values in one training pass. */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared
  private record Row(float[] y, float[] dx, float runningMean, float runningVariance) {

    static Row of(float[] x, float[] dy) {
      Shape shape = Shape.of(1, 1, 1);
      try (Sequential network =
              new Sequential(shape, List.of(new BatchNorm(0, EPSILON)), DataType.FLOAT);
          NamedTensors gradients = network.parameters().zerosLike()) {
        network.parameters().get("0.gamma").assign(1);
        try (Pass pass = network.newPass(x.length, gradients)) {
          INDArray input = Nd4j.create(x, new long[] {1, 1, 1, x.length}, 'c');
          INDArray gradient = Nd4j.create(dy, new long[] {1, 1, 1, x.length}, 'c');
          float[] y = pass.forward(input, Mode.TRAINING, new SplittableRandom(1)).data().asFloat();
          float[] dx = pass.backward(gradient, WithRespectTo.BOTH).data().asFloat();
          return new Row(
              y.clone(),
              dx.clone(),
              network.statistics().get("0.running_mean").getFloat(0),
              network.statistics().get("0.running_variance").getFloat(0));
        }
      }
    }
  }

  private static float[] row(int n, IntToDoubleFunction value) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) value.applyAsDouble(i);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({"1000.1, 25088", "333333, 101136", "-0.1, 4096", "1e30, 1000", "0, 100"})
  void constantRowsBecomeZero(float constant, int n) {
    Row found = Row.of(row(n, i -> constant), row(n, i -> i % 3));
    assertThat(found.y).containsOnly(0f);
    assertThat(found.runningMean).isEqualTo(constant);
    assertThat(found.runningVariance).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 0.1, 25088",
    "-333, 0.001, 101136",
    "1, 0.001, 3000",
    "5, 0.06, 3000",
    "0, 1, 3000",
    "3, 2, 3000"
  })
  void smallDeviationsAreNormalizedRight(double mean, double deviation, int n) {
    SplittableRandom random = new SplittableRandom(1);
    float[] x = row(n, i -> mean + deviation * random.nextGaussian());
    float[] dy = row(n, i -> random.nextGaussian());
    Row found = Row.of(x, dy);
    double mu = 0;
    for (float value : x) {
      mu += value / (double) n;
    }
    double variance = 0;
    double sum = 0;
    double dot = 0;
    for (int i = 0; i < n; i++) {
      variance += (x[i] - mu) * (x[i] - mu) / n;
      sum += dy[i];
      dot += dy[i] * (x[i] - mu);
    }
    double s = 1 / Math.sqrt(variance + EPSILON);
    for (int i = 0; i < n; i++) {
      double c = x[i] - mu;
      assertThat((double) found.y[i]).isCloseTo(c * s, within(1e-4));
      double dx = s * (dy[i] - sum / n - c * s * s * dot / n);
      assertThat((double) found.dx[i]).isCloseTo(dx, within(1e-4 * s));
    }
    assertThat((double) found.runningMean).isCloseTo(mu, within(1e-7 * Math.abs(mu) + 1e-7));
    assertThat((double) found.runningVariance).isCloseTo(variance, within(1e-5 * variance));
  }

  /** The largest float is 3.4e38: squares of larger values than 1.8e19 are none. */
  @ParameterizedTest
  @CsvSource({"1e18", "1e19", "1e25", "1e38"})
  void squaresBeyondTheRangeOfFloatsDoNotSpoilTheStatistics(float large) {
    Row found = Row.of(row(1000, i -> i % 2 == 0 ? large : -large), row(1000, i -> 1));
    for (int i = 0; i < 1000; i++) {
      assertThat(found.y[i]).isCloseTo(i % 2 == 0 ? 1f : -1f, within(1e-4f));
    }
    assertThat(found.runningMean).isZero();
    assertThat(found.runningVariance).isFinite().isPositive();
  }
}
