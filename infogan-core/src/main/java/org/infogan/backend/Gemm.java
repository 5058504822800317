package org.infogan.backend;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product that is taken again and again: the only class that calls BLAS for matrices.
 *
 * <p>BLAS is column-major, and ND4J answers a c-order result with a temporary array and a copy. The
 * transposed view of a c-order array is column-major already, so every product c = a·b is taken as
 * cᵀ = bᵀ·aᵀ, which costs nothing. In all three, rows may lie further apart than their length.
 *
 * <p>On a CPU the longer side of c is split over the processors, and each part is a product of one
 * thread ({@link NativeRuntime} holds BLAS to that): for layers' shapes this is faster than BLAS's
 * own threads, and the threads are those of the other operations, so no two pools contend.
 *
 * <p>ND4J leaves the native side of each call to the garbage collector. So the calls are prepared
 * once and repeated for as long as the same three arrays come back.
 */
public final class Gemm {

  /** Below so many multiply-adds, some tens of microseconds, waking a thread does not pay. */
  private static final long SMALL = 1 << 20;

  /** Parts begin at multiples of this, so that no two threads write to one cache line. */
  private static final int ALIGNMENT = 16;

  /** One call of BLAS. */
  private record Call(Mmul product, OpContext context) {
    void run() {
      Nd4j.getExecutioner().exec(product, context);
    }
  }

  private final boolean transposeA;
  private final boolean transposeB;
  private boolean accumulate;
  private boolean singleThreaded;
  private INDArray a;
  private INDArray b;
  private INDArray c;
  private final List<Call> calls = new ArrayList<>();

  private Gemm(boolean transposeA, boolean transposeB) {
    this.transposeA = transposeA;
    this.transposeB = transposeB;
  }

  /**
   * The product c ← a·b.
   *
   * @return a new product, not taken yet
   */
  public static Gemm ab() {
    return new Gemm(false, false);
  }

  /**
   * The product c ← aᵀ·b.
   *
   * @return a new product, not taken yet
   */
  public static Gemm atb() {
    return new Gemm(true, false);
  }

  /**
   * The product c ← a·bᵀ.
   *
   * @return a new product, not taken yet
   */
  public static Gemm abt() {
    return new Gemm(false, true);
  }

  /**
   * Makes the product add to c instead of overwriting it.
   *
   * @return this product
   */
  public Gemm accumulating() {
    accumulate = true;
    return this;
  }

  /**
   * Keeps the product on the calling thread: for work that is divided already.
   *
   * @return this product
   */
  public Gemm singleThreaded() {
    singleThreaded = true;
    return this;
  }

  /**
   * Takes the product.
   *
   * @param a c-order matrix. Not modified.
   * @param b c-order matrix. Not modified.
   * @param c c-order matrix. Modified.
   */
  public void run(INDArray a, INDArray b, INDArray c) {
    if (a != this.a || b != this.b || c != this.c) {
      prepare(a, b, c);
    }
    if (calls.size() == 1) {
      calls.get(0).run();
    } else {
      ComputePool.forEach(calls, Call::run);
    }
  }

  private void prepare(INDArray a, INDArray b, INDArray c) {
    calls.clear();
    int parts = parts(c.length() * a.size(transposeA ? 0 : 1));
    if (parts == 1) {
      calls.add(call(a, b, c));
    } else {
      divide(a, b, c, parts);
    }
    this.a = a;
    this.b = b;
    this.c = c;
  }

  private void divide(INDArray a, INDArray b, INDArray c, int parts) {
    int rows = (int) c.size(0);
    int columns = (int) c.size(1);
    int longer = Math.max(rows, columns);
    int length = longer / parts;
    length = Math.max(ALIGNMENT, (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    for (int first = 0; first < longer; first += length) {
      Views.Range part = Views.range(first, Math.min(length, longer - first));
      if (rows >= columns) {
        INDArray aPart = transposeA ? Views.of(a, Views.ALL, part) : Views.of(a, part, Views.ALL);
        calls.add(call(aPart, b, Views.of(c, part, Views.ALL)));
      } else {
        INDArray bPart = transposeB ? Views.of(b, part, Views.ALL) : Views.of(b, Views.ALL, part);
        calls.add(call(a, bPart, Views.of(c, Views.ALL, part)));
      }
    }
  }

  private int parts(long multiplyAdds) {
    return !singleThreaded && multiplyAdds > SMALL ? ComputePool.parallelism() : 1;
  }

  private Call call(INDArray a, INDArray b, INDArray c) {
    INDArray first = transposeB ? b : b.transpose();
    INDArray second = transposeA ? a : a.transpose();
    INDArray result = c.transpose();
    double beta = accumulate ? 1 : 0;
    Mmul product = new Mmul(first, second, result, 1.0, beta, MMulTranspose.allFalse());
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(first, second);
    context.setOutputArrays(result);
    context.setIArguments(product.iArgs());
    context.setTArguments(product.tArgs());
    context.setBArguments(product.bArgs());
    return new Call(product, context);
  }
}
