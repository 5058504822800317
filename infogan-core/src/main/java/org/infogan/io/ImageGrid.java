package org.infogan.io;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A picture of images in rows and columns, filled row by row, with a thin light line around each.
 *
 * <p>The pixel value v becomes the colour value round(255 · min(max(v, 0), 1)). With zoom z every
 * pixel is a square of z × z. Captions, if any, stand above the columns and left of the rows; they
 * need a font on the system, the rest needs neither font nor display. Immutable.
 */
public final class ImageGrid {

  private static final Color BACKGROUND = new Color(0xE9EBEE);

  /** A picture of this size still fits an array. */
  private static final int MAX_EXTENT = 1 << 15;

  /** The samples of all images, [N, C, H, W], from 0 to 255. */
  private final byte[] samples;

  private final int count;
  private final int channels;
  private final int height;
  private final int width;
  private final int columns;
  private final int zoom;
  private final List<String> rowCaptions;
  private final List<String> columnCaptions;

  private ImageGrid(
      byte[] samples,
      int[] shape,
      int columns,
      int zoom,
      List<String> rowCaptions,
      List<String> columnCaptions) {
    this.samples = samples;
    this.count = shape[0];
    this.channels = shape[1];
    this.height = shape[2];
    this.width = shape[3];
    this.columns = columns;
    this.zoom = zoom;
    this.rowCaptions = List.copyOf(rowCaptions);
    this.columnCaptions = List.copyOf(columnCaptions);
  }

  /**
   * A grid of ⌈N / columns⌉ rows at zoom 1 without captions.
   *
   * @param images shape [N, C, H, W] with C = 1 (grey) or 3 (red, green, blue), values in [0, 1];
   *     others are clamped. Not modified.
   * @param columns images per row, at least 1
   * @return the grid, which keeps its own copy of the values
   * @throws IllegalArgumentException if the shape is another one, columns is below 1, or a value is
   *     not a number
   */
  public static ImageGrid of(INDArray images, int columns) {
    long[] shape = images.shape();
    if (images.rank() != 4 || images.isEmpty() || (shape[1] != 1 && shape[1] != 3)) {
      throw new IllegalArgumentException(
          "image grid: expected images [N, 1, H, W] or [N, 3, H, W], found "
              + Arrays.toString(shape));
    }
    if (columns < 1) {
      throw new IllegalArgumentException(
          "image grid: expected at least 1 column, found " + columns);
    }
    int[] extents = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return new ImageGrid(samples(images), extents, columns, 1, List.of(), List.of());
  }

  private static byte[] samples(INDArray images) {
    INDArray copy = images.dup('c').castTo(DataType.FLOAT);
    float[] values = copy.data().asFloat();
    TensorBytes.release(copy);
    byte[] samples = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new IllegalArgumentException(
            "image grid: expected values in [0, 1], found NaN in image "
                + i / (values.length / (int) images.size(0)));
      }
      samples[i] = (byte) Math.round(255 * Math.min(Math.max(values[i], 0), 1));
    }
    return samples;
  }

  /**
   * The same grid with every pixel drawn as a square.
   *
   * @param newZoom edge of the square in pixels of the picture, at least 1
   * @return a new grid
   * @throws IllegalArgumentException if it is below 1
   */
  public ImageGrid withZoom(int newZoom) {
    if (newZoom < 1) {
      throw new IllegalArgumentException(
          "image grid: expected zoom of at least 1, found " + newZoom);
    }
    return new ImageGrid(samples, shape(), columns, newZoom, rowCaptions, columnCaptions);
  }

  /**
   * The same grid with a short text left of each row.
   *
   * @param captions one for each row, from the top
   * @return a new grid
   * @throws IllegalArgumentException if their number is not that of the rows
   */
  public ImageGrid withRowCaptions(List<String> captions) {
    requireCount("row captions", captions, rows());
    return new ImageGrid(samples, shape(), columns, zoom, captions, columnCaptions);
  }

  /**
   * The same grid with a short text above each column.
   *
   * @param captions one for each column, from the left
   * @return a new grid
   * @throws IllegalArgumentException if their number is not that of the columns
   */
  public ImageGrid withColumnCaptions(List<String> captions) {
    requireCount("column captions", captions, columns);
    return new ImageGrid(samples, shape(), columns, zoom, rowCaptions, captions);
  }

  /**
   * Draws the grid.
   *
   * @return a new picture
   * @throws IllegalArgumentException if it would be wider or higher than 32768 pixels
   */
  public BufferedImage toImage() {
    long cellHeight = (long) height * zoom;
    long cellWidth = (long) width * zoom;
    GridCaptions captions = new GridCaptions(rowCaptions, columnCaptions, cellHeight, cellWidth);
    // A line as thick as a pixel of the images, and twice that around them all.
    long left = captions.width() + 2L * zoom;
    long top = captions.height() + 2L * zoom;
    long totalWidth = left + columns * (cellWidth + zoom) + zoom;
    long totalHeight = top + rows() * (cellHeight + zoom) + zoom;
    if (Math.max(totalWidth, totalHeight) > MAX_EXTENT) {
      throw new IllegalArgumentException(
          "image grid: expected a picture of at most "
              + MAX_EXTENT
              + " pixels each way, found "
              + totalWidth
              + " x "
              + totalHeight);
    }
    BufferedImage picture =
        new BufferedImage((int) totalWidth, (int) totalHeight, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setColor(BACKGROUND);
      graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
      for (int column = 0; column < columns; column++) {
        captions.drawAbove(graphics, column, left + column * (cellWidth + zoom));
      }
      for (int row = 0; row < rows(); row++) {
        captions.drawLeft(graphics, row, top + row * (cellHeight + zoom));
      }
      for (int i = 0; i < count; i++) {
        int x = (int) (left + i % columns * (cellWidth + zoom));
        int y = (int) (top + i / columns * (cellHeight + zoom));
        graphics.drawImage(image(i), x, y, (int) cellWidth, (int) cellHeight, null);
      }
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  /**
   * Writes the picture as a PNG file, which is replaced as a whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @throws IOException if the file cannot be written; the message names it
   */
  public void write(Path file) throws IOException {
    BufferedImage picture = toImage();
    AtomicFile.write(file, out -> writePng(picture, out));
  }

  /**
   * The picture as a PNG file would have it.
   *
   * @return the bytes of the file, a new array
   */
  public byte[] toPng() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writePng(toImage(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return out.toByteArray();
  }

  private static void writePng(BufferedImage picture, OutputStream out) throws IOException {
    // ImageIO would otherwise go through a file in the system's folder for temporary ones.
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      if (!ImageIO.write(picture, "png", stream)) {
        throw new IOException("this Java platform writes no PNG files");
      }
    }
  }

  private BufferedImage image(int index) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int plane = height * width;
    int first = index * channels * plane;
    for (int i = 0; i < plane; i++) {
      int rgb = 0;
      for (int colour = 0; colour < 3; colour++) {
        int channel = channels == 3 ? colour : 0;
        rgb = (rgb << 8) | (samples[first + channel * plane + i] & 0xff);
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  private int rows() {
    return (count - 1) / columns + 1;
  }

  private int[] shape() {
    return new int[] {count, channels, height, width};
  }

  private static void requireCount(String what, List<String> captions, int expected) {
    if (captions.size() != expected) {
      throw new IllegalArgumentException(
          "image grid: expected " + expected + " " + what + ", found " + captions.size());
    }
  }
}
