package org.infogan.backend;

import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Small arrays for tests, and the way between PyTorch's batch-first order and batch-last. */
public final class TestArrays {

  private TestArrays() {}

  /** Values in (−1, 1), the same for the same seed. */
  public static INDArray random(long seed, DataType type, long... shape) {
    NativeRuntime.prepare();
    INDArray array = Nd4j.create(type, shape);
    SplittableRandom random = new SplittableRandom(seed);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextDouble(-1, 1));
    }
    return array;
  }

  /** c-order values of [B, …] as a batch-last array [ …, B]. */
  public static INDArray batchLast(double[] values, DataType type, long... batchFirstShape) {
    NativeRuntime.prepare();
    return batchLast(Nd4j.create(values, batchFirstShape, 'c')).castTo(type);
  }

  /** [B, …] to [ …, B], in c-order. */
  public static INDArray batchLast(INDArray batchFirst) {
    int rank = batchFirst.rank();
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = (i + 1) % rank;
    }
    return batchFirst.permute(axes).dup('c');
  }

  /** [ …, B] to the c-order values of [B, …]. */
  public static double[] batchFirst(INDArray batchLast) {
    int rank = batchLast.rank();
    int[] axes = new int[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = (i + rank - 1) % rank;
    }
    return values(batchLast.permute(axes));
  }

  /** c-order values. */
  public static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }
}
