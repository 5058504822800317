package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm for FLOAT arrays in the process's own memory. Everything that a row needs is in that
 * row, so each is taken through the processor's cache once in each direction, where operation by
 * operation the forward pass reads it twice and the backward pass four times.
 */
final class HostBatchNorm implements BatchNorm.Kernel {

  private final BatchNorm.Tensors tensors;
  private final double epsilon;
  private final Rectifier rectifier;

  /** Of the latest forward pass: μ and s = 1/√(σ² + ε). */
  private final float[] mean;

  private final float[] inverseDeviation;
  private boolean batchStatistics;

  HostBatchNorm(BatchNorm.Tensors tensors, double epsilon, Rectifier rectifier) {
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
    float[] gamma = HostRows.values(tensors.gamma());
    float[] beta = HostRows.values(tensors.beta());
    float[] runningMean = HostRows.values(tensors.runningMean());
    float[] runningVariance = HostRows.values(tensors.runningVariance());
    HostRows.forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = HostRows.read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            double mu = runningMean[row];
            double variance = runningVariance[row];
            if (batchStatistics) {
              mu = HostSums.sum(values, r * n, n, scratch) / n;
              variance = HostSums.centredSquares(values, r * n, n, (float) mu, scratch) / n;
              runningMean[row] = (float) (keep * runningMean[row] + (1 - keep) * mu);
              runningVariance[row] = (float) (keep * runningVariance[row] + (1 - keep) * variance);
            }
            mean[row] = (float) mu;
            inverseDeviation[row] = (float) (1 / Math.sqrt(variance + epsilon));
            normalize(values, r * n, n, mean[row], gamma[row] * inverseDeviation[row], beta[row]);
          }
          if (!rectifier.isNone()) {
            rectifier.apply(values, count * n);
          }
          HostRows.write(values, y, first, count);
        });
    if (batchStatistics && keep < 1) {
      HostMemory.write(runningMean, tensors.runningMean());
      HostMemory.write(runningVariance, tensors.runningVariance());
    }
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
    float[] gamma = HostRows.values(tensors.gamma());
    float[] sumG = new float[mean.length];
    float[] sumGNormalized = new float[mean.length];
    HostRows.forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] g = HostRows.read(scratch, 0, dy, first, count);
          if (!rectifier.isNone()) {
            rectifier.gradient(HostRows.read(scratch, 1, y, first, count), g, count * n);
          }
          float[] c = HostRows.read(scratch, 1, x, first, count);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            float s = inverseDeviation[row];
            double sum = HostSums.sum(g, r * n, n, scratch);
            double dot = HostSums.centredDot(g, c, r * n, n, mean[row], scratch);
            sumG[row] = (float) sum;
            sumGNormalized[row] = (float) (s * dot);
            float scale = gamma[row] * s;
            float ofX = batchStatistics ? (float) (-scale * s * s * dot / n) : 0;
            float offset = batchStatistics ? (float) (-scale * sum / n) : 0;
            combine(g, c, r * n, n, scale, mean[row], ofX, offset);
          }
          if (wanted.input()) {
            HostRows.write(g, dx, first, count);
          }
        });
    if (wanted.parameters()) {
      HostRows.add(sumG, tensors.dbeta());
      HostRows.add(sumGNormalized, tensors.dgamma());
    }
  }

  /** g ← g·scale + (c − mean)·ofX + offset. */
  private static void combine(
      float[] g, float[] c, int start, int n, float scale, float mean, float ofX, float offset) {
    for (int i = start; i < start + n; i++) {
      g[i] = g[i] * scale + (c[i] - mean) * ofX + offset;
    }
  }
}
