package org.infogan.nn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a convolution pads its map with zeros: by a number of pixels on every side, or "same".
 *
 * <p>Out of an extent n, with kernel K and stride s: a padding of p gives ⌊(n + 2p − K)/s⌋ + 1;
 * "same" gives ⌈n/s⌉, and puts the odd pixel of its total padding behind, as TensorFlow does (K =
 * 4, s = 1: one before, two after).
 */
public final class Padding {

  /** Output extent ⌈n/s⌉; for a transposed convolution n·s. */
  public static final Padding SAME = new Padding(-1);

  private final int pixels;

  /** Not for Jackson, which takes any one-argument constructor and would let −5 pass as "same". */
  @JsonIgnore
  private Padding(int pixels) {
    this.pixels = pixels;
  }

  /** That many zero pixels on every side, 0 or above. */
  public static Padding of(int pixels) {
    Require.atLeast("padding", 0, pixels);
    return new Padding(pixels);
  }

  /** From its JSON form: a number of pixels, or "same". */
  @JsonCreator
  static Padding fromJson(Object value) {
    if (value instanceof Integer pixels) {
      return of(pixels);
    }
    if ("same".equals(value)) {
      return SAME;
    }
    throw new IllegalArgumentException(
        "padding: expected a number of pixels or \"same\", found " + value);
  }

  @JsonValue
  Object toJson() {
    return pixels < 0 ? "same" : pixels;
  }

  /** The output extent of a convolution along one axis. */
  int outputExtent(int extent, int kernel, int stride) {
    return Require.extent(
        "conv2d",
        pixels < 0
            ? ((long) extent + stride - 1) / stride
            : Math.floorDiv(extent + 2L * pixels - kernel, (long) stride) + 1);
  }

  /** The output extent of a transposed convolution along one axis. */
  int transposedExtent(int extent, int kernel, int stride) {
    return Require.extent(
        "conv_transpose2d",
        pixels < 0 ? (long) extent * stride : (extent - 1L) * stride + kernel - 2L * pixels);
  }

  /** The number of zero pixels before the first, along one axis of a convolution's input. */
  public int before(int extent, int kernel, int stride) {
    if (pixels >= 0) {
      return pixels;
    }
    long total = (outputExtent(extent, kernel, stride) - 1L) * stride + kernel - extent;
    return (int) (Math.max(total, 0) / 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Padding padding && padding.pixels == pixels;
  }

  @Override
  public int hashCode() {
    return pixels;
  }

  @Override
  public String toString() {
    return toJson().toString();
  }
}
