package org.infogan;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Grids of generated images, large enough to look at. */
public final class Pictures {

  /** Pixels of the picture per image edge, at least. */
  private static final double EDGE = 80;

  private Pictures() {}

  /**
   * The images of latent vectors, row by row.
   *
   * @param model the model
   * @param latents the latent vectors. Not modified.
   * @param columns the number of columns
   * @return the picture
   */
  public static ImageGrid grid(InfoGan model, LatentVectors latents, int columns) {
    try (INDArray images = model.generate(latents)) {
      return enlarged(images, columns);
    }
  }

  /**
   * Images row by row.
   *
   * @param images [N, C, H, W] in [0, 1]. Not modified.
   * @param columns the number of columns
   * @return the picture
   */
  public static ImageGrid enlarged(INDArray images, int columns) {
    double longest = Math.max(images.size(2), images.size(3));
    return ImageGrid.of(images, columns).withZoom((int) Math.ceil(EDGE / longest));
  }

  /**
   * A walk along one code, a column for each value, from a number of starting points, one in each
   * row. The rows of another code than the first categorical one show its categories in turn, so
   * that the picture shows what the code does to each.
   *
   * @param model the model
   * @param code the name of the code
   * @param rows the number of starting points
   * @param seed the seed of the starting points
   * @param values what the code is set to: categories, or numbers. Not modified.
   * @return the picture, with captions where the system has a font
   */
  public static ImageGrid traversal(
      InfoGan model, String code, int rows, long seed, double... values) {
    return traversal(model, code, model.latents(rows, seed), values);
  }

  /**
   * As {@link #traversal(InfoGan, String, int, long, double...)}, from given starting points.
   *
   * @param model the model
   * @param code the name of the code
   * @param starts the starting points, one for each row. Modified.
   * @param values what the code is set to: categories, or numbers. Not modified.
   * @return the picture, with captions where the system has a font
   */
  public static ImageGrid traversal(
      InfoGan model, String code, LatentVectors starts, double... values) {
    List<String> rowCaptions = new ArrayList<>();
    model
        .config()
        .latent()
        .firstCategorical()
        .filter(other -> !other.name().equals(code))
        .ifPresent(
            other -> {
              for (int row = 0; row < starts.count(); row++) {
                starts.set(row, other.name(), row % other.categories());
                rowCaptions.add(other.name() + "=" + row % other.categories());
              }
            });
    return LatentGrid.walk(starts, code, values, rowCaptions).picture(model);
  }

  /**
   * A walk along one code over the values that the code itself proposes.
   *
   * @param model the model
   * @param code the code
   * @param rows the number of starting points
   * @param seed the seed of the starting points
   * @return the picture, with captions where the system has a font
   */
  public static ImageGrid traversal(InfoGan model, LatentCode code, int rows, long seed) {
    return traversal(model, code.name(), rows, seed, code.traversal());
  }

  /**
   * A number with at most two decimals, and none that say nothing: "-2", "0.67".
   *
   * @param value the number
   * @return its text
   */
  public static String number(double value) {
    DecimalFormat format = new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(value).replaceFirst("^-0$", "0");
  }

  /**
   * Whether the system has a font. A small container may have none, and the JDK then throws an
   * error where it is first asked for one.
   *
   * @return whether text can be drawn
   */
  public static boolean canDrawText() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
          .stringWidth("0");
      return true;
    } catch (RuntimeException | InternalError | LinkageError e) {
      return false;
    }
  }
}
