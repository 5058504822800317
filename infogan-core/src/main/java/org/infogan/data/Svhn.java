package org.infogan.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

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

  /** Deflate cannot shrink data more than 1032-fold, so that no honest file unpacks to more. */
  private static final long MOST_PER_BYTE = 1032;

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
    long size = Files.size(file);
    try (Source source = Sources.openFile(file.toFile())) {
      MatFile mat =
          Mat5.newReader(source)
              .setEntryFilter(entry -> entry.getName().equals("X") || entry.getName().equals("y"))
              .setBufferAllocator(new Bounded(size * MOST_PER_BYTE))
              .readMat();
      return images(mat, file);
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DataFormatException(
          file + ": damaged, or not a MATLAB 5 file: " + e.getMessage(), e);
    }
  }

  private static ByteImages images(MatFile mat, Path file) throws DataFormatException {
    Matrix x = matrix(mat, "X", file);
    int[] extents = x.getDimensions();
    if (x.getType() != MatlabType.UInt8 || extents.length != 4 || extents[2] != CHANNELS) {
      throw new DataFormatException(
          (file + ": X: expected uint8 [H, W, 3, N], found " + x.getType() + " ")
              + Arrays.toString(extents));
    }
    Matrix y = matrix(mat, "y", file);
    int count = extents[3];
    if (y.getNumElements() != count) {
      throw new DataFormatException(
          file + ": y: expected " + count + " labels, one per image, found " + y.getNumElements());
    }
    if (count == 0) {
      throw new DataFormatException(file + ": X: expected at least one image, found none");
    }
    ImageShape shape = new ImageShape(CHANNELS, extents[0], extents[1]);
    byte[][] images = new byte[count][];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      images[n] = image(x, n, shape);
      labels[n] = label(y.getDouble(n), n, file);
    }
    return new ByteImages(shape, images, labels);
  }

  private static Matrix matrix(MatFile mat, String name, Path file) throws DataFormatException {
    for (MatFile.Entry entry : mat.getEntries()) {
      if (entry.getName().equals(name)) {
        Array value = entry.getValue();
        if (value instanceof Matrix matrix) {
          return matrix;
        }
        throw new DataFormatException(
            file + ": " + name + ": expected an array of numbers, found " + value.getType());
      }
    }
    throw new DataFormatException(file + ": expected a variable " + name + ", found none");
  }

  /** MATLAB lets the first index run fastest: each channel lies there column by column. */
  private static byte[] image(Matrix x, int n, ImageShape shape) {
    byte[] image = new byte[shape.pixels()];
    int height = shape.height();
    int width = shape.width();
    int start = n * image.length;
    for (int c = 0; c < CHANNELS; c++) {
      for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
          image[(c * height + row) * width + column] =
              x.getByte(start + (c * width + column) * height + row);
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

  /** Refuses sizes that the file cannot hold, before they are allocated. */
  private record Bounded(long most) implements BufferAllocator {

    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes < 0 || bytes > most) {
        throw new IllegalStateException(
            "expected arrays of at most " + most + " bytes, found " + (bytes & 0xffffffffL));
      }
      return ByteBuffer.allocate(bytes).order(Mat5.DEFAULT_ORDER);
    }

    @Override
    public void release(ByteBuffer buffer) {}
  }
}
