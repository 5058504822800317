package org.infogan.data.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.infogan.data.DataFormatException;

/** Opens one array of a .npz file, which is a zip of .npy files, packed or not. */
final class NpzEntry {

  private static final String SUFFIX = ".npy";

  private NpzEntry() {}

  /** What to do with the images. */
  interface Use<T> {
    T of(NpyStream images) throws IOException;
  }

  /**
   * Opens an array. Its checksum is compared at its end.
   *
   * @param name the name of the array
   * @param use reads the images
   * @throws DataFormatException if there is no such array, or it is damaged
   */
  static <T> T read(Path file, String name, Use<T> use) throws IOException {
    String where = file + ": " + name;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name + SUFFIX);
      if (entry == null) {
        throw new DataFormatException(
            file + ": expected an array " + name + ", found " + arrays(zip));
      }
      try (InputStream unpacked = zip.getInputStream(entry)) {
        return use.of(new NpyStream(new Checked(unpacked, entry.getCrc(), where), where));
      }
    } catch (ZipException | EOFException e) {
      throw new DataFormatException(file + ": damaged .npz file: " + e, e);
    }
  }

  private static String arrays(ZipFile zip) {
    String names =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(entry -> entry.endsWith(SUFFIX))
            .map(entry -> entry.substring(0, entry.length() - SUFFIX.length()))
            .limit(20)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** Compares the checksum where the data ends, which Java leaves to its users. */
  private static final class Checked extends CheckedInputStream {

    private final long expected;
    private final String name;

    Checked(InputStream in, long expected, String name) {
      super(in, new CRC32());
      this.expected = expected;
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      return atEnd(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return atEnd(super.read(bytes, offset, length));
    }

    private int atEnd(int read) throws DataFormatException {
      long found = getChecksum().getValue();
      if (read < 0 && found != expected) {
        throw new DataFormatException(
            String.format("%s: expected CRC-32 %08x, found %08x", name, expected, found));
      }
      return read;
    }
  }
}
