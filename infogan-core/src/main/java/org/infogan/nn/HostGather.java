package org.infogan.nn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Gather} for FLOAT arrays in the process's own memory: channel by channel, in contiguous
 * runs, on the calling thread. ND4J's strided copies go element by element, and wake its threads
 * once for each pair of taps.
 *
 * <p>Additions are made on the Java heap, where HotSpot vectorises them, in the patch of the image
 * that the block reads of one channel.
 */
final class HostGather {

  /** Where a contiguous stretch stands in one channel's image and columns. */
  private record Run(int image, int columns, int length) {}

  /** A contiguous stretch of one channel's columns. */
  private record Gap(int columns, int length) {}

  /**
   * Stretches of one channel's columns that are read from one and the same stretch of its patch.
   */
  private static final class Sum {
    private final int patch;
    private final int[] columns;
    private int length;

    Sum(int patch, int[] columns, int length) {
      this.patch = patch;
      this.columns = columns;
      this.length = length;
    }

    /** Whether another continues this one, in the patch and in all of the columns. */
    boolean continuedBy(Sum next) {
      boolean continues = next.patch == patch + length && next.columns.length == columns.length;
      for (int i = 0; continues && i < columns.length; i++) {
        continues = next.columns[i] == columns[i] + length;
      }
      return continues;
    }
  }

  /** The pixels along one axis that some tap reads; none if {@code count} is 0. */
  private record Extent(int first, int count) {

    static Extent of(List<Tap> taps, int positions, int pixels) {
      int first = pixels;
      int last = -1;
      for (Tap tap : taps) {
        int count = tap.count(positions, pixels);
        if (count > 0) {
          first = Math.min(first, tap.pixel(tap.first()));
          last = Math.max(last, tap.pixel(tap.first() + count - 1));
        }
      }
      return new Extent(first, Math.max(0, last - first + 1));
    }
  }

  private final FloatBuffer image;
  private final FloatBuffer columns;
  private final int channels;
  private final int channelSize;
  private final int columnsSize;

  /** Of the image, and of the patch, in values. */
  private final int rowSize;

  private final int patchRowSize;

  private final Extent patchRows;

  /** Where a channel's patch begins. */
  private final int patchStart;

  /** In the order of the columns. */
  private final List<Run> runs = new ArrayList<>();

  /** What the runs leave out of the columns: padding. */
  private final List<Gap> gaps = new ArrayList<>();

  private final float[] zeros;
  private final int batch;

  /** Made by the first {@link #scatterAdd}: most gathers never scatter. */
  private List<Sum> sums;

  /**
   * Plans the runs.
   *
   * @param image [C, H, W, B], for which {@link #canRun} holds. Modified by scatterAdd.
   * @param columns [C, row taps, column taps, height, width, B]. Modified by gather.
   * @param rowTaps which pixel row each tap reads
   * @param columnTaps which pixel column each tap reads
   */
  HostGather(INDArray image, INDArray columns, List<Tap> rowTaps, List<Tap> columnTaps) {
    this.image = HostMemory.buffer(image);
    this.columns = HostMemory.buffer(columns);
    int width = (int) image.size(2);
    batch = (int) image.size(3);
    int outHeight = (int) columns.size(3);
    int outWidth = (int) columns.size(4);
    channels = (int) image.size(0);
    rowSize = width * batch;
    channelSize = (int) image.size(1) * rowSize;
    columnsSize = (int) (columns.length() / channels);
    patchRows = Extent.of(rowTaps, outHeight, (int) image.size(1));
    Extent patchColumns = Extent.of(columnTaps, outWidth, width);
    patchRowSize = patchColumns.count * batch;
    patchStart = patchRows.first * rowSize + patchColumns.first * batch;
    for (int r = 0; r < rowTaps.size(); r++) {
      Tap row = rowTaps.get(r);
      int rows = row.count(outHeight, (int) image.size(1));
      for (int c = 0; c < columnTaps.size(); c++) {
        Tap column = columnTaps.get(c);
        int cols = column.count(outWidth, width);
        int plane = (r * columnTaps.size() + c) * outHeight * outWidth;
        for (int i = row.first(); i < row.first() + rows; i++) {
          int from = row.pixel(i) * rowSize;
          int to = (plane + i * outWidth) * batch;
          addRuns(column, cols, from, to);
        }
      }
    }
    findGaps();
    zeros = new float[gaps.stream().mapToInt(Gap::length).max().orElse(0)];
  }

  private void addRuns(Tap column, int cols, int from, int to) {
    int pixelsPerRun = column.step() == 1 ? cols : 1;
    for (int j = column.first(); j < column.first() + cols; j += pixelsPerRun) {
      runs.add(new Run(from + column.pixel(j) * batch, to + j * batch, pixelsPerRun * batch));
    }
  }

  private void findGaps() {
    int end = 0;
    for (Run run : runs) {
      addGap(end, run.columns);
      end = run.columns + run.length;
    }
    addGap(end, columnsSize);
  }

  private void addGap(int from, int to) {
    if (to > from) {
      gaps.add(new Gap(from, to - from));
    }
  }

  /** All runs, pixel by pixel of the patch; neighbours become one where they can. */
  private List<Sum> planSums() {
    SortedMap<Integer, IntStream.Builder> columnsOfPixel = new TreeMap<>();
    for (Run run : runs) {
      for (int i = 0; i < run.length; i += batch) {
        int pixel = run.image + i - patchStart;
        int inPatch = pixel / rowSize * patchRowSize + pixel % rowSize;
        columnsOfPixel.computeIfAbsent(inPatch, key -> IntStream.builder()).add(run.columns + i);
      }
    }
    List<Sum> merged = new ArrayList<>();
    columnsOfPixel.forEach(
        (pixel, columns) -> {
          Sum sum = new Sum(pixel, columns.build().toArray(), batch);
          Sum last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
          if (last != null && last.continuedBy(sum)) {
            last.length += batch;
          } else {
            merged.add(sum);
          }
        });
    return merged;
  }

  static boolean canRun(INDArray image, INDArray columns) {
    return HostMemory.isAddressable(image) && HostMemory.isAddressable(columns);
  }

  void gather() {
    for (int channel = 0; channel < channels; channel++) {
      int from = channel * channelSize;
      int to = channel * columnsSize;
      for (Run run : runs) {
        columns.put(to + run.columns, image, from + run.image, run.length);
      }
      for (Gap gap : gaps) {
        columns.put(to + gap.columns, zeros, 0, gap.length);
      }
    }
  }

  void scatterAdd() {
    if (sums == null) {
      sums = planSums();
    }
    HostScratch.lend(this::scatterAdd);
  }

  private void scatterAdd(HostScratch scratch) {
    float[] patch = scratch.array(0, patchRows.count * patchRowSize);
    float[] from = scratch.array(1, columnsSize);
    for (int channel = 0; channel < channels; channel++) {
      readPatch(channel, patch);
      columns.get(channel * columnsSize, from, 0, columnsSize);
      for (Sum sum : sums) {
        add(from, sum, patch);
      }
      writePatch(channel, patch);
    }
  }

  private void readPatch(int channel, float[] patch) {
    int start = channel * channelSize + patchStart;
    for (int row = 0; row < patchRows.count; row++) {
      image.get(start + row * rowSize, patch, row * patchRowSize, patchRowSize);
    }
  }

  private void writePatch(int channel, float[] patch) {
    int start = channel * channelSize + patchStart;
    for (int row = 0; row < patchRows.count; row++) {
      image.put(start + row * rowSize, patch, row * patchRowSize, patchRowSize);
    }
  }

  /** Four stretches at a time: of a 4×4 kernel of stride 2, as many taps read one pixel. */
  private static void add(float[] from, Sum sum, float[] patch) {
    int[] c = sum.columns;
    int i = 0;
    for (; i + 4 <= c.length; i += 4) {
      addFour(from, c[i], c[i + 1], c[i + 2], c[i + 3], patch, sum.patch, sum.length);
    }
    for (; i < c.length; i++) {
      addOne(from, c[i], patch, sum.patch, sum.length);
    }
  }

  private static void addFour(
      float[] from, int a, int b, int c, int d, float[] to, int start, int length) {
    for (int i = 0; i < length; i++) {
      to[start + i] += from[a + i] + from[b + i] + (from[c + i] + from[d + i]);
    }
  }

  private static void addOne(float[] from, int a, float[] to, int start, int length) {
    for (int i = 0; i < length; i++) {
      to[start + i] += from[a + i];
    }
  }
}
