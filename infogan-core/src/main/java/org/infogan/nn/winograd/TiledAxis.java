package org.infogan.nn.winograd;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One axis of a convolution, divided into tiles of minimal filtering.
 *
 * <p>With stride s, the taps u = s·i' + a of one remainder (<em>phase</em>) a read the pixels s·(i
 * + i') + a − p of output i: a convolution of stride 1 with r = ⌈K/s⌉ taps over every s-th pixel.
 * Tile t has the outputs m·t to m·t + m − 1, and its element e of phase a is the pixel s·(m·t + e)
 * + a − p, for e = 0 … n − 1. The last r − 1 elements of a tile are the first of the next. Elements
 * beside the map are zeros, and so are the last tile's outputs beyond the last.
 *
 * @param filter F(m, r)
 * @param kernel K
 * @param stride s, the number of phases
 * @param pad p, the zero pixels before the first
 * @param pixels how many pixels the axis has
 * @param outputs how many outputs it has
 */
record TiledAxis(MinimalFilter filter, int kernel, int stride, int pad, int pixels, int outputs) {

  /**
   * The axis with the tiles that need the fewest multiplications. No tile overlaps with another
   * than its neighbour, so m is at least r − 1.
   *
   * @return the axis; empty where no tile saves any
   */
  static Optional<TiledAxis> of(int kernel, int stride, int pad, int pixels, int outputs) {
    int taps = (kernel + stride - 1) / stride;
    int fewest = Math.max(2, taps - 1);
    int most = taps > 1 ? MinimalFilter.MOST_POINTS + 1 - taps : 0;
    return IntStream.rangeClosed(fewest, most)
        .mapToObj(
            m -> new TiledAxis(MinimalFilter.of(m, taps), kernel, stride, pad, pixels, outputs))
        .min(Comparator.comparingInt(axis -> axis.tiles() * axis.filter.points()));
  }

  /** How many tiles. */
  int tiles() {
    return (outputs + filter.outputs() - 1) / filter.outputs();
  }

  /** How many taps of all outputs read a pixel, not padding. */
  int tapsInside() {
    int inside = 0;
    for (int output = 0; output < outputs; output++) {
      for (int tap = 0; tap < kernel; tap++) {
        int pixel = stride * output + tap - pad;
        inside += pixel >= 0 && pixel < pixels ? 1 : 0;
      }
    }
    return inside;
  }

  /** The pixel of an element of a tile; below 0, or at {@code pixels} or above, in the padding. */
  int pixel(int tile, int element, int phase) {
    return stride * (filter.outputs() * tile + element) + phase - pad;
  }

  /** The output of an element of a tile; at {@code outputs} or above where there is none. */
  int output(int tile, int element) {
    return filter.outputs() * tile + element;
  }
}
