package org.infogan.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A fuzz target in this package, whose index reader is not open to others. */
public final class ArchiveIndexTarget {

  private ArchiveIndexTarget() {}

  /** Reads format.json; what is read must come back from what is then written. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      ArchiveIndex index = ArchiveIndex.parse(data, "fuzz");
      if (!ArchiveIndex.parse(index.toJson(), "fuzz").equals(index)) {
        throw new AssertionError("format.json: written and read, it is another");
      }
    } catch (IOException e) {
      // Refused, as it may be.
    }
  }

  /** An honest index. */
  public static byte[] seed() throws IOException {
    ArchiveWriter writer = new ArchiveWriter(Samples.documents(), Samples.tensors());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.writeTo(bytes, "model", "development", Map.of("networks", "own"));
    Path file = Files.createTempFile("seed", ".zip");
    try {
      Files.write(file, bytes.toByteArray());
      try (StoredZip zip = StoredZip.open(file)) {
        return zip.read(ArchiveIndex.FILE, 1 << 20);
      }
    } finally {
      Files.delete(file);
    }
  }
}
