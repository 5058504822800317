package org.infogan.nn.conv;

import java.util.Arrays;

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
 * @param starts where the runs of [tile row][element] begin in the channel, segment by segment; −1
 *     for runs of zeros beside the map
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
    int[][][] starts) {

  /** Where a value begins in the map. */
  private interface Place {
    int of(int tileRow, int row, int column, int segment, int run);
  }

  static TileLayout ofInput(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    TiledAxis vertical = plan.rows();
    TiledAxis horizontal = plan.columns();
    int batch = plan.batch();
    return new TileLayout(
            g.channels(),
            g.height() * g.width() * batch,
            vertical.tiles(),
            plan.phases(),
            horizontal.tiles(),
            batch,
            vertical.filter().points(),
            horizontal.filter().points(),
            vertical.filter().taps() - 1,
            horizontal.filter().taps() - 1,
            false,
            new int[0][0][0])
        .placed(
            (tileRow, row, column, phase, tile) ->
                start(
                    vertical.pixel(tileRow, row, phase / g.stride()),
                    g.height(),
                    horizontal.pixel(tile, column, phase % g.stride()),
                    g.width(),
                    batch));
  }

  static TileLayout ofOutput(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    int batch = plan.batch();
    return new TileLayout(
            g.filters(),
            g.outHeight() * g.outWidth() * batch,
            plan.rows().tiles(),
            1,
            plan.columns().tiles(),
            batch,
            plan.rows().filter().outputs(),
            plan.columns().filter().outputs(),
            0,
            0,
            false,
            new int[0][0][0])
        .placed(
            (tileRow, row, column, segment, tile) ->
                start(
                    plan.rows().output(tileRow, row),
                    g.outHeight(),
                    plan.columns().output(tile, column),
                    g.outWidth(),
                    batch));
  }

  static TileLayout ofWeight(WinogradPlan plan) {
    ConvGeometry g = plan.geometry();
    int s = g.stride();
    return new TileLayout(
            g.filters(),
            g.kernel() * g.kernel() * g.channels(),
            1,
            1,
            plan.phases(),
            g.channels(),
            plan.rows().filter().taps(),
            plan.columns().filter().taps(),
            0,
            0,
            true,
            new int[0][0][0])
        .placed(
            (tileRow, row, column, segment, phase) ->
                start(
                    s * row + phase / s,
                    g.kernel(),
                    s * column + phase % s,
                    g.kernel(),
                    g.channels()));
  }

  private static int start(int row, int rows, int column, int columns, int runLength) {
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? (row * columns + column) * runLength : -1;
  }

  private TileLayout placed(Place place) {
    int[][][] placed = new int[tileRows][rows * columns][segments * runs];
    for (int tileRow = 0; tileRow < tileRows; tileRow++) {
      for (int element = 0; element < rows * columns; element++) {
        int row = element / columns;
        int column = element % columns;
        int t = tileRow;
        Arrays.setAll(
            placed[tileRow][element], i -> place.of(t, row, column, i / runs, i % runs));
      }
    }
    return new TileLayout(
        channels,
        length,
        tileRows,
        segments,
        runs,
        runLength,
        rows,
        columns,
        overlapRows,
        overlapColumns,
        accumulated,
        placed);
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
