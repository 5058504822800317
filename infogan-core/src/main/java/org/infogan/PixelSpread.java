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
final class PixelSpread {

  private final float[] host;

  /** For batches of this many values. */
  PixelSpread(int values) {
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
      double mean = 0;
      for (int b = 0; b < batch; b++) {
        mean += host[row + b];
      }
      mean /= batch;
      for (int b = 0; b < batch; b++) {
        double centred = host[row + b] - mean;
        squares += centred * centred;
      }
    }
    return Math.sqrt(squares / host.length);
  }
}
