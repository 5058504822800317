package org.infogan.data;

/**
 * Bilinear resizing, one axis after the other. With scale <i>s</i> = old size / new size, the new
 * pixel <i>i</i> has its centre at <i>m</i> = (<i>i</i> + ½)·<i>s</i> and is the mean of the old
 * pixels <i>j</i>, weighted by max(0, 1 − |<i>j</i> + ½ − <i>m</i>| / max(1, <i>s</i>)); at the
 * borders the weights that are left are scaled to a sum of 1.
 */
final class Bilinear {

  /** For each new pixel the first old one that counts. */
  private final int[] first;

  /** For each new pixel the weights of the old ones from {@link #first} on; their sum is 1. */
  private final float[][] weights;

  private Bilinear(int from, int to) {
    first = new int[to];
    weights = new float[to][];
    double scale = (double) from / to;
    double radius = Math.max(1, scale);
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      first[i] = Math.max(0, (int) Math.floor(centre - radius + 0.5));
      int end = Math.min(from, (int) Math.ceil(centre + radius - 0.5) + 1);
      weights[i] = triangle(first[i], end, centre, radius);
    }
  }

  private static float[] triangle(int first, int end, double centre, double radius) {
    double[] heights = new double[end - first];
    double sum = 0;
    for (int k = 0; k < heights.length; k++) {
      heights[k] = Math.max(0, 1 - Math.abs(first + k + 0.5 - centre) / radius);
      sum += heights[k];
    }
    float[] weights = new float[heights.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (heights[k] / sum);
    }
    return weights;
  }

  /** Resizes images of one shape to another of as many channels. */
  static PixelMap map(ImageShape from, ImageShape to) {
    Bilinear rows = new Bilinear(from.height(), to.height());
    Bilinear columns = new Bilinear(from.width(), to.width());
    return (image, resized) -> {
      float[] narrow = new float[from.channels() * from.height() * to.width()];
      columns.along(image, from.width(), 1, narrow);
      rows.along(narrow, from.height(), to.width(), resized);
    };
  }

  /**
   * Resizes one axis.
   *
   * @param from [..., size, inner]. Not modified.
   * @param size the size of the axis
   * @param inner the number of values side by side per position of the axis
   * @param to [..., new size, inner]. Modified.
   */
  private void along(float[] from, int size, int inner, float[] to) {
    int outer = from.length / (size * inner);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < first.length; i++) {
        float[] weight = weights[i];
        for (int x = 0; x < inner; x++) {
          float sum = 0;
          for (int k = 0; k < weight.length; k++) {
            sum += weight[k] * from[(o * size + first[i] + k) * inner + x];
          }
          // Rounding must not lead out of [0, 1].
          to[(o * first.length + i) * inner + x] = Math.min(1, sum);
        }
      }
    }
  }
}
