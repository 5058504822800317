package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Lays the pixels that a convolution reads for each output position under one another (im2col), so
 * that the convolution becomes one matrix product.
 *
 * <p>One row tap and one column tap name, for each position of the output map, the pixel that they
 * read. With the batch as last axis, all pixels of one pair of taps are one strided slice with
 * contiguous runs of B numbers, so the whole is a handful of slice copies. Pixels outside the map
 * are zero: the buffer starts so, and those places are never written.
 *
 * <p>Where the columns of the whole map would be too large, as with a kernel of the map's own size,
 * several gathers share one buffer, each for one band of the map's rows ({@link #bands}).
 */
final class Gather {

  /**
   * The most values that a buffer of columns holds, if a single row of the map does not need more:
   * 256 MB in FLOAT.
   */
  static final int MOST_VALUES = 1 << 26;

  /** Output position n reads pixel step·n + offset. */
  record Tap(int step, int offset) {

    /** The tap of a map whose position 0 is this one's position {@code first}. */
    Tap from(int first) {
      return new Tap(step, offset + step * first);
    }

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
  private final int firstRow;

  /** Whether other bands write to the buffer too, also where this one needs zeros. */
  private final boolean shared;

  private final INDArray columns;
  private final INDArray matrix;
  private final Prepared<List<Slice>> slices = new Prepared<>(this::slicesOf);
  private final Prepared<HostGather> host = new Prepared<>(this::hostGatherOf);
  private final Prepared<INDArray> mapRows = new Prepared<>(this::mapRowsOf);

  private Gather(
      INDArray columns, List<Tap> rowTaps, List<Tap> columnTaps, int firstRow, boolean shared) {
    this.rowTaps = rowTaps.stream().map(tap -> tap.from(firstRow)).toList();
    this.columnTaps = columnTaps;
    this.firstRow = firstRow;
    this.shared = shared;
    this.columns = columns;
    long rows = columns.size(0) * columns.size(1) * columns.size(2);
    matrix = columns.reshape('c', rows, columns.length() / rows);
  }

  /**
   * Plans the gathering, band by band; most maps are one band.
   *
   * @param g the index arithmetic of the convolution
   * @param context makes the buffer
   * @param mostValues of the buffer, as far as whole rows allow
   */
  static List<Gather> bands(ConvGeometry g, PassContext context, int mostValues) {
    List<Tap> rowTaps = g.taps(g.padTop());
    List<Tap> columnTaps = g.taps(g.padLeft());
    int taps = rowTaps.size() * columnTaps.size();
    long perRow = (long) g.channels() * taps * g.outWidth() * context.batch();
    int most = (int) Math.max(1, Math.min(g.outHeight(), mostValues / perRow));
    INDArray buffer = context.buffer(perRow * most);
    List<Gather> bands = new ArrayList<>();
    for (int first = 0; first < g.outHeight(); first += most) {
      int rows = Math.min(most, g.outHeight() - first);
      Shape shape =
          Shape.of(
              g.channels(), rowTaps.size(), columnTaps.size(), rows, g.outWidth(), context.batch());
      INDArray columns = Views.slice(buffer, 0, shape);
      bands.add(new Gather(columns, rowTaps, columnTaps, first, most < g.outHeight()));
    }
    return bands;
  }

  /**
   * The rows of a map that this band's columns stand for.
   *
   * @param map c-order, [F, height, width, B]
   * @return a view, [F, rows·width·B]
   */
  INDArray rowsOf(INDArray map) {
    return mapRows.of(map);
  }

  private INDArray mapRowsOf(INDArray map) {
    long[] shape = {map.size(0), columns.size(3) * map.stride(1)};
    long[] strides = {map.stride(0), 1};
    return Nd4j.create(
        map.data(), shape, strides, map.offset() + (long) firstRow * map.stride(1), 'c');
  }

  /** The columns, [C·row taps·column taps, rows·width·B]. */
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
      if (shared) {
        columns.assign(0);
      }
      for (Slice slice : slices.of(image)) {
        slice.columns.assign(slice.image);
      }
    }
    return matrix;
  }

  /**
   * Adds every column entry to the pixel that it was read from: the transpose of {@link #gather}.
   *
   * @param image [C, H, W, B]. Modified.
   */
  void scatterAdd(INDArray image) {
    if (HostGather.canRun(image, columns)) {
      host.of(image).scatterAdd(columns, image);
    } else {
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
