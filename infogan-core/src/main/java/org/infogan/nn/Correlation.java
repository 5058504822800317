package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The linear map of a convolution and its derivative with respect to the weight, as the sums of
 * products that {@link Lowering} describes; {@link AdjointCorrelation} gives the derivative with
 * respect to x. A transposed convolution uses the same three with the roles of x and y exchanged.
 *
 * <p>For y the processors share the output positions, for dW the weight's taps, so that no two of
 * them add to the same number.
 */
final class Correlation {

  private final LoweredMap pixels;
  private final WorkPartition<TermSum> product;

  /** null for a pass that only runs forward. */
  private final WorkPartition<TermProduct> weightGradient;

  private final IdentityCache<INDArray> outputRows = new IdentityCache<>(Views::rows);
  private final IdentityCache<INDArray> gradientRows = new IdentityCache<>(Views::rows);
  private INDArray lowered;

  /**
   * Views the layer's "weight" tensor, [F, C, K, K], which lies in memory as [F, K, K, C].
   *
   * @param geometry the convolution's index arithmetic
   * @param context holds the weight and makes the buffers
   */
  Correlation(ConvGeometry geometry, PassContext context) {
    this(Lowering.of(geometry, context.batch()), context, ComputePool.ofBackend());
  }

  /** With the lowering and the number of processors in hand. */
  Correlation(Lowering lowering, PassContext context, int processors) {
    pixels = new LoweredMap(lowering, context);
    product = product(lowering, Views.rowsInMemory(context.parameter("weight")), processors);
    weightGradient =
        context.differentiable()
            ? weightGradient(lowering, Views.rowsInMemory(context.gradient("weight")), processors)
            : null;
  }

  private static WorkPartition<TermSum> product(
      Lowering lowering, INDArray weight, int processors) {
    ConvGeometry g = lowering.geometry();
    return Stretch.divide(g.outHeight(), g.outWidth(), processors)
        .map(
            stretch ->
                new TermSum(
                    lowering.terms().flatMap(term -> term.ofOutputs(stretch)),
                    term -> term.outputs().equals(stretch),
                    Gemm::ab,
                    weight,
                    y -> Views.of(y, Views.ALL, stretch.inMap(g.outWidth(), lowering.batch()))));
  }

  /**
   * A share for each part of dW that some taps make, the largest first. Those that would leave
   * processors idle at the end are divided by filters.
   */
  private static WorkPartition<TermProduct> weightGradient(
      Lowering lowering, INDArray dweight, int processors) {
    List<List<ConvTerm>> parts = lowering.termsByWeight();
    int left = parts.size() % processors;
    int pieces = left == 0 ? 1 : (processors + left - 1) / left;
    int filters = lowering.geometry().filters();
    List<List<TermProduct>> shares = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      for (Views.Range some : WorkPartition.ranges(filters, i < parts.size() - left ? 1 : pieces)) {
        shares.add(products(parts.get(i), some, dweight));
      }
    }
    return new WorkPartition<>(shares);
  }

  private static List<TermProduct> products(
      List<ConvTerm> terms, Views.Range filters, INDArray dweight) {
    return terms.stream()
        .map(term -> new TermProduct(term, Gemm.abt().adding(), dweight, filters))
        .toList();
  }

  /** Takes x [C, H, W, B] for the two products below; it must not change before they are taken. */
  void take(INDArray x) {
    pixels.lower(x);
    lowered = pixels.matrix(x);
  }

  /** y [F, H', W', B] ← W·X, for the x taken last. */
  void product(INDArray y) {
    INDArray matrix = outputRows.of(y);
    product.forEach(
        sum -> sum.productsFor(matrix).forEach(term -> term.toOutputs(lowered, matrix)));
  }

  /** dW ← dW + y·Xᵀ, for the x taken last and y [F, H', W', B]. */
  void accumulateWeightGradient(INDArray y) {
    INDArray matrix = gradientRows.of(y);
    weightGradient.forEach(term -> term.toWeight(matrix, lowered));
  }
}
