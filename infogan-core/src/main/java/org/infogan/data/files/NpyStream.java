package org.infogan.data.files;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.ZipException;
import org.infogan.data.DataFormatException;
import org.infogan.io.NpyHeader;
import org.nd4j.linalg.api.buffer.DataType;

/** The images of one .npy array, in their order. */
final class NpyStream implements ImageArray.Source {

  private static final int MAXIMUM_HEADER_BYTES = 1 << 16;

  private final InputStream in;
  private final ImageArray array;
  private final int headerBytes;

  /** Images read so far. */
  private int position;

  /**
   * Reads the header.
   *
   * @param stream the bytes of the array; stays open
   * @param name the name of the file, for messages
   * @throws DataFormatException if it does not hold images
   */
  NpyStream(InputStream stream, String name) throws IOException {
    byte[] start = readAtMost(stream, MAXIMUM_HEADER_BYTES, name);
    NpyHeader header;
    try {
      header = NpyHeader.read(new ByteArrayInputStream(start), name);
    } catch (IOException e) {
      throw new DataFormatException(e.getMessage(), e); // the bytes are in memory, and wrong
    }
    if (header.fortranOrder()) {
      throw new DataFormatException(
          name + ": expected C order, found Fortran order; save numpy.ascontiguousarray(images)");
    }
    headerBytes = header.headerBytes();
    array = ImageArray.of(name, pixelType(header.dataType()), header.shape());
    int rest = start.length - headerBytes;
    in = new SequenceInputStream(new ByteArrayInputStream(start, headerBytes, rest), stream);
  }

  private static PixelType pixelType(DataType dataType) {
    return switch (dataType) {
      case FLOAT -> PixelType.FLOAT32;
      case DOUBLE -> PixelType.FLOAT64;
      default -> PixelType.UINT8;
    };
  }

  ImageArray array() {
    return array;
  }

  int headerBytes() {
    return headerBytes;
  }

  @Override
  public byte[] next() throws IOException {
    byte[] image = readAtMost(in, array.imageBytes(), array.name());
    if (image.length < array.imageBytes()) {
      throw wrongLength((long) position * array.imageBytes() + image.length);
    }
    position++;
    return image;
  }

  @Override
  public void finish() throws IOException {
    if (readAtMost(in, 1, array.name()).length > 0) {
      throw new DataFormatException(
          array.name() + ": expected " + array.bytes() + " bytes of values, found more");
    }
  }

  DataFormatException wrongLength(long found) {
    return new DataFormatException(
        array.name() + ": expected " + array.bytes() + " bytes of values, found " + found);
  }

  private static byte[] readAtMost(InputStream in, int length, String name) throws IOException {
    try {
      return in.readNBytes(length);
    } catch (DataFormatException e) {
      throw e;
    } catch (ZipException | EOFException e) {
      throw new DataFormatException(name + ": damaged zip data: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }
}
