package org.infogan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.infogan.io.TensorArchive;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a model consists of, read from the file that it saves: equal contents make equal bytes. */
public final class Saved {

  private Saved() {}

  /** The whole file but for {@link #contents what depends on the time}. */
  public static byte[] bytes(InfoGan model) {
    try {
      Path file = Files.createTempFile("model", ".zip");
      try {
        model.save(file);
        return contents(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Every entry of a model's file, without the time at which the model was made and without the
   * index, in which the sum of the provenance depends on that time.
   */
  static byte[] contents(Path file) throws IOException {
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.getName().startsWith("format.")) {
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          String provenance = new String(bytes, UTF_8);
          contents.writeBytes(entry.getName().getBytes(UTF_8));
          contents.writeBytes(
              entry.getName().equals("provenance.json")
                  ? provenance.replaceFirst("\"time\" : \"[^\"]*\"", "").getBytes(UTF_8)
                  : bytes);
        }
      }
    }
    return contents.toByteArray();
  }

  /** One tensor. */
  static INDArray tensor(InfoGan model, String name) {
    try {
      Path file = Files.createTempFile("model", ".zip");
      model.save(file);
      try (TensorArchive archive = TensorArchive.open(file)) {
        INDArray array = Nd4j.create(DataType.FLOAT, archive.shapes().get(name));
        archive.readInto(name, array);
        return array;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each tensor's values as text, by name: whatever the configuration says. */
  static Map<String, String> tensors(InfoGan model) {
    try {
      Path file = Files.createTempFile("model", ".zip");
      try {
        model.save(file);
        return read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> tensors = new TreeMap<>();
    try (TensorArchive archive = TensorArchive.open(file)) {
      for (Map.Entry<String, long[]> entry : archive.shapes().entrySet()) {
        try (INDArray array = Nd4j.create(DataType.FLOAT, entry.getValue())) {
          archive.readInto(entry.getKey(), array);
          tensors.put(entry.getKey(), Arrays.toString(array.data().asFloat()));
        }
      }
    }
    return tensors;
  }
}
