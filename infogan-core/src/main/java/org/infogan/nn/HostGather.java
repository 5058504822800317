package org.infogan.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Gather} on the Java heap, for FLOAT arrays in the process's own memory: channel by
 * channel, in contiguous runs, the channels split over the processors. A channel and its columns
 * fit the processor's cache; ND4J's strided copies go element by element, and wake its threads once
 * for each pair of taps.
 */
final class HostGather {

  /**
   * A contiguous stretch of one channel's image, and where it stands among the channel's columns.
   */
  private record Run(int image, int columns, int length) {}

  private final int channels;
  private final int imageSize;
  private final int columnsSize;
  private final List<Run> runs = new ArrayList<>();

  /**
   * Plans the runs.
   *
   * @param image the shape [C, H, W, B] of the image. Not modified.
   * @param columns the shape [C, row taps, column taps, height, width, B]. Not modified.
   * @param rowTaps which pixel row each tap reads
   * @param columnTaps which pixel column each tap reads
   */
  HostGather(long[] image, long[] columns, List<Gather.Tap> rowTaps, List<Gather.Tap> columnTaps) {
    int width = (int) image[2];
    int batch = (int) image[3];
    int outHeight = (int) columns[3];
    int outWidth = (int) columns[4];
    channels = (int) image[0];
    imageSize = (int) image[1] * width * batch;
    columnsSize = rowTaps.size() * columnTaps.size() * outHeight * outWidth * batch;
    for (int r = 0; r < rowTaps.size(); r++) {
      Gather.Tap row = rowTaps.get(r);
      int rows = row.count(outHeight, (int) image[1]);
      for (int c = 0; c < columnTaps.size(); c++) {
        Gather.Tap column = columnTaps.get(c);
        int cols = column.count(outWidth, width);
        int plane = (r * columnTaps.size() + c) * outHeight * outWidth;
        for (int i = row.first(); i < row.first() + rows; i++) {
          int from = row.pixel(i) * width;
          int to = plane + i * outWidth;
          addRuns(column, cols, from, to, batch);
        }
      }
    }
  }

  private void addRuns(Gather.Tap column, int cols, int from, int to, int batch) {
    int pixelsPerRun = column.step() == 1 ? cols : 1;
    for (int j = column.first(); j < column.first() + cols; j += pixelsPerRun) {
      runs.add(new Run((from + column.pixel(j)) * batch, (to + j) * batch, pixelsPerRun * batch));
    }
  }

  static boolean canRun(INDArray image, INDArray columns) {
    return HostMemory.isAddressable(image) && HostMemory.isAddressable(columns);
  }

  void gather(INDArray image, INDArray columns) {
    IntStream.range(0, channels)
        .parallel()
        .forEach(
            channel -> {
              HostScratch scratch = HostScratch.ofThisThread();
              float[] from = scratch.array(0, imageSize);
              float[] to = scratch.array(1, columnsSize);
              HostMemory.read(image, (long) channel * imageSize, from, imageSize);
              Arrays.fill(to, 0, columnsSize, 0); // the padding
              for (Run run : runs) {
                System.arraycopy(from, run.image, to, run.columns, run.length);
              }
              HostMemory.write(to, columns, (long) channel * columnsSize, columnsSize);
            });
  }

  void scatterAdd(INDArray columns, INDArray image) {
    IntStream.range(0, channels)
        .parallel()
        .forEach(
            channel -> {
              HostScratch scratch = HostScratch.ofThisThread();
              float[] to = scratch.array(0, imageSize);
              float[] from = scratch.array(1, columnsSize);
              HostMemory.read(image, (long) channel * imageSize, to, imageSize);
              HostMemory.read(columns, (long) channel * columnsSize, from, columnsSize);
              for (Run run : runs) {
                add(from, run.columns, to, run.image, run.length);
              }
              HostMemory.write(to, image, (long) channel * imageSize, imageSize);
            });
  }

  private static void add(float[] from, int fromStart, float[] to, int toStart, int length) {
    for (int i = 0; i < length; i++) {
      to[toStart + i] += from[fromStart + i];
    }
  }
}
