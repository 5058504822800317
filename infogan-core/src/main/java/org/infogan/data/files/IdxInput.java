package org.infogan.data.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;
import org.infogan.data.DataFormatException;
import org.infogan.io.Gunzip;

/** The unpacked bytes of one file; every failure names the file. */
final class IdxInput implements Closeable {

  /** Reads from the file. */
  private interface Read<T> {
    T run() throws IOException;
  }

  private final String name;
  private final InputStream in;

  /** Unpacked bytes read so far, for messages. */
  private long position;

  IdxInput(InputStream packed, String name) throws IOException {
    this.name = name;
    this.in = named(() -> Gunzip.open(packed));
  }

  /** Reads one big-endian integer of the header. */
  int readHeaderInt() throws IOException {
    byte[] bytes = readAtMost(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw damaged("expected an IDX header, found the end of the file after byte " + position);
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** Reads {@code length} bytes, fewer at the end of the file; allocates no more than it finds. */
  byte[] readAtMost(int length) throws IOException {
    byte[] bytes = named(() -> in.readNBytes(length));
    position += bytes.length;
    return bytes;
  }

  /** Reads up to the end, which is where a gzip checksum is compared. */
  void expectEnd() throws IOException {
    if (named(in::read) >= 0) {
      throw damaged("expected the end of the file after " + position + " bytes, found more");
    }
  }

  DataFormatException damaged(String problem) {
    return new DataFormatException(name + ": " + problem);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private <T> T named(Read<T> read) throws IOException {
    try {
      return read.run();
    } catch (ZipException | EOFException e) {
      // Plain data ends without an exception, so these two speak of the gzip stream.
      throw new DataFormatException(name + ": damaged gzip data: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }
}
