package org.infogan.train.batches;

import org.infogan.backend.BatchBuffer;
import org.infogan.backend.HostMemory;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How much the images of a batch differ from each other: the root mean square, over all pixels, of
 * a pixel's standard deviation across the batch,
 *
 * <pre>√(1/P · Σₚ 1/B · Σ_b (xₚ,b − x̄ₚ)²)</pre>
 *
 * <p>It is 0 when a generator paints one image whatever its input: mode collapse, measured without
 * any network. Pixels may be given block by block, as a batch is put together.
 */
public final class PixelDiversity implements BatchBuffer.RowObserver {

  private final int batch;
  private double squares;
  private long values;

  /** All pixels of a batch that is given as one array; allocated with the first. */
  private float[] host = new float[0];

  /**
   * Begins with no pixels.
   *
   * @param batch B, the number of images
   */
  public PixelDiversity(int batch) {
    this.batch = batch;
  }

  /** Forgets the pixels seen so far. */
  void begin() {
    squares = 0;
    values = 0;
  }

  /**
   * Takes some pixels into account.
   *
   * @param pixels [count, B]. Not modified.
   * @param count the number of pixels
   */
  @Override
  public void observe(float[] pixels, int count) {
    for (int p = 0; p < count; p++) {
      squares += squaredDeviations(pixels, p * batch, (p + 1) * batch);
    }
    values += (long) count * batch;
  }

  /**
   * The diversity of the pixels seen so far.
   *
   * @return 0 or above, in units of a pixel's value
   */
  double value() {
    return Math.sqrt(squares / values);
  }

  /**
   * The diversity of one batch.
   *
   * @param images [C, H, W, B]. Not modified.
   * @return 0 or above, in units of a pixel's value
   */
  public double of(INDArray images) {
    int length = Math.toIntExact(images.length());
    if (host.length < length) {
      host = new float[length];
    }
    HostMemory.read(images, host);
    begin();
    observe(host, length / batch);
    return value();
  }

  /**
   * Σ (x − x̄)² of values {@code start} to {@code end − 1}, as Σ u² − (Σ u)²/n of u = x − x₀, which
   * loses nothing where all are equal. Two sums of each kind, since one would wait for its own last
   * addition.
   */
  private static double squaredDeviations(float[] x, int start, int end) {
    double origin = x[start];
    double sum0 = 0;
    double sum1 = 0;
    double squares0 = 0;
    double squares1 = 0;
    for (int i = start; i + 1 < end; i += 2) {
      double u0 = x[i] - origin;
      double u1 = x[i + 1] - origin;
      sum0 += u0;
      sum1 += u1;
      squares0 += u0 * u0;
      squares1 += u1 * u1;
    }
    double last = (end - start) % 2 == 0 ? 0 : x[end - 1] - origin;
    double sum = sum0 + sum1 + last;
    return squares0 + squares1 + last * last - sum * sum / (end - start);
  }
}
