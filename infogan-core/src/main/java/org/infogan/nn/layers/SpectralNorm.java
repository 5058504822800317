package org.infogan.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.infogan.backend.Gemm;
import org.infogan.backend.Views;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Spectral normalisation of a dense layer or convolution: the layer runs with W/σ in place of its
 * weight W, where σ is the largest singular value of W as a matrix [F, everything else]. The
 * Lipschitz constant of a dense layer is then 1, and that of a convolution with kernel K and stride
 * s at most ⌈K/s⌉, since a pixel lies in at most ⌈K/s⌉² patches. The bias stays as it is.
 *
 * <p>σ is estimated by power iteration. A statistic u [F], a unit vector, is kept from pass to pass
 * and goes into model files. A pass that updates statistics makes one iteration,
 *
 * <pre>v ← Wᵀu/‖Wᵀu‖,  u ← Wv/‖Wv‖,  σ = uᵀWv = ‖Wv‖</pre>
 *
 * <p>and any other pass leaves u alone: v = Wᵀu/‖Wᵀu‖, σ = uᵀWv = ‖Wᵀu‖. With u and v as constants,
 *
 * <pre>dW = (dW_SN − ⟨dW_SN, W_SN⟩·u·vᵀ)/σ</pre>
 *
 * <p>This is exact where u is left alone: v is the unit vector that maximises uᵀWv, so its own
 * change does not change σ to first order. Where u has just been moved, σ = ‖Wv‖ with v from the
 * old u, and the formula is an approximation until u has converged to the singular vector.
 *
 * <p>Shapes: those of the layer.
 *
 * @param layer the layer, a {@link Dense} or {@link Conv2d}
 * @see <a href="https://arxiv.org/abs/1802.05957">Miyato et al. 2018, algorithm 1 and equation
 *     12</a>
 */
public record SpectralNorm(Layer layer) implements Layer {

  private static final String WEIGHT = "weight";
  private static final String LEFT_VECTOR = "left_singular_vector";

  /** The least σ that is divided by, so that weights of zero stay zero. */
  public static final double SMALLEST_NORM = 1e-12;

  /**
   * Checks the layer.
   *
   * @param layer the layer, a {@link Dense} or {@link Conv2d}
   * @throws IllegalArgumentException when it is any other layer
   */
  public SpectralNorm {
    if (!(layer instanceof Dense || layer instanceof Conv2d)) {
      throw new IllegalArgumentException(
          "spectral_norm: layer: expected dense or conv2d, found " + layer);
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    return layer.outputShape(input);
  }

  @Override
  public List<TensorSpec> tensors(Shape input) {
    List<TensorSpec> tensors = new ArrayList<>(layer.tensors(input));
    Shape filters = Shape.of(layer.outputShape(input).get(0));
    tensors.add(new TensorSpec(LEFT_VECTOR, TensorSpec.Kind.RUNNING_DIRECTION, filters));
    return tensors;
  }

  @Override
  public long multiplyAdds(Shape input) {
    return layer.multiplyAdds(input);
  }

  @Override
  public String algorithm(Shape input, int batch) {
    return layer.algorithm(input, batch);
  }

  @Override
  public Pass newPass(PassContext context) {
    return new SpectralNormPass(layer::newPass, context);
  }

  @Override
  public Optional<Pass> newFusedPass(PassContext context, Layer next) {
    if (LeakyRelu.rectifierOf(next).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SpectralNormPass(inner -> layer.newFusedPass(inner, next).orElseThrow(), context));
  }

  /** In names, "normalized" is W_SN; vectors have views as a row and as a column. */
  private static final class SpectralNormPass implements Pass {
    private final INDArray weightVector;
    private final INDArray weightMatrix;
    private final INDArray normalized;
    private final INDArray normalizedVector;
    private final INDArray savedU;

    /** The pass's own u: another pass may have moved the saved one before this one's backward. */
    private final INDArray u;

    private final INDArray uRow;
    private final INDArray uColumn;
    private final INDArray v;
    private final INDArray vRow;
    private final INDArray vColumn;
    private final Gemm transposedProduct = Gemm.ab();
    private final Gemm product = Gemm.ab();
    private final Pass inner;
    private double sigma;

    /** null for a pass that only runs forward. */
    private final @Nullable Gradient gradient;

    SpectralNormPass(Function<PassContext, Pass> newInnerPass, PassContext context) {
      INDArray weight = context.parameter(WEIGHT);
      weightVector = vector(weight);
      weightMatrix = Views.asStoredMatrix(weight);
      int rows = (int) weightMatrix.size(0);
      int columns = (int) weightMatrix.size(1);
      normalized = context.bufferLike(weight);
      normalizedVector = vector(normalized);
      savedU = context.statistic(LEFT_VECTOR);
      u = context.buffer(rows);
      uRow = Views.slice(u, 0, 1, rows);
      uColumn = Views.slice(u, 0, rows, 1);
      v = context.buffer(columns);
      vRow = Views.slice(v, 0, 1, columns);
      vColumn = Views.slice(v, 0, columns, 1);
      gradient = context.differentiable() ? new Gradient(context) : null;
      INDArray dnormalized = gradient == null ? null : gradient.dnormalized;
      inner = newInnerPass.apply(context.replacing(WEIGHT, normalized, dnormalized));
    }

    private static INDArray vector(INDArray array) {
      return Views.slice(array, 0, array.length());
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      u.assign(savedU);
      transposedProduct.run(uRow, weightMatrix, vRow);
      sigma = normalize(v);
      if (mode.statisticsUpdate() != Mode.StatisticsUpdate.NONE) {
        product.run(weightMatrix, vColumn, uColumn);
        sigma = normalize(u);
        savedU.assign(u);
      }
      weightVector.mul(1 / sigma, normalizedVector);
      return inner.forward(x, mode, random);
    }

    /** Scales a vector to unit length; returns the length that it had. */
    private static double normalize(INDArray vector) {
      double norm = Math.max(vector.norm2Number().doubleValue(), SMALLEST_NORM);
      vector.divi(norm);
      return norm;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (wanted.parameters()) {
        gradient.dnormalizedVector.assign(0);
      }
      INDArray dx = inner.backward(dy, wanted);
      if (wanted.parameters()) {
        gradient.accumulate();
      }
      return dx;
    }

    @Override
    public void close() {
      inner.close();
    }

    private final class Gradient {
      private final INDArray dnormalized;
      private final INDArray dnormalizedVector;
      private final INDArray dweightMatrix;
      private final INDArray dweightVector;
      private final INDArray scaledU;
      private final Gemm outerProduct = Gemm.abt().accumulating();

      Gradient(PassContext context) {
        dnormalized = context.bufferLike(normalized);
        dnormalizedVector = vector(dnormalized);
        dweightMatrix = Views.asStoredMatrix(context.gradient(WEIGHT));
        dweightVector = vector(context.gradient(WEIGHT));
        scaledU = context.buffer(uColumn.shape());
      }

      /** dW ← dW + dW_SN/σ − (⟨dW_SN, W_SN⟩/σ)·u·vᵀ. */
      void accumulate() {
        var blas = Nd4j.getBlasWrapper().level1();
        long n = dnormalizedVector.length();
        double along = blas.dot(n, 1, dnormalizedVector, normalizedVector);
        blas.axpy(n, 1 / sigma, dnormalizedVector, dweightVector);
        uColumn.mul(-along / sigma, scaledU);
        outerProduct.run(scaledU, vColumn, dweightMatrix);
      }
    }
  }
}
