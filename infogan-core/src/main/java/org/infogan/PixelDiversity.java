package org.infogan;

import org.infogan.nn.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much the images of a batch differ from each other: the root mean square, over all pixels, of
 * a pixel's standard deviation across the batch,
 *
 * <pre>√(1/P · Σₚ 1/B · Σ_b (xₚ,b − x̄ₚ)²)</pre>
 *
 * <p>It is 0 when a generator paints one image whatever its input: mode collapse, measured without
 * any network.
 */
final class PixelDiversity {

  private final float[] host;

  /** For batches of this many values. */
  PixelDiversity(int values) {
    host = new float[values];
  }

  /**
   * The spread of one batch.
   *
   * @param images [C, H, W, B]. Not modified.
   */
  double of(INDArray images) {
    HostMemory.read(images, host);
    int batch = Math.toIntExact(images.size(-1));
    double squares = 0;
    for (int row = 0; row < host.length; row += batch) {
      squares += squaredDeviations(row, row + batch);
    }
    return Math.sqrt(squares / host.length);
  }

  /**
   * Σ (x − x̄)² of values {@code start} to {@code end − 1}, as Σ u² − (Σ u)²/n of u = x − x₀, which
   * loses nothing where all are equal. Two sums of each kind, since one would wait for its own last
   * addition.
   */
  private double squaredDeviations(int start, int end) {
    double origin = host[start];
    double sum0 = 0;
    double sum1 = 0;
    double squares0 = 0;
    double squares1 = 0;
    for (int i = start; i + 1 < end; i += 2) {
      double u0 = host[i] - origin;
      double u1 = host[i + 1] - origin;
      sum0 += u0;
      sum1 += u1;
      squares0 += u0 * u0;
      squares1 += u1 * u1;
    }
    double last = (end - start) % 2 == 0 ? 0 : host[end - 1] - origin;
    double sum = sum0 + sum1 + last;
    return squares0 + squares1 + last * last - sum * sum / (end - start);
  }
}
