package org.infogan.selfsupervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnswerLossTest {

  private static final CategoryAnswers CODE = new CategoryAnswers("c1", 1, 3);
  private static final int BATCH = 4;
  private static final double[][] ANSWERS = {
    {0.8, 0.1, 0.1}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {0, 1, 0}, {0.2, 0.3, 0.5}, {0.6, 0.2, 0.2}
  };
  private static final int[] CHOSEN = {4, 1, 2, 3};

  private static double loss(float[] outputs, float[] gradient) {
    return AnswerLearning.hardCrossEntropy(CODE, ANSWERS, CHOSEN, outputs, gradient);
  }

  @Test
  void gradientIsThatOfTheLoss() {
    SplittableRandom random = new SplittableRandom(1);
    float[] outputs = new float[5 * BATCH];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) random.nextGaussian();
    }
    float[] gradient = new float[outputs.length];
    loss(outputs, gradient);
    float step = 1e-2f;
    for (int i = 0; i < outputs.length; i++) {
      float before = outputs[i];
      outputs[i] = before + step;
      double above = loss(outputs, new float[outputs.length]);
      outputs[i] = before - step;
      double below = loss(outputs, new float[outputs.length]);
      outputs[i] = before;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-5));
    }
    // The rows of other codes have none, nor has an answer between all categories.
    for (int b = 0; b < BATCH; b++) {
      assertThat(gradient[b]).isZero();
      assertThat(gradient[4 * BATCH + b]).isZero();
    }
    for (int k = 1; k <= 3; k++) {
      assertThat(gradient[k * BATCH + 1]).isCloseTo(0, within(1e-8f));
    }
  }

  /** ln K where every copy is recognised, 0 where the answer is always the same or always even. */
  @Test
  void informationOfCertainConstantAndEvenAnswers() {
    double[][] certain = {{1, 0}, {0, 1}, {1, 0}, {0, 1}};
    double[][] constant = {{1, 0}, {1, 0}, {1, 0}, {1, 0}};
    double[][] even = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
    assertThat(RefinementMeasures.information(certain, certain))
        .isCloseTo(Math.log(2), within(1e-12));
    assertThat(RefinementMeasures.information(constant, constant)).isCloseTo(0, within(1e-12));
    assertThat(RefinementMeasures.information(even, even)).isCloseTo(0, within(1e-12));
    assertThat(RefinementMeasures.information(certain, even)).isCloseTo(0, within(1e-12));
  }
}
