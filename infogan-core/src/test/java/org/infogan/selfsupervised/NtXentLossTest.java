package org.infogan.selfsupervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NtXentLossTest {

  private static final int ROWS = 6;
  private static final int WIDTH = 4;

  private static float[] random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] z = new float[WIDTH * ROWS];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    return z;
  }

  @Test
  void gradientIsThatOfTheLoss() {
    NtXentLoss loss = new NtXentLoss(ROWS, WIDTH, 0.5);
    float[] z = random(3);
    float[] gradient = new float[z.length];
    loss.valueAndGradient(z, gradient);
    float step = 1e-2f;
    for (int i = 0; i < z.length; i++) {
      float before = z[i];
      z[i] = before + step;
      double above = loss.valueAndGradient(z, new float[z.length]);
      z[i] = before - step;
      double below = loss.valueAndGradient(z, new float[z.length]);
      z[i] = before;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-4));
    }
  }

  /** All rows alike: each of the others is as near as the partner. */
  @Test
  void rowsThatCannotBeToldApartCostTheLogarithmOfTheOthers() {
    float[] z = new float[WIDTH * ROWS];
    Arrays.fill(z, 2);
    double value = new NtXentLoss(ROWS, WIDTH, 0.3).valueAndGradient(z, new float[z.length]);
    assertThat(value).isCloseTo(Math.log(ROWS - 1), within(1e-5));
  }

  /** Three pairs along three axes: ln(1 + 4·exp(−1/τ)), whatever the lengths. */
  @Test
  void pairsAtRightAnglesCostLittle() {
    float[] z = new float[WIDTH * ROWS];
    for (int i = 0; i < ROWS; i++) {
      z[i % 3 * ROWS + i] = i + 1;
    }
    double value = new NtXentLoss(ROWS, WIDTH, 0.2).valueAndGradient(z, new float[z.length]);
    assertThat(value).isCloseTo(Math.log(1 + 4 * Math.exp(-5)), within(1e-5));
  }
}
