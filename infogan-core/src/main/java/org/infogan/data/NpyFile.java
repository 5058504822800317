package org.infogan.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        out.write(header);
        for (int i = 0; i < array.size(); i++) {
          out.write(source.next());
        }
        source.finish();
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return NpyImages.open(to);
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
