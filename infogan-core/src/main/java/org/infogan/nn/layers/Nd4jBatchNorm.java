package org.infogan.nn.layers;

import org.infogan.backend.LeakyRectifier;
import org.infogan.backend.RowOps;
import org.infogan.nn.PassContext;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Mean;
import org.nd4j.linalg.api.ops.impl.reduce.floating.Norm2;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSubtraction;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.factory.Nd4j;

/** Batch norm operation by operation, for any type and backend. */
final class Nd4jBatchNorm implements BatchNorm.Kernel {

  private final BatchNorm.Tensors tensors;
  private final double epsilon;
  private final LeakyRectifier rectifier;
  private final INDArray mean;
  private final INDArray variance;

  /** s = 1/√(σ² + ε). */
  private final INDArray inverseDeviation;

  /** γ·s. */
  private final INDArray scale;

  private final INDArray sumG;
  private final INDArray sumGCentred;

  /** [rows, n], for intermediate results; null for a pass that only runs forward. */
  private final INDArray work;

  private boolean batchStatistics;

  Nd4jBatchNorm(
      BatchNorm.Tensors tensors, double epsilon, LeakyRectifier rectifier, PassContext context) {
    this.tensors = tensors;
    this.epsilon = epsilon;
    this.rectifier = rectifier;
    long rows = tensors.gamma().length();
    mean = context.buffer(rows);
    variance = context.buffer(rows);
    inverseDeviation = context.buffer(rows);
    scale = context.buffer(rows);
    sumG = context.backwardBuffer(rows);
    sumGCentred = context.backwardBuffer(rows);
    work =
        context.backwardBuffer(rows, (long) context.inputShape().size() * context.batch() / rows);
  }

  @Override
  public void forward(INDArray x, boolean batchStatistics, double momentum, INDArray y) {
    this.batchStatistics = batchStatistics;
    if (batchStatistics) {
      moments(x, y);
      move(tensors.runningMean(), mean, momentum);
      move(tensors.runningVariance(), variance, momentum);
    } else {
      mean.assign(tensors.runningMean());
      variance.assign(tensors.runningVariance());
    }
    inverseDeviation.assign(variance).addi(epsilon);
    Nd4j.getExecutioner().exec(new RSqrt(inverseDeviation, inverseDeviation));
    tensors.gamma().mul(inverseDeviation, scale);
    subtract(x, mean, y);
    multiply(y, scale, y);
    RowOps.add(y, tensors.beta(), rectifier);
  }

  /**
   * The variance is the mean square of the centred values, which does not cancel; ND4J's own
   * variance takes three times as long as a norm.
   */
  private void moments(INDArray x, INDArray centred) {
    Nd4j.getExecutioner().exec(new Mean(x, mean, 1));
    subtract(x, mean, centred);
    Nd4j.getExecutioner().exec(new Norm2(centred, variance, 1));
    variance.muli(variance).divi(x.size(1));
  }

  private void move(INDArray running, INDArray batch, double momentum) {
    if (momentum < 1) {
      batch.mul(1 - momentum, scale);
      running.muli(momentum).addi(scale);
    }
  }

  @Override
  public void backward(INDArray dy, INDArray x, INDArray y, WithRespectTo wanted, INDArray dx) {
    INDArray g = dy;
    if (!rectifier.isNone()) {
      rectifier.gradient(y, dy, dx);
      g = dx;
    }
    double n = x.size(1);
    subtract(x, mean, work);
    work.muli(g);
    sumG.assign(0);
    sumGCentred.assign(0);
    RowOps.addSums(g, sumG);
    RowOps.addSums(work, sumGCentred);
    sumGCentred.muli(inverseDeviation);
    if (wanted.parameters()) {
      tensors.dbeta().addi(sumG);
      tensors.dgamma().addi(sumGCentred);
    }
    if (!wanted.input()) {
      return;
    }
    multiply(g, scale, dx);
    if (batchStatistics) {
      sumGCentred.muli(inverseDeviation).muli(scale).muli(-1 / n);
      subtract(x, mean, work);
      multiply(work, sumGCentred, work);
      dx.addi(work);
      RowOps.add(dx, sumG.muli(scale).muli(-1 / n), LeakyRectifier.NONE);
    }
  }

  private static void subtract(INDArray x, INDArray v, INDArray z) {
    ScalarSubtraction op = new ScalarSubtraction(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }

  private static void multiply(INDArray x, INDArray v, INDArray z) {
    ScalarMultiplication op = new ScalarMultiplication(x, v, z, 0);
    op.setDimension(1);
    Nd4j.getExecutioner().exec(op);
  }
}
