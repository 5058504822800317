package org.infogan.data.files;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.io.AtomicFile;
import org.infogan.io.NpyHeader;
import org.nd4j.linalg.api.buffer.DataType;

/** Writes images to a .npy file as they are stored elsewhere. */
final class NpyFile {

  private NpyFile() {}

  /**
   * Writes all images, one after the other, and opens them. The file appears when it is complete.
   *
   * @param to the file to make or replace
   * @param array describes the images
   * @param source gives the images
   */
  static ImageDataset write(Path to, ImageArray array, ImageArray.Source source)
      throws IOException {
    byte[] header = NpyHeader.encode(dataType(array.type()), extents(array));
    try {
      AtomicFile.write(to, out -> write(out, header, array.size(), source));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return NpyImages.open(to);
  }

  /** An error of the source is no error of the file: unchecked, it keeps its own message. */
  private static void write(OutputStream out, byte[] header, int images, ImageArray.Source source)
      throws IOException {
    out.write(header);
    for (int i = 0; i < images; i++) {
      out.write(next(source));
    }
    try {
      source.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] next(ImageArray.Source source) {
    try {
      return source.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DataType dataType(PixelType type) {
    return switch (type) {
      case UINT8 -> DataType.UINT8;
      case FLOAT32 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }

  private static long[] extents(ImageArray array) {
    ImageShape shape = array.shape();
    return array.channelsLast()
        ? new long[] {array.size(), shape.height(), shape.width(), shape.channels()}
        : new long[] {array.size(), shape.channels(), shape.height(), shape.width()};
  }
}
