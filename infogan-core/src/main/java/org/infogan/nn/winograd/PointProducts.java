package org.infogan.nn.winograd;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.infogan.backend.ComputePool;
import org.infogan.backend.Gemm;
import org.infogan.backend.Views;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One matrix product for each point ξ: c_ξ ← a_ξ·b_ξ, with either matrix transposed if {@link Gemm}
 * says so. The threads share the points, or pieces of their columns where points are few.
 */
final class PointProducts {

  /** So many products for each thread keep all of them busy to the end. */
  private static final int PRODUCTS_PER_THREAD = 8;

  private record Product(Gemm gemm, INDArray a, INDArray b, INDArray c) {
    void run() {
      gemm.run(a, b, c);
    }
  }

  private final Supplier<Gemm> kind;
  private final boolean rowsOfB;
  private final List<Product> products = new ArrayList<>();
  private @Nullable INDArray a;
  private @Nullable INDArray b;
  private @Nullable INDArray c;

  private PointProducts(Supplier<Gemm> kind, boolean rowsOfB) {
    this.kind = kind;
    this.rowsOfB = rowsOfB;
  }

  /** c_ξ ← a_ξ·b_ξ. */
  static PointProducts ab() {
    return new PointProducts(Gemm::ab, false);
  }

  /** c_ξ ← a_ξᵀ·b_ξ. */
  static PointProducts atb() {
    return new PointProducts(Gemm::atb, false);
  }

  /** c_ξ ← a_ξ·b_ξᵀ. */
  static PointProducts abt() {
    return new PointProducts(Gemm::abt, true);
  }

  /**
   * Takes the products.
   *
   * @param a [points, …, …]. Not modified.
   * @param b [points, …, …]. Not modified.
   * @param c [points, …, …]. Modified.
   */
  void run(INDArray a, INDArray b, INDArray c) {
    if (a != this.a || b != this.b || c != this.c) {
      prepare(a, b, c);
    }
    ComputePool.forEach(products, Product::run);
  }

  private void prepare(INDArray a, INDArray b, INDArray c) {
    products.clear();
    int points = (int) c.size(0);
    int wanted = PRODUCTS_PER_THREAD * ComputePool.parallelism();
    for (int point = 0; point < points; point++) {
      INDArray ofA = Views.of(a, Views.index(point), Views.ALL, Views.ALL);
      for (Views.Range part : Views.split((int) c.size(2), (wanted + points - 1) / points)) {
        Views.Range rows = rowsOfB ? part : Views.ALL;
        Views.Range columns = rowsOfB ? Views.ALL : part;
        products.add(
            new Product(
                kind.get().singleThreaded(),
                ofA,
                Views.of(b, Views.index(point), rows, columns),
                Views.of(c, Views.index(point), Views.ALL, part)));
      }
    }
    this.a = a;
    this.b = b;
    this.c = c;
  }
}
