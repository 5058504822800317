package org.infogan.data.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;

/**
 * SVHN, house numbers cropped to 3 × 32 × 32 in classes 0 to 9, from its MATLAB files (format 2):
 * {@code X}, unsigned bytes [H, W, 3, N], and {@code y}, classes [N, 1] in which 10 stands for the
 * digit 0.
 *
 * @see <a href="http://ufldl.stanford.edu/housenumbers/">Netzer, Wang, Coates, Bissacco, Wu and Ng,
 *     Reading digits in natural images with unsupervised feature learning, 2011</a>
 */
public final class Svhn {

  private static final int CHANNELS = 3;
  private static final int CLASSES = 10;

  private Svhn() {}

  /**
   * Reads a MATLAB 5 file such as train_32x32.mat. Takes about twice the memory of the images while
   * it reads.
   *
   * @param file packed or not
   * @return the images with their classes
   * @throws DataFormatException if the file is damaged or holds something else
   * @throws IOException if reading fails
   */
  public static ByteImages read(Path file) throws IOException {
    Map<String, MatFile.Numbers> variables = MatFile.read(file, Set.of("X", "y"));
    MatFile.Numbers x = variable(variables, "X", file);
    List<Integer> extents = x.extents();
    if (!x.type().equals("uint8") || extents.size() != 4 || extents.get(2) != CHANNELS) {
      throw new DataFormatException(
          (file + ": X: expected uint8 [H, W, 3, N], found " + x.type() + " ") + extents);
    }
    MatFile.Numbers y = variable(variables, "y", file);
    int count = extents.get(3);
    if (y.count() != count) {
      throw new DataFormatException(
          file + ": y: expected " + count + " labels, one per image, found " + y.count());
    }
    if (x.data().capacity() == 0) {
      throw new DataFormatException(file + ": X: expected at least one image, found none");
    }
    ImageShape shape = new ImageShape(CHANNELS, extents.get(0), extents.get(1));
    byte[][] images = new byte[count][];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      images[n] = image(x.data(), n, shape);
      labels[n] = label(y.get(n), n, file);
    }
    return ByteImages.wrap(shape, images).withLabels(labels);
  }

  private static MatFile.Numbers variable(
      Map<String, MatFile.Numbers> variables, String name, Path file) throws DataFormatException {
    MatFile.Numbers numbers = variables.get(name);
    if (numbers == null) {
      throw new DataFormatException(file + ": expected a variable " + name + ", found none");
    }
    return numbers;
  }

  /** MATLAB lets the first index run fastest: each channel lies there column by column. */
  private static byte[] image(ByteBuffer x, int n, ImageShape shape) {
    byte[] image = new byte[shape.pixels()];
    int height = shape.height();
    int width = shape.width();
    int start = n * image.length;
    for (int c = 0; c < CHANNELS; c++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          image[(c * height + row) * width + column] =
              x.get(start + (c * width + column) * height + row);
        }
      }
    }
    return image;
  }

  private static int label(double value, int n, Path file) throws DataFormatException {
    if (value != Math.rint(value) || value < 1 || value > CLASSES) {
      throw new DataFormatException(
          file + ": y: image " + n + ": expected a class from 1 to 10, found " + value);
    }
    return (int) value % CLASSES;
  }
}
