package org.infogan.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.infogan.backend.TestArrays;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dropout;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each mode does to batch norm's statistics and to dropout, by plain loops beside it. */
class ModeTest {

  private static final int BATCH = 5;
  private static final int ROWS = 3;
  private static final Shape SHAPE = Shape.of(ROWS, 2, 2);

  @Test
  void calibrationIsTheAverageOfTheBatchesStatistics() {
    try (Sequential network = batchNorm()) {
      int batches = 7;
      double[] mean = new double[ROWS];
      double[] variance = new double[ROWS];
      for (int i = 0; i < batches; i++) {
        INDArray x = input(i);
        run(network, x, Mode.calibration(i + 1));
        for (int r = 0; r < ROWS; r++) {
          mean[r] += mean(x, r) / batches;
          variance[r] += variance(x, r) / batches;
        }
      }
      assertStatistics(network, mean, variance);
    }
  }

  @Test
  void trainingMovesTheStatisticsByTheMomentum() {
    try (Sequential network = batchNorm()) {
      double[] mean = new double[ROWS];
      double[] variance = {1, 1, 1};
      for (int i = 0; i < 3; i++) {
        INDArray x = input(i);
        run(network, x, Mode.TRAINING);
        for (int r = 0; r < ROWS; r++) {
          mean[r] = 0.8 * mean[r] + 0.2 * mean(x, r);
          variance[r] = 0.8 * variance[r] + 0.2 * variance(x, r);
        }
      }
      assertStatistics(network, mean, variance);
    }
  }

  @Test
  void inferenceUsesTheStatisticsAndLeavesThemAlone() {
    try (Sequential network = batchNorm()) {
      INDArray flat = network.statistics().flat();
      flat.assign(TestArrays.random(9, DataType.DOUBLE, flat.length()).addi(2));
      INDArray before = flat.dup();
      INDArray x = input(1);
      INDArray y = run(network, x, Mode.INFERENCE);
      assertThat(flat).isEqualTo(before);
      for (int r = 0; r < ROWS; r++) {
        double mean = network.statistics().get("0.running_mean").getDouble(r);
        double variance = network.statistics().get("0.running_variance").getDouble(r);
        double expected = (x.getDouble(r, 1, 0, 2) - mean) / Math.sqrt(variance + 1e-3);
        assertThat(y.getDouble(r, 1, 0, 2)).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void batchStatisticsNormaliseAndLeaveTheRunningOnesAlone() {
    try (Sequential network = batchNorm()) {
      INDArray before = network.statistics().flat().dup();
      INDArray x = input(1);
      INDArray y = run(network, x, Mode.BATCH_STATISTICS);
      assertThat(network.statistics().flat()).isEqualTo(before);
      for (int r = 0; r < ROWS; r++) {
        assertThat(mean(y, r)).isCloseTo(0, within(1e-12));
        double v = variance(x, r);
        assertThat(variance(y, r)).isCloseTo(v / (v + 1e-3), within(1e-12));
      }
    }
  }

  /** 20,000 draws: each sample mean lies within four standard errors. */
  @Test
  void dropoutDropsItsShareAndKeepsTheMean() {
    int features = 4000;
    try (Sequential network = dropout(Dropout.of(0.4), Shape.of(features))) {
      INDArray y = run(network, ones(features), Mode.TRAINING);
      double[] values = TestArrays.values(y);
      double kept = 1 / 0.6;
      assertThat(Arrays.stream(values)).allMatch(v -> v == 0 || Math.abs(v - kept) < 1e-6);
      double zeros = Arrays.stream(values).filter(v -> v == 0).count();
      double n = values.length;
      assertThat(zeros / n).isCloseTo(0.4, within(4 * Math.sqrt(0.4 * 0.6 / n)));
      assertThat(y.meanNumber().doubleValue())
          .isCloseTo(1, within(4 * kept * Math.sqrt(0.4 * 0.6 / n)));
    }
  }

  @Test
  void dropoutOfChannelsDropsThemWhole() {
    try (Sequential network = dropout(Dropout.channels(0.5), Shape.of(200, 2, 2))) {
      INDArray y = run(network, ones(200, 2, 2), Mode.TRAINING);
      int dropped = 0;
      for (int c = 0; c < 200; c++) {
        for (int b = 0; b < BATCH; b++) {
          double first = y.getDouble(c, 0, 0, b);
          assertThat(first).isIn(0.0, 2.0);
          assertThat(y.getDouble(c, 0, 1, b)).isEqualTo(first);
          assertThat(y.getDouble(c, 1, 0, b)).isEqualTo(first);
          assertThat(y.getDouble(c, 1, 1, b)).isEqualTo(first);
          dropped += first == 0 ? 1 : 0;
        }
      }
      assertThat(dropped / 1000.0).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / 1000)));
    }
  }

  /** With x and dy all ones, both passes give the mask. */
  @Test
  void dropoutGoesBackwardThroughTheMaskItWentForwardThrough() {
    for (Dropout layer : List.of(Dropout.of(0.3), Dropout.channels(0.3))) {
      try (Sequential network = dropout(layer, SHAPE);
          NamedTensors gradients = network.parameters().zerosLike();
          Pass pass = network.newPass(BATCH, gradients)) {
        INDArray ones = ones(ROWS, 2, 2);
        SplittableRandom random = new SplittableRandom(8);
        INDArray first = pass.forward(ones, Mode.TRAINING, random).dup();
        assertThat(pass.backward(ones, WithRespectTo.BOTH)).isEqualTo(first);
        INDArray second = pass.forward(ones, Mode.TRAINING, random).dup();
        assertThat(second).isNotEqualTo(first);
        assertThat(pass.backward(ones, WithRespectTo.BOTH)).isEqualTo(second);
      }
    }
  }

  @Test
  void dropoutIsTheIdentityOutsideTraining() {
    try (Sequential network = dropout(Dropout.of(0.9), SHAPE)) {
      INDArray x = input(3);
      for (Mode mode : List.of(Mode.INFERENCE, Mode.BATCH_STATISTICS, Mode.calibration(1))) {
        assertThat(run(network, x, mode)).isEqualTo(x);
      }
    }
  }

  @Test
  void refusesSettingsThatDoNotFitTogether() {
    assertRefused(
        () -> new Mode(false, true, null, 0),
        "mode: statisticsUpdate: expected one of the updates, found none");
    assertRefused(
        () -> new Mode(true, false, Mode.StatisticsUpdate.MOVING_AVERAGE, 0),
        "mode: statisticsUpdate: expected NONE where batch norm uses its running statistics, found"
            + " MOVING_AVERAGE");
    assertRefused(
        () -> new Mode(false, true, Mode.StatisticsUpdate.AVERAGE, 0),
        "mode: batch: expected at least 1 for AVERAGE, found 0");
    assertRefused(() -> Mode.calibration(-1), "expected at least 1 for AVERAGE, found -1");
    assertRefused(
        () -> new Mode(true, true, Mode.StatisticsUpdate.MOVING_AVERAGE, 3),
        "mode: batch: expected 0 for MOVING_AVERAGE, found 3");
    assertRefused(
        () -> new Mode(false, true, Mode.StatisticsUpdate.NONE, 1), "expected 0 for NONE, found 1");
  }

  private static void assertRefused(ThrowingCallable made, String message) {
    assertThatThrownBy(made)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Sequential batchNorm() {
    return new Sequential(SHAPE, List.of(new BatchNorm(0.8, 1e-3)), DataType.DOUBLE);
  }

  private static Sequential dropout(Dropout layer, Shape input) {
    return new Sequential(input, List.of(layer), DataType.DOUBLE);
  }

  private static INDArray run(Network network, INDArray x, Mode mode) {
    try (Pass pass = network.newPass(BATCH)) {
      return pass.forward(x, mode, new SplittableRandom(6)).dup();
    }
  }

  private static INDArray input(int seed) {
    return TestArrays.random(seed, DataType.DOUBLE, ROWS, 2, 2, BATCH).muli(1 + seed).addi(seed);
  }

  private static INDArray ones(int... extents) {
    INDArray x = TestArrays.random(0, DataType.DOUBLE, Shape.of(extents).withBatch(BATCH));
    x.assign(1);
    return x;
  }

  private static double mean(INDArray x, int row) {
    double[] values = TestArrays.values(x);
    int n = values.length / ROWS;
    return Arrays.stream(values, row * n, (row + 1) * n).average().orElseThrow();
  }

  private static double variance(INDArray x, int row) {
    double[] values = TestArrays.values(x);
    int n = values.length / ROWS;
    double mean = mean(x, row);
    return Arrays.stream(values, row * n, (row + 1) * n)
        .map(v -> (v - mean) * (v - mean))
        .average()
        .orElseThrow();
  }

  private static void assertStatistics(Network network, double[] mean, double[] variance) {
    assertThat(TestArrays.values(network.statistics().get("0.running_mean")))
        .containsExactly(mean, within(1e-12));
    assertThat(TestArrays.values(network.statistics().get("0.running_variance")))
        .containsExactly(variance, within(1e-12));
  }
}
