package org.infogan.nn.layers;

import java.nio.FloatBuffer;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LeakyRectifier;
import org.infogan.backend.PartialSums;
import org.infogan.backend.RowOps;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch norm for FLOAT arrays in the process's own memory. Rows are independent, so each is read
 * and written once per pass while it is in the processor's cache; operation by operation, the
 * forward pass would read it twice and the backward pass four times.
 */
final class HostBatchNorm implements BatchNorm.Kernel {

  private final BatchNorm.Tensors tensors;
  private final double epsilon;
  private final LeakyRectifier rectifier;

  /** μ of the latest forward pass. */
  private final float[] mean;

  /** s = 1/√(σ² + ε) of the latest forward pass. */
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
  public void forward(INDArray x, boolean batchStatistics, double momentum, INDArray y) {
    this.batchStatistics = batchStatistics;
    int n = (int) x.size(1);
    FloatBuffer gamma = HostMemory.buffer(tensors.gamma());
    FloatBuffer beta = HostMemory.buffer(tensors.beta());
    FloatBuffer runningMean = HostMemory.buffer(tensors.runningMean());
    FloatBuffer runningVariance = HostMemory.buffer(tensors.runningVariance());
    FloatBuffer inputs = HostMemory.buffer(x);
    FloatBuffer outputs = HostMemory.buffer(y);
    RowOps.forEachBlockOfRows(
        x,
        (first, count, scratch) -> {
          float[] values = scratch.read(0, inputs, first * n, count * n);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            double mu = runningMean.get(row);
            double variance = runningVariance.get(row);
            if (batchStatistics) {
              mu = PartialSums.sum(values, r * n, n, scratch) / n;
              variance = PartialSums.centredSquares(values, r * n, n, (float) mu, scratch) / n;
              if (momentum < 1) {
                moveTo(mu, momentum, runningMean, row);
                moveTo(variance, momentum, runningVariance, row);
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

  /** v[i] ← momentum·v[i] + (1 − momentum)·value. */
  private static void moveTo(double value, double momentum, FloatBuffer v, int i) {
    v.put(i, (float) (momentum * v.get(i) + (1 - momentum) * value));
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
    RowOps.forEachBlockOfRows(
        x,
        (first, count, scratch) -> {
          int start = first * n;
          float[] g = scratch.read(0, gradients, start, count * n);
          if (!rectifier.isNone()) {
            rectifier.gradient(scratch.read(1, outputs, start, count * n), g, count * n);
          }
          float[] c = scratch.read(1, inputs, start, count * n);
          for (int r = 0; r < count; r++) {
            int row = first + r;
            float s = inverseDeviation[row];
            double sum = PartialSums.sum(g, r * n, n, scratch);
            double dot = PartialSums.centredDot(g, c, r * n, n, mean[row], scratch);
            if (wanted.parameters()) {
              RowOps.addTo(dbeta, row, sum);
              RowOps.addTo(dgamma, row, s * dot);
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
