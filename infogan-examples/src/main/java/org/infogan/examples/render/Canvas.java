package org.infogan.examples.render;

import java.util.Arrays;

/**
 * A square picture to paint on. Every pixel is the mean of s × s samples, which makes edges smooth:
 * a pixel that a region half covers gets half of its colour.
 */
final class Canvas {

  private final int side;
  private final int channels;
  private final int samples;

  /** Samples along one edge, side · s. */
  private final int edge;

  /** [C, edge, edge]. */
  private final float[] values;

  /** Which samples the regions being filled contain; all false between two fillings. */
  private final boolean[] inside;

  /** A black picture of side × side pixels with s × s samples each. */
  Canvas(int channels, int side, int samples) {
    this.side = side;
    this.channels = channels;
    this.samples = samples;
    this.edge = side * samples;
    this.values = new float[channels * edge * edge];
    this.inside = new boolean[edge * edge];
  }

  /** Paints everything. */
  Canvas fill(Paint paint) {
    Arrays.fill(inside, true);
    blend(paint, 1, 0, 0, edge, edge);
    return this;
  }

  /**
   * Paints the union of regions.
   *
   * @param opacity 1 to cover what is there, less to let it shine through
   */
  Canvas fill(Paint paint, double opacity, Region... regions) {
    int left = edge;
    int top = edge;
    int right = 0;
    int bottom = 0;
    for (Region region : regions) {
      double[] bounds = region.bounds();
      int x0 = clamp(Math.floor(bounds[0] * edge));
      int y0 = clamp(Math.floor(bounds[1] * edge));
      int x1 = clamp(Math.ceil(bounds[2] * edge));
      int y1 = clamp(Math.ceil(bounds[3] * edge));
      mark(region, x0, y0, x1, y1);
      left = Math.min(left, x0);
      top = Math.min(top, y0);
      right = Math.max(right, x1);
      bottom = Math.max(bottom, y1);
    }
    blend(paint, (float) opacity, left, top, right, bottom);
    return this;
  }

  private int clamp(double sample) {
    return (int) Math.min(edge, Math.max(0, sample));
  }

  private void mark(Region region, int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        inside[y * edge + x] |= region.contains((x + 0.5) / edge, (y + 0.5) / edge);
      }
    }
  }

  private void blend(Paint paint, float opacity, int x0, int y0, int x1, int y1) {
    for (int y = y0; y < y1; y++) {
      for (int x = x0; x < x1; x++) {
        if (inside[y * edge + x]) {
          inside[y * edge + x] = false;
          for (int c = 0; c < channels; c++) {
            int i = (c * edge + y) * edge + x;
            float colour = paint.at(c, (x + 0.5) / edge, (y + 0.5) / edge);
            values[i] += opacity * (colour - values[i]);
          }
        }
      }
    }
  }

  /**
   * Hands over the picture.
   *
   * @param pixels [C, side, side] on return. Modified.
   */
  void copyTo(float[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int x = i % side * samples;
      int row = i / side * samples;
      float sum = 0;
      for (int dy = 0; dy < samples; dy++) {
        for (int dx = 0; dx < samples; dx++) {
          sum += values[(row + dy) * edge + x + dx];
        }
      }
      pixels[i] = Math.min(1, Math.max(0, sum / (samples * samples)));
    }
  }
}
