package org.infogan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.infogan.data.ImageDataset;
import org.infogan.io.TensorArchive;
import org.infogan.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a model says of where it comes from. */
class ProvenanceTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private Path folder;

  @Test
  void aModelSaysHowItWasTrained() {
    Instant before = Instant.now().minusSeconds(1);
    try (InfoGanTrainer trainer =
            new InfoGanTrainer(Tiny.builder().seed(77).build()).withDataName("quadrants");
        InfoGan model = trainer.fit(IMAGES)) {
      Provenance provenance = model.provenance().orElseThrow();
      assertThat(provenance.steps()).isEqualTo(3);
      assertThat(provenance.seed()).isEqualTo(77);
      assertThat(provenance.data()).contains("quadrants");
      assertThat(provenance.images()).isEqualTo(20);
      assertThat(provenance.library()).isEqualTo("development");
      assertThat(provenance.recalibratedOn()).isZero();
      assertThat(provenance.time()).isBetween(before, Instant.now());
      assertThat(provenance.time()).isEqualTo(provenance.time().truncatedTo(SECONDS));
    }
  }

  @Test
  void aSnapshotSaysHowManyStepsItHasHad() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      try (InfoGan untrained = trainer.snapshot()) {
        Provenance provenance = untrained.provenance().orElseThrow();
        assertThat(provenance.steps()).isZero();
        assertThat(provenance.images()).isZero();
        assertThat(provenance.data()).isEmpty();
      }
      trainer.step(IMAGES);
      trainer.step(IMAGES);
      try (InfoGan snapshot = trainer.snapshot()) {
        assertThat(snapshot.provenance().orElseThrow().steps()).isEqualTo(2);
        assertThat(snapshot.provenance().orElseThrow().images()).isEqualTo(20);
      }
    }
  }

  @Test
  void aResumedRunSaysTheSame() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.step(IMAGES);
      trainer.saveCheckpoint(checkpoint);
    }
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoint).withDataName("again");
        InfoGan before = resumed.snapshot();
        InfoGan model = resumed.fit(IMAGES)) {
      assertThat(before.provenance().orElseThrow().images()).isEqualTo(20);
      assertThat(model.provenance().orElseThrow().steps()).isEqualTo(3);
      assertThat(model.provenance().orElseThrow().data()).contains("again");
    }
  }

  @Test
  void statisticsOfOtherImagesAreTold() throws IOException {
    Path file = folder.resolve("model.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES);
        InfoGan other = model.calibratedOn(Tiny.quadrants(30, 2))) {
      other.save(file);
      assertThat(model.provenance().orElseThrow().recalibratedOn()).isZero();
      try (InfoGan loaded = InfoGan.load(file)) {
        assertThat(loaded.provenance())
            .contains(model.provenance().orElseThrow().withRecalibratedOn(30));
      }
    }
  }

  /** The same run at other times: nothing differs but the time, and the index with its sum. */
  @Test
  void onlyTheTimeIsNoPartOfAReproducibleModel() throws IOException {
    Map<String, byte[]> first = documentsOfARun("first.zip");
    Map<String, byte[]> second = documentsOfARun("second.zip");
    assertThat(first.keySet()).containsExactlyInAnyOrder("config.json", "provenance.json");
    assertThat(second.keySet()).isEqualTo(first.keySet());
    assertThat(second.get("config.json")).isEqualTo(first.get("config.json"));
    JsonNode one = new ObjectMapper().readTree(first.get("provenance.json"));
    JsonNode other = new ObjectMapper().readTree(second.get("provenance.json"));
    one.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("time")) {
                assertThat(other.get(field.getKey())).isEqualTo(field.getValue());
              }
            });
  }

  private Map<String, byte[]> documentsOfARun(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      model.save(file);
    }
    Map<String, byte[]> documents = new HashMap<>();
    try (TensorArchive archive = TensorArchive.open(file)) {
      for (String document : archive.documents()) {
        documents.put(document, archive.document(document));
      }
    }
    return documents;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"steps\" : 3' | '\"steps\" : -1' | steps: expected a whole number in its range, found -1",
        "'\"steps\" : 3' | '\"steps\" : 3.5' | steps: expected a whole number in its range",
        "'\"images\"' | '\"pictures\"' | images: expected a whole number in its range, found none",
        "'\"library\" : \"' | '\"library\" : 1, \"x\" : \"' | library: expected a text, found 1",
        "'\"time\" : \"2' | '\"time\" : \"yesterday 2' | time: expected a time such as",
        "'{' | '[' | expected JSON"
      })
  void provenanceOfAnotherFormIsRefused(String from, String to, String message) throws IOException {
    Path file = folder.resolve("model.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      model.save(file);
      String json = model.provenance().orElseThrow().toJson();
      assertThat(json).contains(from);
      Path changed = folder.resolve("changed.zip");
      rewrite(file, changed, json.replace(from, to));
      assertThatThrownBy(() -> InfoGan.load(changed).close())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(changed + ", provenance.json: ")
          .hasMessageContaining(message);
    }
  }

  private static void rewrite(Path from, Path to, String provenance) throws IOException {
    Map<String, INDArray> tensors = new HashMap<>();
    try (TensorArchive archive = TensorArchive.open(from)) {
      for (Map.Entry<String, long[]> entry : archive.shapes().entrySet()) {
        INDArray tensor = Nd4j.create(DataType.FLOAT, entry.getValue());
        archive.readInto(entry.getKey(), tensor);
        tensors.put(entry.getKey(), tensor);
      }
      Map<String, byte[]> documents =
          Map.of(
              "config.json",
              archive.document("config.json"),
              "provenance.json",
              provenance.getBytes(UTF_8));
      TensorArchive.write(to, "model", documents, tensors);
    }
  }

  @Test
  void jsonNamesEveryPart() throws IOException {
    Provenance provenance =
        new Provenance(
            "1.2.3",
            2000,
            -7,
            Optional.of("MNIST \"digits\""),
            60_000,
            Instant.parse("2026-11-26T09:18:43Z"),
            500);
    assertThat(new ObjectMapper().readTree(provenance.toJson()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"library":"1.2.3","steps":2000,"seed":-7,"data":"MNIST \\"digits\\"",
                     "images":60000,"time":"2026-11-26T09:18:43Z","recalibrated_on":500}"""));
  }
}
