package org.infogan.nn.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.infogan.backend.GaussianDraws;
import org.infogan.backend.TestArrays;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class GaussianNoiseTest {

  /** Moments of a normal distribution: 0, σ², 0, 3σ⁴; a million draws settle two digits. */
  @Test
  void drawsHaveTheMomentsOfANormalDistribution() {
    float[] values = new float[1_000_000];
    GaussianDraws.fill(0.5, new SplittableRandom(2), values);
    double[] moments = new double[5];
    for (float value : values) {
      for (int k = 1; k <= 4; k++) {
        moments[k] += Math.pow(value, k) / values.length;
      }
    }
    assertThat(moments[1]).isCloseTo(0, within(2e-3));
    assertThat(moments[2]).isCloseTo(0.25, within(2e-3));
    assertThat(moments[3]).isCloseTo(0, within(2e-3));
    assertThat(moments[4]).isCloseTo(3 * 0.0625, within(3e-3));
  }

  @Test
  void isTheIdentityInInferenceAndAddsInTraining() {
    try (Sequential network =
            new Sequential(Shape.of(30), List.of(new GaussianNoise(0.1)), DataType.FLOAT);
        Pass pass = network.newPass(40)) {
      INDArray x = TestArrays.random(1, DataType.FLOAT, 30, 40);
      assertThat(pass.forward(x, Mode.INFERENCE, new SplittableRandom(1)).distance2(x)).isZero();
      INDArray first = pass.forward(x, Mode.TRAINING, new SplittableRandom(1)).dup();
      INDArray again = pass.forward(x, Mode.TRAINING, new SplittableRandom(1)).dup();
      assertThat(first.distance2(again)).isZero();
      // 1,200 draws: √1200·0.1 = 3.46, give or take 0.2.
      assertThat(first.distance2(x)).isCloseTo(3.46, within(0.3));
    }
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThatThrownBy(() -> new GaussianNoise(0))
        .hasMessageStartingWith("gaussian noise: standardDeviation: expected a number from")
        .hasMessageEndingWith("found 0.0");
  }
}
