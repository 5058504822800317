package org.infogan.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip whose files are stored as they are, each under its own name and all together no longer than
 * the zip: what is read from it can never be more than what is on the disk.
 */
final class StoredZip implements Closeable {

  private final String name;
  private final ZipFile zip;
  private final SortedMap<String, Long> lengths;

  private StoredZip(String name, ZipFile zip, SortedMap<String, Long> lengths) {
    this.name = name;
    this.zip = zip;
    this.lengths = Collections.unmodifiableSortedMap(lengths);
  }

  static StoredZip open(Path file) throws IOException {
    String name = file.toString();
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      if (Files.exists(file) && !Files.isReadable(file)) {
        throw new AccessDeniedException(name);
      }
      throw new IOException(
          name + ": expected a zip file, found another or a damaged one: " + e, e);
    }
    try {
      return new StoredZip(name, zip, lengths(zip, name, Files.size(file)));
    } catch (IOException | RuntimeException | Error e) {
      zip.close();
      throw e;
    }
  }

  private static SortedMap<String, Long> lengths(ZipFile zip, String name, long zipBytes)
      throws IOException {
    SortedMap<String, Long> lengths = new TreeMap<>();
    long left = zipBytes;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String where = name + ", " + entry.getName();
      long bytes = entry.getSize();
      if (entry.getMethod() != ZipEntry.STORED || bytes != entry.getCompressedSize()) {
        throw new IOException(where + ": expected a stored file, found a compressed one");
      }
      if (bytes < 0 || bytes > left) {
        throw new IOException(where + ": expected at most " + left + " bytes, found " + bytes);
      }
      left -= bytes;
      if (lengths.put(entry.getName(), bytes) != null) {
        throw new IOException(where + ": expected one file of this name, found several");
      }
    }
    return lengths;
  }

  /** The length of each file, by its path in the zip. */
  SortedMap<String, Long> lengths() {
    return lengths;
  }

  InputStream stream(String path) throws IOException {
    return zip.getInputStream(zip.getEntry(path));
  }

  byte[] read(String path, int maxBytes) throws IOException {
    Long bytes = lengths.get(path);
    if (bytes == null) {
      throw new IOException(name + ": expected a file " + path + " inside, found none");
    }
    if (bytes > maxBytes) {
      throw new IOException(
          name + ", " + path + ": expected at most " + maxBytes + " bytes, found " + bytes);
    }
    try (InputStream in = stream(path)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
