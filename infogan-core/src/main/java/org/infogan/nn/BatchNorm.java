package org.infogan.nn;

import static org.infogan.nn.TensorSpec.Kind.OFFSET;
import static org.infogan.nn.TensorSpec.Kind.RUNNING_MEAN;
import static org.infogan.nn.TensorSpec.Kind.RUNNING_VARIANCE;
import static org.infogan.nn.TensorSpec.Kind.SCALE;

import java.util.List;
import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation: y = γ·x̂ + β with x̂ = (x − μ)/√(σ² + ε), feature by feature for vectors and
 * channel by channel for images.
 *
 * <p>μ and σ² (biased) are those of the batch or the running ones, by {@link Mode}. A
 * moving-average update is r ← momentum·r + (1 − momentum)·batch, for the variance with the biased
 * one as well (as TensorFlow and openai/InfoGAN do; PyTorch records the unbiased one).
 *
 * <p>Shapes: x and y [F, B] or [C, H, W, B]; γ, β and the statistics [F] or [C].
 *
 * @param momentum the share that a running statistic keeps, in [0, 1]
 * @param epsilon ε, above 0
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy 2015</a>
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {

  /** Checks the ranges. */
  public BatchNorm {
    Require.inRange("batch_norm: momentum", 0, 1, momentum);
    Require.inRange("batch_norm: epsilon", Double.MIN_NORMAL, 1, epsilon);
  }

  /** Momentum 0.9 and ε 1e-5, as in openai/InfoGAN. */
  public BatchNorm() {
    this(0.9, 1e-5);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    Shape rows = Shape.of(input.get(0));
    return List.of(
        new TensorSpec("gamma", SCALE, rows),
        new TensorSpec("beta", OFFSET, rows),
        new TensorSpec("running_mean", RUNNING_MEAN, rows),
        new TensorSpec("running_variance", RUNNING_VARIANCE, rows));
  }

  @Override
  public Pass newPass(PassContext context) {
    return new BatchNormPass(this, context);
  }

  /** In the comments, s is 1/√(σ² + ε), one value per row. */
  private static final class BatchNormPass implements LayerPass {
    private final BatchNorm layer;
    private final INDArray gamma;
    private final INDArray beta;
    private final INDArray dgamma;
    private final INDArray dbeta;
    private final INDArray runningMean;
    private final INDArray runningVariance;
    private final INDArray mean;
    private final INDArray variance;
    private final INDArray inverseDeviation;
    private final INDArray y;
    private final INDArray dx;
    private final INDArray yRows;
    private final INDArray dxRows;
    private INDArray x;
    private final Prepared<INDArray> xRows = new Prepared<>(Views::rows);
    private final Prepared<INDArray> gradientRows = new Prepared<>(Views::rows);
    private final INDArray sumDy;
    private final INDArray sumDyCentred;
    private final INDArray scale;
    private boolean batchStatistics;

    BatchNormPass(BatchNorm layer, PassContext context) {
      this.layer = layer;
      gamma = context.parameter("gamma");
      beta = context.parameter("beta");
      dgamma = context.gradient("gamma");
      dbeta = context.gradient("beta");
      runningMean = context.statistic("running_mean");
      runningVariance = context.statistic("running_variance");
      long rows = gamma.length();
      long[] shape = context.inputShape().withBatch(context.batch());
      mean = context.buffer(rows);
      variance = context.buffer(rows);
      inverseDeviation = context.buffer(rows);
      scale = context.buffer(rows);
      sumDy = context.backwardBuffer(rows);
      sumDyCentred = context.backwardBuffer(rows);
      y = context.buffer(shape);
      dx = context.backwardBuffer(shape);
      yRows = Views.rows(y);
      dxRows = dx == null ? null : Views.rows(dx);
    }

    /** y = γ·s·(x − μ) + β. */
    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      batchStatistics = mode.batchStatistics();
      this.x = xRows.of(x);
      if (batchStatistics) {
        Rows.moments(this.x, mean, variance, yRows);
        updateRunning(mode);
      } else {
        mean.assign(runningMean);
        variance.assign(runningVariance);
      }
      inverseDeviation.assign(variance).addi(layer.epsilon);
      Rows.inverseSquareRoot(inverseDeviation);
      gamma.mul(inverseDeviation, scale);
      Rows.normalize(this.x, mean, scale, beta, yRows);
      return y;
    }

    private void updateRunning(Mode mode) {
      double keep =
          switch (mode.statisticsUpdate()) {
            case NONE -> 1;
            case MOVING_AVERAGE -> layer.momentum;
            case AVERAGE -> (mode.batch() - 1.0) / mode.batch();
          };
      if (keep < 1) {
        move(runningMean, mean, keep);
        move(runningVariance, variance, keep);
      }
    }

    private void move(INDArray running, INDArray batch, double keep) {
      batch.mul(1 - keep, scale);
      running.muli(keep).addi(scale);
    }

    /**
     * With c = x − μ over n values per row: dβ = Σ dy, dγ = s·Σ dy·c, and dx = γ·s·(dy − Σdy/n −
     * c·s²·Σ(dy·c)/n). With running statistics, constants of the pass, only the first term of dx is
     * left.
     */
    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      INDArray dyRows = gradientRows.of(dy);
      double n = dyRows.size(1);
      Rows.sumAndDot(dyRows, x, mean, sumDy, sumDyCentred, dxRows);
      sumDyCentred.muli(inverseDeviation);
      if (wanted.parameters()) {
        dbeta.addi(sumDy);
        dgamma.addi(sumDyCentred);
      }
      if (!wanted.input()) {
        return null;
      }
      if (!batchStatistics) {
        sumDy.assign(0);
        sumDyCentred.assign(0);
      }
      sumDy.muli(scale).muli(-1 / n);
      sumDyCentred.muli(inverseDeviation).muli(scale).muli(-1 / n);
      Rows.combine(dyRows, x, mean, scale, sumDyCentred, sumDy, dxRows);
      return dx;
    }
  }
}
