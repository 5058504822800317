package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged and forged files: each ends with an IOException or with the content that was written. */
class HostileArchiveTest {

  private static final String WEIGHT = "tensors/generator/0.weight.npy";

  @TempDir Path folder;
  private Path file;

  /** The bytes of an honest archive. */
  private byte[] honest;

  /** The files inside it, in their order. */
  private Map<String, byte[]> parts;

  @BeforeEach
  void writeHonestArchive() throws IOException {
    file = folder.resolve("model.zip");
    TensorArchive.write(file, "model", Samples.documents(), Samples.tensors());
    honest = Files.readAllBytes(file);
    parts = new LinkedHashMap<>();
    try (StoredZip zip = StoredZip.open(file)) {
      for (String path : zip.lengths().keySet()) {
        parts.put(path, zip.read(path, 10_000));
      }
    }
  }

  @Test
  void theHelperForgesArchivesThatWouldBeAccepted() throws IOException {
    forge();
    assertThat(opensEqual()).isTrue();
  }

  @Test
  void aRandomByteInAnyPlaceIsNoticedOrHarmless() throws IOException {
    Random random = new Random(1606);
    int refused = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] damaged = honest.clone();
      damaged[random.nextInt(damaged.length)] += (byte) (1 + random.nextInt(255));
      Files.write(file, damaged);
      refused += opensEqual() ? 0 : 1;
    }
    assertThat(refused).isBetween(600, 999);
  }

  @Test
  void aFlippedBitInEveryPlaceOfTheDirectoryIsNoticedOrHarmless() throws IOException {
    Random random = new Random(3657);
    for (int position = directory(); position < honest.length; position++) {
      byte[] damaged = honest.clone();
      damaged[position] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      opensEqual();
    }
  }

  @Test
  void truncationIsNoticed() throws IOException {
    for (int length = 0; length < honest.length; length += length < directory() ? 23 : 1) {
      Files.write(file, Arrays.copyOf(honest, length));
      assertThat(opensEqual()).as("first %d bytes", length).isFalse();
    }
  }

  @Test
  void manyChangedBytesBringNothingButIoExceptions() throws IOException {
    Random random = new Random(1);
    int directory = directory();
    for (int round = 0; round < 300; round++) {
      byte[] damaged = honest.clone();
      for (int change = 0; change < 4; change++) {
        int position = directory + random.nextInt(damaged.length - directory);
        damaged[position] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      opensEqual();
    }
  }

  @Test
  void aLaterVersionIsCalledThat() throws IOException {
    replaceInIndex("\"version\" : 1", "\"version\" : 2");
    assertRefused(
        "this library reads format version 1, found version 2, written by library \"development\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\" : \"infogan\" | \"format\" : \"other\" | expected format \"infogan\", found \"other\"",
        "\"version\" : 1 | \"version\" : null | found version null",
        "\"version\" : 1 | \"version\" : 1.5 | found version 1.5",
        "\"version\" : 1 | \"version\" : 4294967297 | found version 4294967297",
        "\"kind\" : \"model\" | \"kind\" : 3 | expected a kind",
        "\"kind\" : \"model\" | \"kind\" : \"model\", \"kind\" : \"model\" | format.json is damaged",
        "[ 3, 4 ] | [ 4, 3 ] | expected the type and shape that format.json says",
        "[ 3, 4 ] | [ 3, 4, 1 ] | expected the type and shape that format.json says",
        "[ 3, 4 ] | [ 4000000000, 4000000000 ] | expected the type and shape",
        "[ 3, 4 ] | [ 3, -4 ] | expected a shape of positive extents, found [3,-4]",
        "[ 3, 4 ] | [ 3, 4.5 ] | expected a shape of positive extents",
        "[ 3, 4 ] | [ 3, 1e40 ] | expected a shape of positive extents",
        "[ 3, 4 ] | 12 | expected a shape of positive extents",
        "\"bytes\" : 176 | \"bytes\" : 177 | expected 177 bytes, found 176",
        "\"bytes\" : 176 | \"bytes\" : 9000000000000000000 | found 176",
        "\"bytes\" : 176 | \"bytes\" : -1 | expected bytes and sha256",
        "\"bytes\" : 16, | \"bytes\" : 99999999, | expected at most 16777216 bytes",
        "\"dtype\" : \"<f4\" | \"dtype\" : \"<f8\" | expected the type and shape",
        "\"dtype\" : \"<f4\" | \"dtype\" : \"<i8\" | expected dtype <f4 or <f8, found \"<i8\"",
        "tensors/scalar.npy | tensors/../x.npy | expected the name of a document or a tensor",
        "tensors/scalar.npy | /tensors/scal.npy | expected the name of a document or a tensor",
        "tensors/scalar.npy | tensors/skalar.npy | tensors/skalar.npy: expected 136 bytes, found no",
      })
  void aForgedIndexIsRefused(String old, String replacement, String message) throws IOException {
    replaceInIndex(old, replacement);
    assertRefused(message);
  }

  @Test
  void missingAndSurplusFilesAreNamed() throws IOException {
    byte[] weight = parts.remove(WEIGHT);
    forge();
    assertRefused(WEIGHT + ": expected 176 bytes, found no such file");

    parts.put(WEIGHT, weight);
    parts.put("tensors/more.npy", weight);
    forge();
    assertRefused("expected only what format.json lists, found [tensors/more.npy]");

    parts.remove("tensors/more.npy");
    parts.put("../../outside.json", new byte[3]);
    forge();
    assertRefused("found [../../outside.json]");

    parts.remove("../../outside.json");
    parts.remove("format.json");
    forge();
    assertRefused("expected a file format.json inside, found none");
  }

  @Test
  void swappedTensorsAreRefused() throws IOException {
    byte[] weight = parts.get(WEIGHT).clone();
    weight[weight.length - 1] ^= 1;
    parts.put(WEIGHT, weight);
    forge();
    assertRefused("damaged: expected SHA-256 ");
  }

  @Test
  void aChangedIndexWithoutItsSumIsRefused() throws IOException {
    String json = text("format.json").replace("development", "DEVELOPMENT");
    parts.put("format.json", json.getBytes(StandardCharsets.UTF_8));
    forge();
    assertRefused("format.json has not the sum in format.sha256");
  }

  @Test
  void theSameNameTwiceIsRefused() throws IOException {
    parts.put("config.jsoX", parts.get("config.json"));
    forge();
    byte[] zip = Files.readAllBytes(file);
    byte[] name = "config.jsoX".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + name.length <= zip.length; i++) {
      if (Arrays.equals(zip, i, i + name.length, name, 0, name.length)) {
        zip[i + name.length - 1] = 'n';
      }
    }
    Files.write(file, zip);
    assertRefused("config.json: expected one file of this name, found several");
  }

  @Test
  void compressedFilesAreRefused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(WEIGHT));
      zip.write(new byte[10_000_000]);
    }
    assertThat(file).satisfies(path -> assertThat(Files.size(path)).isLessThan(20_000));
    assertRefused("expected a stored file, found a compressed one");
  }

  @Test
  void aLengthBeyondTheFileIsRefused() throws IOException {
    // Length and stored length of the first file in the directory, at offsets 20 and 24.
    int entry = directory();
    byte[] forged = honest.clone();
    for (int field : new int[] {entry + 20, entry + 24}) {
      Arrays.fill(forged, field, field + 3, (byte) 0xff);
      forged[field + 3] = 0x7f;
    }
    Files.write(file, forged);
    assertRefused("format.json: expected at most " + honest.length + " bytes, found 2147483647");
  }

  @Test
  void aFileChangedWhileOpenIsNoticed() throws IOException {
    try (TensorArchive archive = TensorArchive.open(file)) {
      byte[] changed = honest.clone();
      int data = lastIndexOf(changed, new byte[] {(byte) 0x93, 'N', 'U', 'M'}, "") + 128;
      changed[data] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(() -> Samples.assertHoldsSamples(archive))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("damaged: expected SHA-256 ");
    }
  }

  /** Where the list of files begins, which steers how the rest is read. */
  private int directory() {
    return lastIndexOf(honest, new byte[] {'P', 'K', 1, 2}, ArchiveIndex.FILE);
  }

  /** False if the file was refused; fails if it opens with other content. */
  private boolean opensEqual() throws IOException {
    TensorArchive archive;
    try {
      archive = TensorArchive.open(file);
    } catch (IOException refused) {
      assertThat(refused).hasMessageContaining("model.zip");
      return false;
    }
    try (archive) {
      Samples.assertHoldsSamples(archive);
    }
    return true;
  }

  private void assertRefused(String message) {
    ThrowingCallable open = () -> TensorArchive.open(file).close();
    assertThatThrownBy(open)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  private String text(String path) {
    return new String(parts.get(path), StandardCharsets.UTF_8);
  }

  private void replaceInIndex(String old, String replacement) throws IOException {
    String json = text("format.json");
    assertThat(json).contains(old);
    byte[] forged = json.replace(old, replacement).getBytes(StandardCharsets.UTF_8);
    parts.put("format.json", forged);
    parts.put("format.sha256", ArchiveWriter.sumLine(forged).getBytes(StandardCharsets.US_ASCII));
    forge();
  }

  /** Writes the parts as a zip that is right in itself. */
  private void forge() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(part.getValue());
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(part.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      bytes.writeTo(out);
    }
  }

  /** Where a signature stands last; for a directory entry, the one that names the given file. */
  private static int lastIndexOf(byte[] bytes, byte[] signature, String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    int found = -1;
    for (int i = 0; i + 46 + ascii.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + signature.length, signature, 0, signature.length)
          && (ascii.length == 0
              || Arrays.equals(bytes, i + 46, i + 46 + ascii.length, ascii, 0, ascii.length))) {
        found = i;
      }
    }
    assertThat(found).isNotNegative();
    return found;
  }
}
