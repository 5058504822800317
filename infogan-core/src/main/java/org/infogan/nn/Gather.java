package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Lays the pixels that a convolution reads for each output position under one another (im2col), so
 * that the convolution becomes a matrix product; for one block, a rectangle of the output map and
 * some of the input's channels.
 *
 * <p>One row tap and one column tap name, for each position of the block, the pixel that they read.
 * With the batch as last axis, all pixels of one pair of taps are one strided slice with contiguous
 * runs of B numbers, so the whole is a handful of slice copies. Pixels outside the map are zero.
 *
 * <p>On a CPU a block is small enough for the processor's cache, and every processor has one buffer
 * for all its blocks ({@link #dividedByPosition}, {@link #dividedByChannel}). The columns of the
 * whole map would be sixteen times as large as the map itself for a 4×4 kernel of stride 1, and
 * come from memory for every product.
 */
final class Gather {

  /**
   * How large a block is.
   *
   * @param mostValues of its columns and outputs together, as far as {@code fewestColumns} and
   *     whole positions allow
   * @param fewestColumns below which a product spends its time on packing the weights
   */
  record BlockSize(int mostValues, int fewestColumns) {

    /** 4 MB, measured: smaller blocks cost more packing, larger ones leave the cache. */
    private static final BlockSize CACHED = new BlockSize(1 << 20, 400);

    /** 256 MB, where no cache counts, as on a GPU. */
    private static final BlockSize LARGE = new BlockSize(1 << 26, 1);

    /** For a pass on this backend. */
    static BlockSize of(PassContext context) {
      return HostMemory.holds(context.dataType()) ? CACHED : LARGE;
    }
  }

  /** A rectangle of the output map: whole rows, or a part of one. */
  private record Rectangle(int firstRow, int rows, int firstColumn, int columns) {}

  /** A part of the image and the part of the columns that it is copied to. */
  private record Slice(INDArray image, INDArray columns) {}

  private final Views.Range channels;
  private final Rectangle rectangle;
  private final List<Tap> rowTaps;
  private final List<Tap> columnTaps;
  private final INDArray columns;
  private final INDArray matrix;
  private final Prepared<INDArray> image = new Prepared<>(this::channelsOf);
  private final Prepared<List<Slice>> slices = new Prepared<>(this::slicesOf);
  private final Prepared<HostGather> host = new Prepared<>(this::hostGatherOf);
  private final Prepared<INDArray> positions = new Prepared<>(this::viewPositions);

  private Gather(
      ConvGeometry g, Views.Range channels, Rectangle rectangle, int batch, INDArray buffer) {
    this.channels = channels;
    this.rectangle = rectangle;
    rowTaps = g.taps(g.padTop()).stream().map(tap -> tap.from(rectangle.firstRow)).toList();
    columnTaps = g.taps(g.padLeft()).stream().map(tap -> tap.from(rectangle.firstColumn)).toList();
    Shape shape =
        Shape.of(
            channels.count(),
            rowTaps.size(),
            columnTaps.size(),
            rectangle.rows,
            rectangle.columns,
            batch);
    columns = Views.slice(buffer, 0, shape);
    int rows = channels.count() * rowTaps.size() * columnTaps.size();
    matrix = columns.reshape('c', rows, columns.length() / rows);
  }

  /** Blocks of all channels; each processor takes some of the output's positions. */
  static Shares<Gather> dividedByPosition(ConvGeometry g, PassContext context, BlockSize size) {
    Views.Range channels = Views.every(0, 1, g.channels());
    int processors = processors(context);
    int positions = g.outHeight() * g.outWidth();
    List<Rectangle> rectangles =
        rectangles(
            g, g.channels(), context.batch(), size, (positions + processors - 1) / processors);
    return new Shares<>(
        split(rectangles.size(), context)
            .map(part -> rectangles.subList(part.first(), part.first() + part.count()))
            .map(part -> gathers(g, channels, part, context))
            .toList());
  }

  /** Blocks of all positions; each processor takes some of the input's channels. */
  static Shares<Gather> dividedByChannel(ConvGeometry g, PassContext context, BlockSize size) {
    return new Shares<>(
        split(g.channels(), context)
            .map(
                channels ->
                    gathers(
                        g,
                        channels,
                        rectangles(
                            g,
                            channels.count(),
                            context.batch(),
                            size,
                            g.outHeight() * g.outWidth()),
                        context))
            .toList());
  }

  /** How many take part. */
  private static int processors(PassContext context) {
    return HostMemory.holds(context.dataType()) ? Processors.count() : 1;
  }

  /** 0 to n − 1 in even parts, one for each processor, or fewer. */
  private static Stream<Views.Range> split(int n, PassContext context) {
    int parts = Math.min(n, processors(context));
    return IntStream.range(0, parts)
        .mapToObj(
            part -> {
              int first = part * n / parts;
              return Views.every(first, 1, (part + 1) * n / parts - first);
            });
  }

  /**
   * The output map, cut into rectangles of that size.
   *
   * @param most positions of one, so that a small map gives every processor some
   */
  private static List<Rectangle> rectangles(
      ConvGeometry g, int channels, int batch, BlockSize size, int most) {
    long perPosition = ((long) channels * g.kernel() * g.kernel() + g.filters()) * batch;
    int fewest = (size.fewestColumns + batch - 1) / batch;
    int positions = (int) Math.min(most, Math.max(fewest, size.mostValues / perPosition));
    int rows = Math.min(g.outHeight(), Math.max(1, positions / g.outWidth()));
    int pieces = Math.max(1, (g.outWidth() + positions - 1) / positions);
    List<Rectangle> rectangles = new ArrayList<>();
    for (int row = 0; row < g.outHeight(); row += rows) {
      for (int piece = 0; piece < pieces; piece++) {
        int column = piece * g.outWidth() / pieces;
        int end = (piece + 1) * g.outWidth() / pieces;
        rectangles.add(
            new Rectangle(row, Math.min(rows, g.outHeight() - row), column, end - column));
      }
    }
    return rectangles;
  }

  private static List<Gather> gathers(
      ConvGeometry g, Views.Range channels, List<Rectangle> rectangles, PassContext context) {
    int largest = rectangles.stream().mapToInt(r -> r.rows * r.columns).max().orElseThrow();
    long perPosition = (long) channels.count() * g.kernel() * g.kernel() * context.batch();
    INDArray buffer = context.buffer(largest * perPosition);
    return rectangles.stream()
        .map(rectangle -> new Gather(g, channels, rectangle, context.batch(), buffer))
        .toList();
  }

  /**
   * The block's positions in a map.
   *
   * @param map c-order, [F, H', W', B]
   * @return a view, [F, positions·B]
   */
  INDArray positionsOf(INDArray map) {
    return positions.of(map);
  }

  private INDArray viewPositions(INDArray map) {
    long batch = map.size(3);
    long first = (long) rectangle.firstRow * map.stride(1) + rectangle.firstColumn * batch;
    long count = (long) rectangle.rows * rectangle.columns * batch;
    long[] shape = {map.size(0), count};
    return Nd4j.create(map.data(), shape, new long[] {map.stride(0), 1}, map.offset() + first, 'c');
  }

  /**
   * What of a weight belongs to the block's channels.
   *
   * @param weight [F, C·K·K]
   * @return a view, [F, channels·K·K]
   */
  INDArray weightColumns(INDArray weight) {
    int taps = rowTaps.size() * columnTaps.size();
    return Views.of(
        weight, Views.ALL, Views.every(channels.first() * taps, 1, channels.count() * taps));
  }

  /** The columns, [channels·K·K, positions·B]. */
  INDArray matrix() {
    return matrix;
  }

  /**
   * Fills the columns.
   *
   * @param x [C, H, W, B]. Not modified.
   * @return {@link #matrix}
   */
  INDArray gather(INDArray x) {
    INDArray own = image.of(x);
    if (HostGather.canRun(own, columns)) {
      host.of(own).gather();
    } else {
      columns.assign(0); // the padding, where another block may have left its pixels
      for (Slice slice : slices.of(own)) {
        slice.columns.assign(slice.image);
      }
    }
    return matrix;
  }

  /**
   * Adds every column entry to the pixel that it was read from: the transpose of {@link #gather}.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void scatterAdd(INDArray x) {
    INDArray own = image.of(x);
    if (HostGather.canRun(own, columns)) {
      host.of(own).scatterAdd();
    } else {
      for (Slice slice : slices.of(own)) {
        slice.image.addi(slice.columns);
      }
    }
  }

  /** Whether this is the first block of its channels. */
  boolean isFirst() {
    return rectangle.firstRow == 0 && rectangle.firstColumn == 0;
  }

  /**
   * Sets the block's channels to zero, on the calling thread.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void clear(INDArray x) {
    HostMemory.clear(image.of(x));
  }

  private INDArray channelsOf(INDArray x) {
    return Views.of(x, channels, Views.ALL, Views.ALL, Views.ALL);
  }

  private HostGather hostGatherOf(INDArray image) {
    return new HostGather(image, columns, rowTaps, columnTaps);
  }

  private List<Slice> slicesOf(INDArray image) {
    List<Slice> slices = new ArrayList<>();
    for (int r = 0; r < rowTaps.size(); r++) {
      Tap row = rowTaps.get(r);
      int rows = row.count(rectangle.rows, (int) image.size(1));
      for (int c = 0; c < columnTaps.size(); c++) {
        Tap column = columnTaps.get(c);
        int cols = column.count(rectangle.columns, (int) image.size(2));
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
    return Views.every(tap.pixel(tap.first()), tap.step(), count);
  }
}
