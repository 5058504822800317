package org.infogan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentVectors;

/**
 * Latent vectors in rows and columns with what is written beside their pictures.
 *
 * @param latents row by row
 * @param columns the number of columns
 * @param columnCaptions one for each column, or none at all
 * @param rowCaptions one for each row, or none at all
 */
public record LatentGrid(
    LatentVectors latents, int columns, List<String> columnCaptions, List<String> rowCaptions) {

  /**
   * Vectors without captions.
   *
   * @param latents row by row
   * @param columns the number of columns
   * @return the grid
   */
  public static LatentGrid plain(LatentVectors latents, int columns) {
    return new LatentGrid(latents, columns, List.of(), List.of());
  }

  /**
   * A row for each starting point, a column for each value of a code.
   *
   * @param starts the starting points
   * @param code the name of the code
   * @param values what it is set to. Not modified.
   * @param rowCaptions one for each starting point, or none at all
   * @return the grid
   */
  public static LatentGrid walk(
      LatentVectors starts, String code, double[] values, List<String> rowCaptions) {
    return new LatentGrid(
        starts.vary(code, values), values.length, captions(code, values), rowCaptions);
  }

  /**
   * A row for each value of one code, a column for each value of another one.
   *
   * @param start one vector, which has all that the two codes are not
   * @param rowCode the name of the code that differs from row to row
   * @param rowValues what it is set to. Not modified.
   * @param code the name of the code that differs from column to column
   * @param values what it is set to. Not modified.
   * @return the grid
   */
  public static LatentGrid plane(
      LatentVectors start, String rowCode, double[] rowValues, String code, double[] values) {
    return walk(start.vary(rowCode, rowValues), code, values, captions(rowCode, rowValues));
  }

  /**
   * One row from the first of two vectors to the second.
   *
   * @param ends two vectors
   * @param columns the number of steps, both ends included
   * @return the grid
   */
  public static LatentGrid path(LatentVectors ends, int columns) {
    LatentVectors path = ends.interpolate(0, 1, columns);
    List<String> captions =
        IntStream.range(0, columns)
            .mapToObj(i -> "t=" + Pictures.number((double) i / (columns - 1)))
            .toList();
    return new LatentGrid(path, columns, captions, List.of());
  }

  /**
   * What the rows of different seeds are called.
   *
   * @param seeds the seeds of the rows. Not modified.
   * @return a caption for each
   */
  public static List<String> seedCaptions(long[] seeds) {
    return Arrays.stream(seeds).mapToObj(seed -> "seed " + seed).toList();
  }

  private static List<String> captions(String code, double[] values) {
    List<String> captions = new ArrayList<>();
    for (double value : values) {
      captions.add(code + "=" + Pictures.number(value));
    }
    return captions;
  }

  /**
   * Draws the grid as the commands write it.
   *
   * @param model the model
   * @return the picture, with captions where the system has a font
   */
  public ImageGrid picture(InfoGan model) {
    ImageGrid grid = Pictures.grid(model, latents, columns);
    if (!Pictures.canDrawText()) {
      return grid;
    }
    if (!columnCaptions.isEmpty()) {
      grid = grid.withColumnCaptions(columnCaptions);
    }
    return rowCaptions.isEmpty() ? grid : grid.withRowCaptions(rowCaptions);
  }
}
