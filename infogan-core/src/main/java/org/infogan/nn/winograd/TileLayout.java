package org.infogan.nn.winograd;

import org.infogan.nn.conv.ConvGeometry;

/**
 * Where the elements of tiles lie in the channels of a map: the index arithmetic of a {@link
 * HostTiles}, without an array.
 *
 * <p>A channel's tiles are taken one row of tiles at a time. Element (i, j) of all tiles of the row
 * consists of runs of neighbouring values in the map: of the batch for a map of images, of the
 * channels for weights. Runs that stay neighbours in the transformed array are a segment.
 *
 * @param channels how many channels the map has
 * @param length the values of one channel
 * @param tileRows how many rows of tiles; 1 for weights
 * @param segments how many segments; the phases of pixels, else 1
 * @param runs how many runs in a segment
 * @param runLength the values of a run
 * @param rows how many rows of elements a tile has
 * @param columns how many columns of elements a tile has
 * @param overlapRows how many of its last rows are the first of the tile below
 * @param overlapColumns how many of its last columns are the first of the tile to the right
 * @param accumulated whether the transposed transform adds to the map
 * @param starts where the runs of an element begin in the channel, segment by segment
 */
record TileLayout(
    int channels,
    int length,
    int tileRows,
    int segments,
    int runs,
    int runLength,
    int rows,
    int columns,
    int overlapRows,
    int overlapColumns,
    boolean accumulated,
    Starts starts) {

  /** The beginnings of runs, by tile row and element; −1 for runs of zeros beside the map. */
  static final class Starts {
    private final int[][][] starts;

    private Starts(int[][][] starts) {
      this.starts = starts;
    }

    /** One beginning for each run of each segment. Not to be modified. */
    int[] of(int tileRow, int element) {
      return starts[tileRow][element];
    }
  }

  /** Where a run begins in its channel; −1 beside the map. */
  private interface Place {
    int of(int tileRow, int row, int column, int segment, int run);
  }

  /** Pixels [C, H, W, B]: a segment for each phase, a run of B for each tile of the row. */
  static TileLayout ofInput(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    TiledAxis vertical = plan.rows();
    TiledAxis horizontal = plan.columns();
    int s = g.stride();
    int batch = plan.batch();
    Place place =
        (tileRow, row, column, phase, tile) ->
            start(
                vertical.pixel(tileRow, row, phase / s),
                g.height(),
                horizontal.pixel(tile, column, phase % s),
                g.width(),
                batch);
    int rows = vertical.filter().points();
    int columns = horizontal.filter().points();
    return new TileLayout(
        g.channels(),
        g.height() * g.width() * batch,
        vertical.tiles(),
        plan.phases(),
        horizontal.tiles(),
        batch,
        rows,
        columns,
        vertical.filter().taps() - 1,
        horizontal.filter().taps() - 1,
        false,
        starts(vertical.tiles(), rows, columns, plan.phases(), horizontal.tiles(), place));
  }

  /** Outputs [F, H', W', B]: a run of B for each tile of the row. */
  static TileLayout ofOutput(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    TiledAxis vertical = plan.rows();
    TiledAxis horizontal = plan.columns();
    int batch = plan.batch();
    Place place =
        (tileRow, row, column, segment, tile) ->
            start(
                vertical.output(tileRow, row),
                g.outHeight(),
                horizontal.output(tile, column),
                g.outWidth(),
                batch);
    int rows = vertical.filter().outputs();
    int columns = horizontal.filter().outputs();
    return new TileLayout(
        g.filters(),
        g.outHeight() * g.outWidth() * batch,
        vertical.tiles(),
        1,
        horizontal.tiles(),
        batch,
        rows,
        columns,
        0,
        0,
        false,
        starts(vertical.tiles(), rows, columns, 1, horizontal.tiles(), place));
  }

  /** Weights [F, K, K, C]: the filters are the channels, with a run of C for each phase. */
  static TileLayout ofWeight(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    int s = g.stride();
    Place place =
        (tileRow, row, column, segment, phase) ->
            start(
                s * row + phase / s, g.kernel(), s * column + phase % s, g.kernel(), g.channels());
    int rows = plan.rows().filter().taps();
    int columns = plan.columns().filter().taps();
    return new TileLayout(
        g.filters(),
        g.kernel() * g.kernel() * g.channels(),
        1,
        1,
        plan.phases(),
        g.channels(),
        rows,
        columns,
        0,
        0,
        true,
        starts(1, rows, columns, 1, plan.phases(), place));
  }

  private static int start(int row, int rows, int column, int columns, int runLength) {
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? (row * columns + column) * runLength : -1;
  }

  private static Starts starts(
      int tileRows, int rows, int columns, int segments, int runs, Place place) {
    int[][][] starts = new int[tileRows][rows * columns][segments * runs];
    for (int t = 0; t < tileRows; t++) {
      for (int element = 0; element < rows * columns; element++) {
        for (int i = 0; i < segments * runs; i++) {
          starts[t][element][i] =
              place.of(t, element / columns, element % columns, i / runs, i % runs);
        }
      }
    }
    return new Starts(starts);
  }

  /** The values of one segment. */
  int segmentLength() {
    return runs * runLength;
  }

  /** Where a segment of a channel begins in the transformed array. */
  int pointStart(int point, int segment, int channel, int tileRow) {
    int row = (point * segments + segment) * channels + channel;
    return (row * tileRows + tileRow) * segmentLength();
  }
}
