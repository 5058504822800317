package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The index arithmetic of a convolution: output position o reads, through kernel tap t, the input
 * pixel o·s − p + t, with stride s and p zero pixels before the first.
 *
 * @param channels C of the input
 * @param height H of the input
 * @param width W of the input
 * @param filters F, the channels of the output
 * @param kernel K, the kernel's extent on both axes
 * @param stride s on both axes
 * @param padTop p of the rows
 * @param padLeft p of the columns
 * @param outHeight rows of the output
 * @param outWidth columns of the output
 */
record ConvGeometry(
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

  static ConvGeometry of(Shape input, int filters, int kernel, int stride, Padding padding) {
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

  /** The pixel that every output position reads, tap by tap; {@code pad} is padTop or padLeft. */
  List<Tap> taps(int pad) {
    List<Tap> taps = new ArrayList<>();
    for (int t = 0; t < kernel; t++) {
      taps.add(new Tap(stride, t - pad));
    }
    return taps;
  }
}
