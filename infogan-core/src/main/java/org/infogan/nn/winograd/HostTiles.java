package org.infogan.nn.winograd;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.infogan.backend.HostMemory;
import org.infogan.backend.ScratchArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transform of FLOAT maps on a CPU: the elements of a row of tiles are gathered in arrays on
 * the Java heap, one array for each element, where {@link GridTransform} combines them. A few
 * channels at a time stay in a processor's cache; the threads share the channels.
 */
final class HostTiles implements TileTransform {

  /** So many values of each array repay the beginning and end of a loop, and stay in the cache. */
  private static final int LOOP = 512;

  private final TileLayout layout;
  private final int points;
  private final GridTransform toPoints;
  private final GridTransform fromPoints;

  /**
   * Prepares the transform L·X·Rᵀ of tiles X.
   *
   * @param layout where the elements of X lie
   * @param left L. Not modified.
   * @param right R. Not modified.
   */
  HostTiles(TileLayout layout, double[][] left, double[][] right) {
    this.layout = layout;
    points = left.length * right.length;
    toPoints = new GridTransform(left, right);
    fromPoints = new GridTransform(MinimalFilter.transpose(left), MinimalFilter.transpose(right));
  }

  private int channelsPerBlock() {
    return Math.max(1, LOOP / (layout.segments() * layout.segmentLength()));
  }

  @Override
  public void toPoints(INDArray map, INDArray points) {
    FloatBuffer from = HostMemory.buffer(map);
    FloatBuffer to = HostMemory.buffer(points);
    ScratchArrays.forEachBlock(
        layout.channels(),
        channelsPerBlock(),
        (first, count, scratch) -> {
          int n = count * layout.segments() * layout.segmentLength();
          float[] values = scratch.read(0, from, first * layout.length(), count * layout.length());
          float[][] grid = scratch.grid(0, toPoints.elements(), n);
          float[][] halfway = scratch.grid(1, toPoints.halfway(), n);
          Move write = (point, place, start, size) -> to.put(start, grid[point], place, size);
          for (int tileRow = 0; tileRow < layout.tileRows(); tileRow++) {
            gather(values, tileRow, count, grid);
            toPoints.apply(grid, halfway, n);
            forEachStretch(first, count, tileRow, write);
          }
        });
  }

  private void gather(float[] values, int tileRow, int count, float[][] grid) {
    int length = layout.runLength();
    for (int element = 0; element < layout.rows() * layout.columns(); element++) {
      int[] starts = layout.starts().of(tileRow, element);
      float[] to = grid[element];
      int place = 0;
      for (int segment = 0; segment < layout.segments(); segment++) {
        for (int channel = 0; channel < count; channel++) {
          for (int run = 0; run < layout.runs(); run++, place += length) {
            int start = starts[segment * layout.runs() + run];
            if (start < 0) {
              Arrays.fill(to, place, place + length, 0);
            } else {
              System.arraycopy(values, channel * layout.length() + start, to, place, length);
            }
          }
        }
      }
    }
  }

  /** Moves the values from a place of a point's array to a place of the map of points, or back. */
  private interface Move {
    void apply(int point, int place, int start, int length);
  }

  /** The stretches in which a row of tiles lies both in the arrays and in the map of points. */
  private void forEachStretch(int first, int count, int tileRow, Move move) {
    int together = layout.tileRows() == 1 ? count : 1;
    int length = together * layout.segmentLength();
    for (int point = 0; point < points; point++) {
      int place = 0;
      for (int segment = 0; segment < layout.segments(); segment++) {
        for (int channel = first; channel < first + count; channel += together) {
          move.apply(point, place, layout.pointStart(point, segment, channel, tileRow), length);
          place += length;
        }
      }
    }
  }

  @Override
  public void fromPoints(INDArray points, INDArray map) {
    FloatBuffer from = HostMemory.buffer(points);
    FloatBuffer to = HostMemory.buffer(map);
    ScratchArrays.forEachBlock(
        layout.channels(),
        channelsPerBlock(),
        (first, count, scratch) -> {
          int n = count * layout.segments() * layout.segmentLength();
          int length = count * layout.length();
          float[] values = scratch.array(0, length);
          Arrays.fill(values, 0, length, 0);
          float[][] grid = scratch.grid(0, fromPoints.elements(), n);
          float[][] halfway = scratch.grid(1, fromPoints.halfway(), n);
          Move read = (point, place, start, size) -> from.get(start, grid[point], place, size);
          float[][] below = scratch.grid(2, layout.overlapRows() * layout.columns(), n);
          for (int tileRow = 0; tileRow < layout.tileRows(); tileRow++) {
            forEachStretch(first, count, tileRow, read);
            fromPoints.apply(grid, halfway, n);
            addOverlaps(tileRow, grid, below, scratch, n);
            scatter(grid, tileRow, count, values);
          }
          if (layout.accumulated()) {
            add(scratch.read(1, to, first * layout.length(), length), values, length);
          }
          to.put(first * layout.length(), values, 0, length);
        });
  }

  /** The pixels that two tiles share are sums of both: they go to the tile that begins there. */
  private void addOverlaps(
      int tileRow, float[][] grid, float[][] below, ScratchArrays scratch, int n) {
    int columns = layout.columns();
    if (layout.runs() > 1) {
      float[] shifted = scratch.array(2, n);
      for (int row = 0; row < layout.rows(); row++) {
        for (int o = 0; o < layout.overlapColumns(); o++) {
          int last = row * columns + columns - layout.overlapColumns() + o;
          shiftByOneTile(grid[last], shifted, n);
          add(shifted, grid[row * columns + o], n);
        }
      }
    }
    int shared = layout.overlapRows() * columns;
    int step = (layout.rows() - layout.overlapRows()) * columns;
    for (int i = 0; i < shared; i++) {
      if (tileRow > 0) {
        add(below[i], grid[i], n);
      }
      System.arraycopy(grid[step + i], 0, below[i], 0, n);
    }
  }

  private void shiftByOneTile(float[] from, float[] to, int n) {
    int length = layout.runLength();
    int segment = layout.segmentLength();
    for (int start = 0; start < n; start += segment) {
      Arrays.fill(to, start, start + length, 0);
      System.arraycopy(from, start, to, start + length, segment - length);
    }
  }

  private static void add(float[] from, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] += from[i];
    }
  }

  private void scatter(float[][] grid, int tileRow, int count, float[] values) {
    int rows = layout.rows() - (isLast(tileRow) ? 0 : layout.overlapRows());
    int ownColumns = layout.columns() - layout.overlapColumns();
    int length = layout.runLength();
    for (int element = 0; element < rows * layout.columns(); element++) {
      int[] starts = layout.starts().of(tileRow, element);
      int firstRun = element % layout.columns() < ownColumns ? 0 : layout.runs() - 1;
      for (int segment = 0; segment < layout.segments(); segment++) {
        for (int channel = 0; channel < count; channel++) {
          int place = (segment * count + channel) * layout.segmentLength();
          for (int run = firstRun; run < layout.runs(); run++) {
            int start = starts[segment * layout.runs() + run];
            if (start >= 0) {
              System.arraycopy(
                  grid[element],
                  place + run * length,
                  values,
                  channel * layout.length() + start,
                  length);
            }
          }
        }
      }
    }
  }

  private boolean isLast(int tileRow) {
    return tileRow == layout.tileRows() - 1;
  }
}
