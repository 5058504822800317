package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class TensorArchiveTest {

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    Path file = folder.resolve("ordner ü/model 1.zip");
    TensorArchive.write(file, "model", Samples.documents(), Samples.tensors());
    try (TensorArchive archive = TensorArchive.open(file)) {
      assertThat(archive.kind()).isEqualTo("model");
      assertThat(archive.library()).isEqualTo("development");
      Samples.assertHoldsSamples(archive);
    }
  }

  @Test
  void readsTheCommittedFileOfVersion1() throws IOException {
    Path file = folder.resolve("archive-v1.zip");
    try (InputStream in = TensorArchiveTest.class.getResourceAsStream("/io/archive-v1.zip")) {
      Files.copy(in, file);
    }
    Path today = folder.resolve("today.zip");
    TensorArchive.write(today, "model", Samples.documents(), Samples.tensors());
    try (TensorArchive archive = TensorArchive.open(file);
        StoredZip then = StoredZip.open(file);
        StoredZip now = StoredZip.open(today)) {
      Samples.assertHoldsSamples(archive);
      assertThat(text(now.read("format.json", 10_000)))
          .isEqualTo(text(then.read("format.json", 10_000)));
      assertThat(now.lengths()).isEqualTo(then.lengths());
    }
  }

  @Test
  void equalContentsMakeEqualBytes() throws IOException {
    Path first = folder.resolve("first.zip");
    TensorArchive.write(first, "model", Samples.documents(), Samples.tensors());
    Map<String, INDArray> reversed = new LinkedHashMap<>();
    Samples.tensors().entrySet().stream()
        .sorted(Map.Entry.<String, INDArray>comparingByKey().reversed())
        .forEach(entry -> reversed.put(entry.getKey(), entry.getValue().dup('f')));
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    Path second = folder.resolve("second.zip");
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TensorArchive.write(second, "model", Samples.documents(), reversed);
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void fillsViews() throws IOException {
    Path file = folder.resolve("model.zip");
    INDArray weight = Samples.tensors().get("generator/0.weight");
    TensorArchive.write(file, "model", Map.of(), Map.of("w", weight));
    INDArray flat = Nd4j.zeros(DataType.FLOAT, 100);
    INDArray view = flat.get(NDArrayIndex.interval(10, 22)).reshape(3, 4);
    try (TensorArchive archive = TensorArchive.open(file)) {
      archive.readInto("w", view);
    }
    assertThat(flat.get(NDArrayIndex.interval(10, 22)).reshape(3, 4).dup()).isEqualTo(weight);
    assertThat(flat.sumNumber().floatValue()).isEqualTo(weight.sumNumber().floatValue());
  }

  @Test
  void saysWhatWasExpectedAndWhatWasFound() throws IOException {
    Path file = folder.resolve("model.zip");
    TensorArchive.write(file, "model", Samples.documents(), Samples.tensors());
    try (TensorArchive archive = TensorArchive.open(file)) {
      assertThatThrownBy(() -> archive.readInto("generator/0.weight", Nd4j.zeros(4, 3)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              file + ": tensor generator/0.weight: expected FLOAT [4, 3], found FLOAT [3, 4]");
      assertThatThrownBy(
              () -> archive.readInto("generator/0.weight", Nd4j.zeros(DataType.DOUBLE, 3, 4)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected DOUBLE [3, 4], found FLOAT [3, 4]");
      assertThatThrownBy(() -> archive.readInto("absent", Nd4j.zeros(4, 3)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected a tensor absent");
      assertThatThrownBy(() -> archive.document("absent.json"))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("expected a document absent.json, found [config.json, run.json]");
      assertThatThrownBy(() -> archive.document("tensors/scalar.npy"))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> TensorArchive.open(folder.resolve("absent.zip")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("absent.zip");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/etc/x", "../x", "a/../x", "a/./x", "a//x", "a/", ".x", "a b", "ü", "a\\b", "a:b"
      })
  void refusesToWriteOtherNames(String name) {
    Path file = folder.resolve("model.zip");
    assertThatThrownBy(
            () -> TensorArchive.write(file, "model", Map.of(), Map.of(name, Nd4j.ones(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"" + name + "\"");
    assertThatThrownBy(
            () -> TensorArchive.write(file, "model", Map.of(name + ".json", new byte[1]), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesToWriteWhatItCouldNotRead() {
    Path file = folder.resolve("model.zip");
    Map<String, INDArray> none = Map.of();
    assertThatThrownBy(
            () -> TensorArchive.write(file, "model", Map.of("format.json", new byte[1]), none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                TensorArchive.write(
                    file,
                    "model",
                    Map.of("big.json", new byte[TensorArchive.MAX_DOCUMENT_BYTES + 1]),
                    none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 16777216 bytes, found 16777217");
    assertThatThrownBy(() -> TensorArchive.write(file, "My model", Map.of(), none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("My model");
    assertThatThrownBy(
            () ->
                TensorArchive.write(
                    file, "model", Map.of(), Map.of("x", Nd4j.ones(DataType.INT64, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor x: expected at least one value of type FLOAT or DOUBLE");
    assertThat(file).doesNotExist();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
