package org.infogan.nn;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm for FLOAT arrays in the process's own memory. Everything that a row needs is in that
 * row, so each is taken through the processor's cache once in each direction, where operation by
 * operation the forward pass reads it twice and the backward pass four times.
 */
final class HostBatchNorm implements BatchNorm.Kernel {

  private final BatchNorm.Tensors tensors;
  private final double epsilon;
  private final LeakyRectifier rectifier;

  /** Of the latest forward pass: μ and s = 1/√(σ² + ε). */
  private final float[] mean;

  private final float[] inverseDeviation;
  private boolean batchStatistics;

  HostBatchNorm(BatchNorm.Tensors tensors, double epsilon, LeakyRectifier rectifier) {
    this.tensors = tensors;
    this.epsilon = epsilon;
    this.rectifier = rectifier;
    mean = new float[(int) tensors.gamma().length()];
    inverseDeviation = new float[mean.length];
  }

  @Override
  public void forward(INDArray x, boolean batchStatistics, double keep, INDArray y) {
    this.batchStatistics = batchStatistics;
    int n = (int) x.size(1);
    FloatBuffer gamma = HostMemory.buffer(tensors.gamma());
    FloatBuffer beta = HostMemory.buffer(tensors.beta());
    FloatBuffer runningMean = HostMemory.buffer(tensors.runningMean());
    FloatBuffer runningVariance = HostMemory.buffer(tensors.runningVariance());
    FloatBuffer inputs = HostMemory.buffer(x);
    FloatBuffer outputs = HostMemory.buffer(y);
    HostRows.forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = HostRows.read(scratch, 0, inputs, first * n, count * n);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            double mu = runningMean.get(row);
            double variance = runningVariance.get(row);
            if (batchStatistics) {
              mu = PartialSums.sum(values, r * n, n, scratch) / n;
              variance = PartialSums.centredSquares(values, r * n, n, (float) mu, scratch) / n;
              if (keep < 1) {
                moveTo(mu, keep, runningMean, row);
                moveTo(variance, keep, runningVariance, row);
              }
            }
            mean[row] = (float) mu;
            inverseDeviation[row] = (float) (1 / Math.sqrt(variance + epsilon));
            normalize(
                values, r * n, n, mean[row], gamma.get(row) * inverseDeviation[row], beta.get(row));
          }
          if (!rectifier.isNone()) {
            rectifier.apply(values, count * n);
          }
          outputs.put(first * n, values, 0, count * n);
        });
  }

  /** v[i] ← keep·v[i] + (1 − keep)·value. */
  private static void moveTo(double value, double keep, FloatBuffer v, int i) {
    v.put(i, (float) (keep * v.get(i) + (1 - keep) * value));
  }

  private static void normalize(
      float[] x, int start, int n, float mean, float scale, float offset) {
    for (int i = start; i < start + n; i++) {
      x[i] = (x[i] - mean) * scale + offset;
    }
  }

  @Override
  public void backward(INDArray dy, INDArray x, INDArray y, WithRespectTo wanted, INDArray dx) {
    int n = (int) x.size(1);
    FloatBuffer gamma = HostMemory.buffer(tensors.gamma());
    FloatBuffer dgamma = HostMemory.buffer(tensors.dgamma());
    FloatBuffer dbeta = HostMemory.buffer(tensors.dbeta());
    FloatBuffer inputs = HostMemory.buffer(x);
    FloatBuffer outputs = HostMemory.buffer(y);
    FloatBuffer gradients = HostMemory.buffer(dy);
    FloatBuffer inputGradients = wanted.input() ? HostMemory.buffer(dx) : null;
    HostRows.forEachBlock(
        x,
        (first, count, scratch) -> {
          int start = first * n;
          float[] g = HostRows.read(scratch, 0, gradients, start, count * n);
          if (!rectifier.isNone()) {
            rectifier.gradient(HostRows.read(scratch, 1, outputs, start, count * n), g, count * n);
          }
          float[] c = HostRows.read(scratch, 1, inputs, start, count * n);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            float s = inverseDeviation[row];
            double sum = PartialSums.sum(g, r * n, n, scratch);
            double dot = PartialSums.centredDot(g, c, r * n, n, mean[row], scratch);
            if (wanted.parameters()) {
              HostRows.add((float) sum, dbeta, row);
              HostRows.add((float) (s * dot), dgamma, row);
            }
            float scale = gamma.get(row) * s;
            float ofX = batchStatistics ? (float) (-scale * s * s * dot / n) : 0;
            float offset = batchStatistics ? (float) (-scale * sum / n) : 0;
            combine(g, c, r * n, n, scale, mean[row], ofX, offset);
          }
          if (inputGradients != null) {
            inputGradients.put(start, g, 0, count * n);
          }
        });
  }

  /** g ← g·scale + (c − mean)·ofX + offset. */
  private static void combine(
      float[] g, float[] c, int start, int n, float scale, float mean, float ofX, float offset) {
    for (int i = start; i < start + n; i++) {
      g[i] = g[i] * scale + (c[i] - mean) * ofX + offset;
    }
  }
}
