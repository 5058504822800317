package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays the pixels that a convolution reads for each output position under one another (im2col), so
 * that the convolution becomes one matrix product.
 *
 * <p>One row tap and one column tap name, for each position of the output map, the pixel that they
 * read. With the batch as last axis, all pixels of one pair of taps are one strided slice with
 * contiguous runs of B numbers, so the whole is a handful of slice copies. Pixels outside the map
 * are zero: the buffer starts so, and those places are never written.
 */
final class Gather {

  /** Output position n reads pixel step·n + offset. */
  record Tap(int step, int offset) {

    /** The first position that reads a pixel at 0 or above. */
    int first() {
      return Math.max(0, -Math.floorDiv(offset, step));
    }

    /** The number of positions, of those in a map of this extent, that read a pixel that exists. */
    int count(int positions, int pixels) {
      int last = Math.min(positions - 1, Math.floorDiv(pixels - 1 - offset, step));
      return Math.max(0, last - first() + 1);
    }

    /** The pixel that a position reads. */
    int pixel(int position) {
      return step * position + offset;
    }
  }

  /** A part of the image and the part of the columns that it is copied to. */
  private record Slice(INDArray image, INDArray columns) {}

  private final List<Tap> rowTaps;
  private final List<Tap> columnTaps;
  private final INDArray columns;
  private final INDArray matrix;
  private final Prepared<List<Slice>> slices = new Prepared<>(this::slicesOf);
  private final Prepared<HostGather> host = new Prepared<>(this::hostGatherOf);

  private Gather(
      PassContext context,
      int channels,
      List<Tap> rowTaps,
      List<Tap> columnTaps,
      int height,
      int width) {
    this.rowTaps = rowTaps;
    this.columnTaps = columnTaps;
    columns =
        context.buffer(channels, rowTaps.size(), columnTaps.size(), height, width, context.batch());
    matrix =
        columns.reshape(
            'c',
            (long) channels * rowTaps.size() * columnTaps.size(),
            (long) height * width * context.batch());
  }

  /**
   * Plans the gathering of what a convolution reads.
   *
   * @param g the convolution's index arithmetic
   * @param context makes the buffer
   */
  static Gather of(ConvGeometry g, PassContext context) {
    return new Gather(
        context,
        g.channels(),
        g.taps(g.padTop()),
        g.taps(g.padLeft()),
        g.outHeight(),
        g.outWidth());
  }

  /** The columns, [C·row taps·column taps, height·width·B]. */
  INDArray matrix() {
    return matrix;
  }

  /**
   * Fills the columns.
   *
   * @param image [C, H, W, B]. Not modified.
   * @return {@link #matrix}
   */
  INDArray gather(INDArray image) {
    if (HostGather.canRun(image, columns)) {
      host.of(image).gather(image, columns);
    } else {
      for (Slice slice : slices.of(image)) {
        slice.columns.assign(slice.image);
      }
    }
    return matrix;
  }

  /**
   * Sets every pixel to the sum of the column entries that it was read for (col2im): the transpose
   * of {@link #gather}.
   *
   * @param image [C, H, W, B]. Modified.
   */
  void scatter(INDArray image) {
    if (HostGather.canRun(image, columns)) {
      host.of(image).scatter(columns, image);
    } else {
      image.assign(0);
      for (Slice slice : slices.of(image)) {
        slice.image.addi(slice.columns);
      }
    }
  }

  private HostGather hostGatherOf(INDArray image) {
    return new HostGather(image.shape(), columns.shape(), rowTaps, columnTaps);
  }

  private List<Slice> slicesOf(INDArray image) {
    List<Slice> slices = new ArrayList<>();
    for (int r = 0; r < rowTaps.size(); r++) {
      Tap row = rowTaps.get(r);
      int rows = row.count((int) columns.size(3), (int) image.size(1));
      for (int c = 0; c < columnTaps.size(); c++) {
        Tap column = columnTaps.get(c);
        int cols = column.count((int) columns.size(4), (int) image.size(2));
        if (rows > 0 && cols > 0) {
          INDArray from =
              Views.of(image, Views.ALL, pixels(row, rows), pixels(column, cols), Views.ALL);
          INDArray to =
              Views.of(
                  columns,
                  Views.ALL,
                  Views.at(r),
                  Views.at(c),
                  Views.every(row.first(), 1, rows),
                  Views.every(column.first(), 1, cols),
                  Views.ALL);
          slices.add(new Slice(from, to));
        }
      }
    }
    return slices;
  }

  private static Views.Range pixels(Tap tap, int count) {
    return Views.every(tap.pixel(tap.first()), tap.step, count);
  }
}
