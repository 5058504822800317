package org.infogan.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays out the zip of a {@link TensorArchive}: format.json, its sum, then the documents and tensors
 * in the order of their paths. Every content is produced twice, once for its length and sums, which
 * stand before it in the file, and once for its bytes.
 */
final class ArchiveWriter {

  /** The sum of format.json, in the form that sha256sum reads. */
  static final String SUM_FILE = "format.sha256";

  /**
   * A fixed time, so that equal contents make equal files. Not the first day that a zip can hold:
   * for that one the JDK adds a field that depends on the time zone.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** What goes into one file of the archive. */
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Length and sums of a content, and how to write it again. */
  private record Part(long bytes, long crc, String sha256, Content content) {}

  private final SortedMap<String, Part> parts = new TreeMap<>();
  private final SortedMap<String, ArchiveEntry> entries = new TreeMap<>();

  ArchiveWriter(Map<String, byte[]> documents, Map<String, INDArray> tensors) throws IOException {
    for (Map.Entry<String, byte[]> document : documents.entrySet()) {
      addDocument(document.getKey(), document.getValue());
    }
    for (Map.Entry<String, INDArray> tensor : tensors.entrySet()) {
      addTensor(tensor.getKey(), tensor.getValue());
    }
  }

  private void addDocument(String name, byte[] bytes) throws IOException {
    if (!ArchiveEntry.isDocumentName(name)) {
      throw new IllegalArgumentException(
          "archive: expected a document name such as config.json, found \"" + name + "\"");
    }
    if (bytes.length > TensorArchive.MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "archive: document "
              + name
              + ": expected at most "
              + TensorArchive.MAX_DOCUMENT_BYTES
              + " bytes, found "
              + bytes.length);
    }
    Part part = measure(out -> out.write(bytes));
    parts.put(name, part);
    entries.put(name, new ArchiveEntry(part.bytes(), part.sha256(), null, null));
  }

  private void addTensor(String name, INDArray tensor) throws IOException {
    if (!ArchiveEntry.isTensorName(name)) {
      throw new IllegalArgumentException(
          "archive: expected a tensor name such as generator/0.weight, found \"" + name + "\"");
    }
    DataType dataType = tensor.dataType();
    if (tensor.isEmpty() || (dataType != DataType.FLOAT && dataType != DataType.DOUBLE)) {
      throw new IllegalArgumentException(
          "archive: tensor "
              + name
              + ": expected at least one value of type FLOAT or DOUBLE, found "
              + (tensor.isEmpty() ? "none" : dataType));
    }
    List<Long> shape = LongStream.of(tensor.shape()).boxed().toList();
    Part part = measure(out -> Npy.write(out, tensor));
    String path = ArchiveEntry.tensorPath(name);
    parts.put(path, part);
    entries.put(path, new ArchiveEntry(part.bytes(), part.sha256(), dataType, shape));
  }

  void writeTo(OutputStream out, String kind, String library, Map<String, String> attributes)
      throws IOException {
    byte[] index = new ArchiveIndex(kind, library, new TreeMap<>(attributes), entries).toJson();
    Part indexPart = measure(stream -> stream.write(index));
    byte[] sum = sumLine(index).getBytes(StandardCharsets.US_ASCII);
    ZipOutputStream zip = new ZipOutputStream(out);
    put(zip, ArchiveIndex.FILE, indexPart);
    put(zip, SUM_FILE, measure(stream -> stream.write(sum)));
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      put(zip, part.getKey(), part.getValue());
    }
    zip.finish();
  }

  static String sumLine(byte[] index) {
    return HexFormat.of().formatHex(Sha256.of(index)) + "  " + ArchiveIndex.FILE + "\n";
  }

  /** Stored, not deflated: weights hardly shrink, and nothing that is stored can be a zip bomb. */
  private static void put(ZipOutputStream zip, String path, Part part) throws IOException {
    ZipEntry entry = new ZipEntry(path);
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(part.bytes());
    entry.setCrc(part.crc());
    zip.putNextEntry(entry);
    part.content().writeTo(zip);
    zip.closeEntry();
  }

  private static Part measure(Content content) throws IOException {
    CRC32 crc = new CRC32();
    MessageDigest digest = Sha256.digest();
    CountingStream counter = new CountingStream();
    content.writeTo(new CheckedOutputStream(new DigestOutputStream(counter, digest), crc));
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new Part(counter.bytes, crc.getValue(), sha256, content);
  }

  /** Takes bytes and keeps their number. */
  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
