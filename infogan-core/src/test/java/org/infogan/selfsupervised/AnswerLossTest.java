package org.infogan.selfsupervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Stabilizers.Equivariance;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Distortion.Factor;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.model.EquivariantMean;
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

  /** c2 follows the slant in units of .5, with weight 1.5; its row comes after four logits. */
  @Test
  void gradientOfTheEquivarianceIsThatOfTheLoss() {
    Jitter jitter = new Jitter(0.2, 0.1, 0.2, 1);
    EquivariantMean follower =
        EquivariantMean.of(
                InfoGanConfig.builder()
                    .image(1, 8, 8)
                    .latent(
                        Noise.uniform(3),
                        LatentCode.categorical("c1", 4),
                        LatentCode.uniform("c2", -1, 1))
                    .ownNetworks()
                    .consistency(1, jitter)
                    .equivariances(new Equivariance("c2", Factor.SLANT, 0.5, 1.5))
                    .build())
            .get(0);
    SplittableRandom random = new SplittableRandom(2);
    List<Distortion> distortions = Stream.generate(() -> jitter.draw(random)).limit(4).toList();
    float[][] onImages = new float[5][5];
    float[] outputs = new float[5 * BATCH];
    for (int i = 0; i < 5; i++) {
      onImages[i][4] = random.nextInt(-4, 5) / 4f;
    }
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = (float) random.nextGaussian();
    }
    float[] gradient = new float[outputs.length];
    double loss =
        AnswerLearning.equivariance(follower, distortions, onImages, CHOSEN, outputs, gradient);
    double expected = 0;
    for (int b = 0; b < BATCH; b++) {
      Distortion distortion = distortions.get(b);
      double change = (distortion.shear() - distortion.angle()) / 0.5;
      double error = outputs[4 * BATCH + b] - (double) onImages[CHOSEN[b]][4] - change;
      expected += 1.5 * error * error / (2 * BATCH);
    }
    assertThat(loss).isCloseTo(expected, within(1e-9));
    float step = 1e-2f;
    for (int i = 0; i < outputs.length; i++) {
      float before = outputs[i];
      float[] unused = new float[outputs.length];
      outputs[i] = before + step;
      double above =
          AnswerLearning.equivariance(follower, distortions, onImages, CHOSEN, outputs, unused);
      outputs[i] = before - step;
      double below =
          AnswerLearning.equivariance(follower, distortions, onImages, CHOSEN, outputs, unused);
      outputs[i] = before;
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(2e-5));
    }
  }

  /** Each of the three measures alone, beyond what chance may cost, and not a number. */
  @Test
  void aRefinementThatMakesOneMeasureWorseIsRefused() {
    RefinementMeasures before =
        new RefinementMeasures(List.of(2.0), List.of(2.2, -0.2), List.of(0.9, 0.8));
    assertThat(measures(1.995, -0.24, 0.76).noWorseThan(before)).isTrue();
    assertThat(measures(2.1, 0, 0.95).noWorseThan(before)).isTrue();
    assertThat(measures(1.98, -0.2, 0.8).noWorseThan(before)).isFalse();
    assertThat(measures(2.0, -0.26, 0.8).noWorseThan(before)).isFalse();
    assertThat(measures(2.0, -0.2, 0.74).noWorseThan(before)).isFalse();
    assertThat(measures(2.0, -0.2, Double.NaN).noWorseThan(before)).isFalse();
    assertThat(before)
        .hasToString("I(k; k') 2.000, L_I 2.200, -0.200, changes followed 0.900, 0.800");
  }

  private static RefinementMeasures measures(double agreement, double bound, double following) {
    return new RefinementMeasures(List.of(agreement), List.of(2.2, bound), List.of(0.9, following));
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
