package org.infogan.nn;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The row operations of {@link Rows} as Java loops, for FLOAT arrays in the process's own memory.
 *
 * <p>These operations are bound by memory. ND4J takes several of its operations, each a trip
 * through memory, where one loop over a block that fits the processor's cache does; HotSpot
 * vectorises the loops, and blocks of rows are split over the processors.
 */
final class HostRows {

  /** Values per block of whole rows: three such blocks of floats fit a second-level cache. */
  private static final int BLOCK = 1 << 15;

  /** What to do with rows {@code first} to {@code first + count − 1}, on one thread. */
  private interface Body {
    void run(int first, int count, HostScratch scratch);
  }

  private HostRows() {}

  static boolean canRun(INDArray x) {
    return HostMemory.isAddressable(x);
  }

  static void add(INDArray x, INDArray v) {
    int n = (int) x.size(1);
    float[] added = values(v);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            float value = added[first + r];
            for (int i = r * n; i < (r + 1) * n; i++) {
              values[i] += value;
            }
          }
          write(values, x, first, count);
        });
  }

  static void sum(INDArray x, INDArray sums) {
    int n = (int) x.size(1);
    float[] s = new float[(int) x.size(0)];
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            s[first + r] = (float) sum(values, r * n, n);
          }
        });
    HostMemory.write(s, sums);
  }

  static void moments(INDArray x, INDArray mean, INDArray variance) {
    int n = (int) x.size(1);
    float[] m = new float[(int) x.size(0)];
    float[] v = new float[m.length];
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            float mu = (float) (sum(values, r * n, n) / n);
            for (int i = r * n; i < (r + 1) * n; i++) {
              values[i] -= mu;
            }
            m[first + r] = mu;
            v[first + r] = (float) (dot(values, values, r * n, n) / n);
          }
        });
    HostMemory.write(m, mean);
    HostMemory.write(v, variance);
  }

  static void normalize(INDArray x, INDArray mean, INDArray scale, INDArray offset, INDArray y) {
    int n = (int) x.size(1);
    float[] m = values(mean);
    float[] s = values(scale);
    float[] o = values(offset);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] values = read(scratch, 0, x, first, count);
          for (int r = 0; r < count; r++) {
            float mu = m[first + r];
            float factor = s[first + r];
            float shift = o[first + r];
            for (int i = r * n; i < (r + 1) * n; i++) {
              values[i] = (values[i] - mu) * factor + shift;
            }
          }
          write(values, y, first, count);
        });
  }

  static void sumAndDot(INDArray dy, INDArray x, INDArray mean, INDArray sums, INDArray dots) {
    int n = (int) x.size(1);
    float[] m = values(mean);
    float[] s = new float[m.length];
    float[] d = new float[m.length];
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] g = read(scratch, 0, dy, first, count);
          float[] c = read(scratch, 1, x, first, count);
          for (int r = 0; r < count; r++) {
            float mu = m[first + r];
            for (int i = r * n; i < (r + 1) * n; i++) {
              c[i] -= mu;
            }
            s[first + r] = (float) sum(g, r * n, n);
            d[first + r] = (float) dot(g, c, r * n, n);
          }
        });
    HostMemory.write(s, sums);
    HostMemory.write(d, dots);
  }

  static void combine(
      INDArray dy,
      INDArray x,
      INDArray mean,
      INDArray factorDy,
      INDArray factorX,
      INDArray offset,
      INDArray dx) {
    int n = (int) x.size(1);
    float[] m = values(mean);
    float[] fdy = values(factorDy);
    float[] fx = values(factorX);
    float[] o = values(offset);
    forEachBlock(
        x,
        (first, count, scratch) -> {
          float[] g = read(scratch, 0, dy, first, count);
          float[] c = read(scratch, 1, x, first, count);
          for (int r = 0; r < count; r++) {
            float mu = m[first + r];
            float ofDy = fdy[first + r];
            float ofX = fx[first + r];
            float shift = o[first + r];
            for (int i = r * n; i < (r + 1) * n; i++) {
              g[i] = g[i] * ofDy + (c[i] - mu) * ofX + shift;
            }
          }
          write(g, dx, first, count);
        });
  }

  /** Σ v² of a vector: the sums of blocks are added in their order, so the result is one number. */
  static double squaredNorm(INDArray v) {
    int blocks = Math.toIntExact((v.length() + BLOCK - 1) / BLOCK);
    double[] squares = new double[blocks];
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block ->
                HostScratch.lend(
                    scratch -> {
                      long start = (long) block * BLOCK;
                      int count = (int) Math.min(BLOCK, v.length() - start);
                      float[] values = scratch.array(0, BLOCK);
                      HostMemory.read(v, start, values, count);
                      squares[block] = dot(values, values, 0, count);
                    }));
    return Arrays.stream(squares).sum();
  }

  private static void forEachBlock(INDArray x, Body body) {
    int rows = (int) x.size(0);
    int rowsPerBlock = Math.max(1, BLOCK / (int) x.size(1));
    int blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int first = block * rowsPerBlock;
              int count = Math.min(rowsPerBlock, rows - first);
              HostScratch.lend(scratch -> body.run(first, count, scratch));
            });
  }

  private static float[] values(INDArray vector) {
    float[] values = new float[(int) vector.length()];
    HostMemory.read(vector, values);
    return values;
  }

  private static float[] read(
      HostScratch scratch, int number, INDArray from, int firstRow, int rows) {
    int n = (int) from.size(1);
    float[] values = scratch.array(number, rows * n);
    HostMemory.read(from, (long) firstRow * n, values, rows * n);
    return values;
  }

  private static void write(float[] from, INDArray to, int firstRow, int rows) {
    int n = (int) to.size(1);
    HostMemory.write(from, to, (long) firstRow * n, rows * n);
  }

  /** Four sums at a time, since one sum would wait for its own last addition. */
  private static double sum(float[] x, int start, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = start;
    int end = start + n;
    for (; i + 3 < end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return s0 + s1 + s2 + s3;
  }

  private static double dot(float[] x, float[] y, int start, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = start;
    int end = start + n;
    for (; i + 3 < end; i += 4) {
      s0 += (double) x[i] * y[i];
      s1 += (double) x[i + 1] * y[i + 1];
      s2 += (double) x[i + 2] * y[i + 2];
      s3 += (double) x[i + 3] * y[i + 3];
    }
    for (; i < end; i++) {
      s0 += (double) x[i] * y[i];
    }
    return s0 + s1 + s2 + s3;
  }
}
