package org.infogan.nn.layers;

import static org.infogan.nn.TensorSpec.Kind.OFFSET;
import static org.infogan.nn.TensorSpec.Kind.RUNNING_MEAN;
import static org.infogan.nn.TensorSpec.Kind.RUNNING_VARIANCE;
import static org.infogan.nn.TensorSpec.Kind.SCALE;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.infogan.backend.HostMemory;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.LeakyRectifier;
import org.infogan.backend.Views;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
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
 * @param momentum the share of its value that a running statistic keeps in an update, in [0, 1]
 * @param epsilon ε, above 0 and at most 1
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy 2015</a>
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {

  /**
   * Checks the ranges.
   *
   * @param momentum the share of its value that a running statistic keeps in an update, in [0, 1]
   * @param epsilon ε, above 0 and at most 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public BatchNorm {
    Checks.inRange("batch_norm: momentum", 0, 1, momentum);
    Checks.inRange("batch_norm: epsilon", Double.MIN_NORMAL, 1, epsilon);
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
    return new BatchNormPass(this, context, LeakyRectifier.NONE);
  }

  @Override
  public Optional<Pass> newFusedPass(PassContext context, Layer next) {
    return LeakyRelu.rectifierOf(next).map(f -> new BatchNormPass(this, context, f));
  }

  /**
   * The tensors of a layer, each [rows].
   *
   * @param gamma γ
   * @param beta β
   * @param dgamma dγ; null for a pass that only runs forward
   * @param dbeta dβ; null for a pass that only runs forward
   * @param runningMean the running μ
   * @param runningVariance the running σ²
   */
  record Tensors(
      INDArray gamma,
      INDArray beta,
      INDArray dgamma,
      INDArray dbeta,
      INDArray runningMean,
      INDArray runningVariance) {

    static Tensors of(PassContext context) {
      return new Tensors(
          context.parameter("gamma"),
          context.parameter("beta"),
          context.gradient("gamma"),
          context.gradient("beta"),
          context.statistic("running_mean"),
          context.statistic("running_variance"));
    }
  }

  /**
   * The arithmetic, on matrices with one row per feature or channel. In it, s is 1/√(σ² + ε), and f
   * the rectifier that follows the layer, if one does.
   */
  interface Kernel {

    /**
     * y = f(γ·s·(x − μ) + β).
     *
     * @param x [rows, n]. Not modified.
     * @param batchStatistics whether μ and σ² are those of the batch
     * @param momentum the share of their value that the running statistics keep, if the batch's are
     *     used: 1 leaves them alone
     * @param y [rows, n]. Modified.
     */
    void forward(INDArray x, boolean batchStatistics, double momentum, INDArray y);

    /**
     * With c = x − μ over n values per row, and g = dy·f', computed from y: dβ = Σ g, dγ = s·Σ g·c,
     * and dx = γ·s·(g − Σg/n − c·s²·Σ(g·c)/n). With running statistics, constants of the pass, only
     * the first term of dx is left.
     *
     * @param dy [rows, n]. Not modified.
     * @param x the input of the latest forward pass. Not modified.
     * @param y the output of the latest forward pass. Not modified.
     * @param wanted which gradients to compute
     * @param dx [rows, n]; null if not wanted. Modified.
     */
    void backward(INDArray dy, INDArray x, INDArray y, WithRespectTo wanted, INDArray dx);
  }

  private static final class BatchNormPass implements Pass {
    private final double momentum;
    private final Kernel kernel;
    private final INDArray y;
    private final INDArray dx;
    private final INDArray yRows;
    private final INDArray dxRows;
    private final IdentityCache<INDArray> xRows = new IdentityCache<>(Views::rows);
    private final IdentityCache<INDArray> gradientRows = new IdentityCache<>(Views::rows);
    private INDArray x;

    BatchNormPass(BatchNorm layer, PassContext context, LeakyRectifier rectifier) {
      momentum = layer.momentum;
      Tensors tensors = Tensors.of(context);
      long[] shape = context.inputShape().withBatch(context.batch());
      y = context.buffer(shape);
      kernel =
          HostMemory.isAddressable(y)
              ? new HostBatchNorm(tensors, layer.epsilon, rectifier)
              : new Nd4jBatchNorm(tensors, layer.epsilon, rectifier, context);
      dx = context.backwardBuffer(shape);
      yRows = Views.rows(y);
      dxRows = dx == null ? null : Views.rows(dx);
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      this.x = xRows.of(x);
      kernel.forward(this.x, mode.batchStatistics(), momentum(mode), yRows);
      return y;
    }

    private double momentum(Mode mode) {
      return switch (mode.statisticsUpdate()) {
        case NONE -> 1;
        case MOVING_AVERAGE -> momentum;
        case AVERAGE -> (mode.batch() - 1.0) / mode.batch();
      };
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      kernel.backward(gradientRows.of(dy), x, yRows, wanted, dxRows);
      return wanted.input() ? dx : null;
    }
  }
}
