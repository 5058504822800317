package org.infogan.nn;

import java.util.OptionalInt;
import org.infogan.internal.Checks;

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

  /** Negative for "same". */
  private final int pixels;

  private Padding(int pixels) {
    this.pixels = pixels;
  }

  /**
   * A padding of so many zero pixels on every side.
   *
   * @param pixels the number of pixels, at least 0
   * @return the padding
   * @throws IllegalArgumentException when the number is negative
   */
  public static Padding of(int pixels) {
    Checks.atLeast("padding", 0, pixels);
    return new Padding(pixels);
  }

  /**
   * The number of zero pixels on every side.
   *
   * @return the number; empty for {@link #SAME}, where it depends on the extents
   */
  public OptionalInt pixels() {
    return pixels < 0 ? OptionalInt.empty() : OptionalInt.of(pixels);
  }

  /**
   * The output extent of a convolution along one axis.
   *
   * @param extent the input's extent n
   * @param kernel K
   * @param stride s
   * @return the extent; 0 where the kernel does not fit
   * @throws IllegalArgumentException when the extent is above 2³¹ − 1
   */
  public int outputExtent(int extent, int kernel, int stride) {
    return Shape.extent(
        "conv2d",
        pixels < 0
            ? ((long) extent + stride - 1) / stride
            : Math.floorDiv(extent + 2L * pixels - kernel, (long) stride) + 1);
  }

  /**
   * The output extent of a transposed convolution along one axis.
   *
   * @param extent the input's extent n
   * @param kernel K
   * @param stride s
   * @return (n − 1)·s + K − 2p, or n·s for "same"; 0 where the padding is too large
   * @throws IllegalArgumentException when the extent is above 2³¹ − 1
   */
  public int transposedExtent(int extent, int kernel, int stride) {
    return Shape.extent(
        "conv_transpose2d",
        pixels < 0 ? (long) extent * stride : (extent - 1L) * stride + kernel - 2L * pixels);
  }

  /**
   * The number of zero pixels before the first, along one axis of a convolution's input.
   *
   * @param extent the input's extent n
   * @param kernel K
   * @param stride s
   * @return the number of pixels
   */
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

  /** The number of pixels, or "same". */
  @Override
  public String toString() {
    return pixels < 0 ? "same" : Integer.toString(pixels);
  }
}
