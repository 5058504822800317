package org.infogan.io;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.infogan.internal.Internal;

/** Unpacks gzip data, recognised by its first two bytes. */
@Internal
public final class Gunzip {

  private static final int BUFFER_BYTES = 1 << 16;

  private Gunzip() {}

  /**
   * Opens data that may be packed. Closing the stream returned frees its native memory and leaves
   * the stream given open.
   *
   * @param in the data, at its start
   * @return the unpacked data
   * @throws IOException if reading fails or the gzip header is damaged
   */
  public static InputStream open(InputStream in) throws IOException {
    InputStream buffered = new BufferedInputStream(new Unclosed(in), BUFFER_BYTES);
    buffered.mark(2);
    boolean packed = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return packed ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }

  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
