package org.infogan.io;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Named tensors and JSON documents in one file: what a model or a checkpoint is on disk.
 *
 * <p>The file is a zip without compression:
 *
 * <ul>
 *   <li>{@code format.json}: format, version, kind, the library's version, attributes such as
 *       {@code "networks": "own"}, and for every other file its length, its SHA-256 and, for a
 *       tensor, its type and shape
 *   <li>{@code format.sha256}: the SHA-256 of format.json
 *   <li>{@code config.json} and the like: the documents
 *   <li>{@code tensors/generator/0.weight.npy} and the like: one tensor each, as {@link Npy} writes
 *       it, so that {@code numpy.load} opens the whole archive too
 * </ul>
 *
 * <p>Equal contents make equal bytes. Life cycle: {@link #open} checks the version, the names, the
 * lengths against the size of the file and every sum, and allocates nothing large; then {@link
 * #shapes} can be compared with what is expected, and {@link #readInto} fills arrays that the
 * caller owns; {@link #close} ends it. Whatever the bytes of a file, reading it ends with its exact
 * content or with an IOException.
 */
public final class TensorArchive implements Closeable {

  /** The version of the format that this library writes and reads. */
  public static final int VERSION = 1;

  /** The most bytes that one document, and format.json, may have. */
  static final int MAX_DOCUMENT_BYTES = 1 << 24;

  private final String file;
  private final StoredZip zip;
  private final ArchiveIndex index;

  private TensorArchive(String file, StoredZip zip, ArchiveIndex index) {
    this.file = file;
    this.zip = zip;
    this.index = index;
  }

  /**
   * Writes an archive, which replaces an earlier file as a whole or not at all. The tensors must
   * not change meanwhile.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @param kind the kind of content, in lower-case letters: "model", "checkpoint"
   * @param documents the documents by name, such as {@code config.json}; at most 16 MiB each. Not
   *     modified.
   * @param tensors FLOAT or DOUBLE, by name: letters, digits, '.', '_', '-', and '/' between parts
   *     that do not begin with '.', at most 200 in all. Not modified.
   * @throws IOException if the file cannot be written; the message names it and the reason
   * @throws IllegalArgumentException if the kind, a name, a type or a length is not as above
   */
  public static void write(
      Path file, String kind, Map<String, byte[]> documents, Map<String, INDArray> tensors)
      throws IOException {
    write(file, kind, Map.of(), documents, tensors);
  }

  /**
   * Writes an archive with attributes, which replaces an earlier file as a whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @param kind what the archive holds, as for {@link #write(Path, String, Map, Map)}
   * @param attributes values by name, both in lower-case letters: "networks", "own". Not modified.
   * @param documents as for {@link #write(Path, String, Map, Map)}. Not modified.
   * @param tensors as for {@link #write(Path, String, Map, Map)}. Not modified.
   * @throws IOException if the file cannot be written; the message names it and the reason
   * @throws IllegalArgumentException if the kind, a name, an attribute, a type or a length is not
   *     as above
   */
  public static void write(
      Path file,
      String kind,
      Map<String, String> attributes,
      Map<String, byte[]> documents,
      Map<String, INDArray> tensors)
      throws IOException {
    if (!ArchiveIndex.isKind(kind)) {
      throw new IllegalArgumentException(
          "archive: expected a kind such as model, found \"" + kind + "\"");
    }
    attributes.forEach(
        (name, value) -> {
          if (!ArchiveIndex.isAttribute(name, value)) {
            throw new IllegalArgumentException(
                "archive: expected an attribute such as networks: own, found "
                    + name
                    + ": "
                    + value);
          }
        });
    ArchiveWriter writer = new ArchiveWriter(documents, tensors);
    AtomicFile.write(file, out -> writer.writeTo(out, kind, libraryVersion(), attributes));
  }

  /**
   * Opens an archive and checks all of it.
   *
   * @param file an archive that {@link #write} made
   * @return the archive, to be closed by the caller
   * @throws IOException if the file cannot be read, is damaged, is no archive or is one of another
   *     version; the message names the file, what was expected and what was found
   */
  public static TensorArchive open(Path file) throws IOException {
    String name = file.toString();
    StoredZip zip = StoredZip.open(file);
    try {
      TensorArchive archive = new TensorArchive(name, zip, readIndex(zip, name));
      archive.index.requireFiles(zip.lengths(), name);
      for (String path : archive.index.entries().keySet()) {
        archive.verify(path);
      }
      return archive;
    } catch (ZipException | EOFException e) {
      // The JDK looks at a file's own header only when it is read.
      zip.close();
      throw new IOException(name + ": damaged: " + e, e);
    } catch (IOException | RuntimeException | Error e) {
      zip.close();
      throw e;
    }
  }

  /**
   * What the archive holds.
   *
   * @return the kind given to {@link #write}
   */
  public String kind() {
    return index.kind();
  }

  /**
   * The version of the library that wrote the archive.
   *
   * @return a version such as 1.0.0, or "development" if it was not a packaged one
   */
  public String library() {
    return index.library();
  }

  /**
   * What the archive says of its content besides its kind.
   *
   * @return values by name, in alphabetical order
   */
  public SortedMap<String, String> attributes() {
    return index.attributes();
  }

  /**
   * The names of the documents.
   *
   * @return the names in alphabetical order
   */
  public Set<String> documents() {
    Set<String> names = new TreeSet<>();
    index
        .entries()
        .forEach(
            (path, entry) -> {
              if (!entry.isTensor()) {
                names.add(path);
              }
            });
    return names;
  }

  /**
   * One document.
   *
   * @param name the name of the document, such as {@code config.json}
   * @return its bytes, a new array
   * @throws IOException if the archive has none of that name or has changed since it was opened
   */
  public byte[] document(String name) throws IOException {
    ArchiveEntry entry = index.entries().get(name);
    if (entry == null || entry.isTensor()) {
      throw new IOException(file + ": expected a document " + name + ", found " + documents());
    }
    try (DigestInputStream in = stream(name)) {
      byte[] bytes = in.readNBytes((int) entry.bytes());
      requireSum(in, name);
      return bytes;
    }
  }

  /**
   * The shape of every tensor, by name.
   *
   * @return the shapes in alphabetical order of the names, new arrays
   */
  public SortedMap<String, long[]> shapes() {
    SortedMap<String, long[]> shapes = new TreeMap<>();
    index
        .entries()
        .forEach(
            (path, entry) -> {
              if (entry.isTensor()) {
                shapes.put(ArchiveEntry.tensorName(path), entry.extents());
              }
            });
    return shapes;
  }

  /**
   * The type of one tensor's values.
   *
   * @param name the name of the tensor
   * @return FLOAT or DOUBLE
   * @throws IOException if the archive has no tensor of that name
   */
  public DataType dataType(String name) throws IOException {
    return tensor(name).dataType();
  }

  /**
   * Copies one tensor into an array.
   *
   * @param name the name of the tensor
   * @param destination an array of the tensor's shape and type, any order and strides. Modified, in
   *     part if the file turns out to have changed since it was opened.
   * @throws IOException if the archive has no tensor of that name, the shape or type differ, or the
   *     file has changed
   */
  public void readInto(String name, INDArray destination) throws IOException {
    ArchiveEntry entry = tensor(name);
    if (entry.dataType() != destination.dataType()
        || !Arrays.equals(entry.extents(), destination.shape())) {
      throw new IOException(
          file
              + ": tensor "
              + name
              + ": expected "
              + destination.dataType()
              + " "
              + Arrays.toString(destination.shape())
              + ", found "
              + entry.dataType()
              + " "
              + entry.shape());
    }
    String path = ArchiveEntry.tensorPath(name);
    try (DigestInputStream in = stream(path)) {
      readHeader(in, path);
      TensorBytes.read(in, file + ", " + path, destination);
      requireSum(in, path);
    }
  }

  /** Closes the file. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  private ArchiveEntry tensor(String name) throws IOException {
    ArchiveEntry entry = index.entries().get(ArchiveEntry.tensorPath(name));
    if (entry == null) {
      throw new IOException(file + ": expected a tensor " + name + ", found none of that name");
    }
    return entry;
  }

  private void verify(String path) throws IOException {
    try (DigestInputStream in = stream(path)) {
      if (index.entries().get(path).isTensor()) {
        readHeader(in, path);
      }
      in.transferTo(OutputStream.nullOutputStream());
      requireSum(in, path);
    }
  }

  private void readHeader(InputStream in, String path) throws IOException {
    NpyHeader header = NpyHeader.read(in, file + ", " + path);
    ArchiveEntry entry = index.entries().get(path);
    if (header.dataType() != entry.dataType()
        || header.fortranOrder()
        || !Arrays.equals(header.shape(), entry.extents())
        || header.dataBytes() != entry.bytes() - header.headerBytes()) {
      throw new IOException(
          file + ", " + path + ": expected the type and shape that format.json says, found others");
    }
  }

  private DigestInputStream stream(String path) throws IOException {
    return new DigestInputStream(zip.stream(path), Sha256.digest());
  }

  /** The stream must have been read to its end. */
  private void requireSum(DigestInputStream in, String path) throws IOException {
    String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
    String expected = index.entries().get(path).sha256();
    if (!found.equals(expected)) {
      throw new IOException(
          file + ", " + path + ": damaged: expected SHA-256 " + expected + ", found " + found);
    }
  }

  private static ArchiveIndex readIndex(StoredZip zip, String name) throws IOException {
    byte[] json = zip.read(ArchiveIndex.FILE, MAX_DOCUMENT_BYTES);
    ArchiveIndex index = ArchiveIndex.parse(json, name);
    String sum =
        new String(
            zip.read(ArchiveWriter.SUM_FILE, MAX_DOCUMENT_BYTES), StandardCharsets.ISO_8859_1);
    if (!sum.equals(ArchiveWriter.sumLine(json))) {
      throw new IOException(name + ": damaged: format.json has not the sum in format.sha256");
    }
    return index;
  }

  private static String libraryVersion() {
    String version = TensorArchive.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
