package org.infogan.nn.conv;

import org.infogan.nn.Padding;
import org.infogan.nn.Shape;

/**
 * The sizes of a convolution, and which pixels it reads: output position o reads, through kernel
 * tap t, the input pixel o·s − p + t, with stride s and p zero pixels before the first.
 *
 * @param channels C of the input
 * @param height H of the input
 * @param width W of the input
 * @param filters F, the channels of the output
 * @param kernel K, the kernel's extent on both axes
 * @param stride s on both axes
 * @param padTop p of the rows
 * @param padLeft p of the columns
 * @param outHeight H', the rows of the output
 * @param outWidth W', the columns of the output
 */
public record ConvGeometry(
    int channels,
    int height,
    int width,
    int filters,
    int kernel,
    int stride,
    int padTop,
    int padLeft,
    int outHeight,
    int outWidth) {

  /**
   * The geometry of a convolution of images.
   *
   * @param input [C, H, W]
   * @param filters F
   * @param kernel K
   * @param stride s
   * @param padding how many zeros surround the input
   * @return the sizes; those of the output may be below 1, where the kernel does not fit
   */
  public static ConvGeometry of(Shape input, int filters, int kernel, int stride, Padding padding) {
    int height = input.get(1);
    int width = input.get(2);
    return new ConvGeometry(
        input.get(0),
        height,
        width,
        filters,
        kernel,
        stride,
        padding.before(height, kernel, stride),
        padding.before(width, kernel, stride),
        padding.outputExtent(height, kernel, stride),
        padding.outputExtent(width, kernel, stride));
  }

  /** The pixel s·position + offset of a row or column. */
  int pixel(int position, int offset) {
    return stride * position + offset;
  }

  /** The first position, at 0 or above, whose pixel s·position + offset is at 0 or above. */
  int firstInside(int offset) {
    return Math.max(0, -Math.floorDiv(offset, stride));
  }

  /** How many of the first {@code positions} have a pixel from 0 to {@code pixels − 1}. */
  int countInside(int offset, int positions, int pixels) {
    int last = Math.min(positions - 1, Math.floorDiv(pixels - 1 - offset, stride));
    return Math.max(0, last - firstInside(offset) + 1);
  }
}
