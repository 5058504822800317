package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.io.TensorArchive;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Checkpoints that are damaged, forged or of another run, and trainers that must not be saved. */
class CheckpointErrorsTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  private static final String STATE =
      "{'step':2,'images':20,'updates':{'discriminator/head':2,'discriminator/q':2,"
          + "'discriminator/trunk':2,'generator/generator':2}}";

  @TempDir private static Path folder;
  private static Path file;

  @BeforeAll
  static void train() throws IOException {
    file = folder.resolve("checkpoint-2.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.step(IMAGES);
      trainer.step(IMAGES);
      trainer.saveCheckpoint(file);
    }
  }

  @Test
  void whatIsRewrittenWithoutChangeIsRead() throws IOException {
    Path same = rewrite(Tiny.config().toJson(), STATE, tensors());
    InfoGanTrainer.resume(same).close();
  }

  /** A refusal, or a trainer with exactly the state that was saved. */
  @Test
  void aRandomByteInAnyPlaceIsNoticedOrHarmless() throws IOException {
    byte[] honest = Files.readAllBytes(file);
    Path damagedFile = folder.resolve("damaged.zip");
    Path again = folder.resolve("again.zip");
    Random random = new Random(42);
    int refused = 0;
    for (int round = 0; round < 200; round++) {
      byte[] damaged = honest.clone();
      damaged[random.nextInt(damaged.length)] += (byte) (1 + random.nextInt(255));
      Files.write(damagedFile, damaged);
      try (InfoGanTrainer resumed = InfoGanTrainer.resume(damagedFile)) {
        resumed.saveCheckpoint(again);
        assertThat(Files.readAllBytes(again)).isEqualTo(honest);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith(damagedFile.toString());
        refused++;
      }
    }
    assertThat(refused).isBetween(120, 200);
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] honest = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.zip");
    for (int length = 0; length < honest.length; length += 997) {
      Files.write(cut, Arrays.copyOf(honest, length));
      assertRefused(cut, "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'step':2 | 'step':-1 | state.json: step: expected a count, found -1",
        "'step':2 | 'step':2147483648 | state.json: step: expected a count, found 2147483648",
        "'step':2 | 'step':2.5 | state.json: step: expected a count, found 2.5",
        "'step':2 | 'stop':2 | state.json: step: expected a count, found ",
        "'images':20 | 'images':'20' | state.json: images: expected a count, found ",
        "head':2 | head':99999999999999999999 | state.json: discriminator/head: expected a count, found 999",
        "'discriminator/head':2, | '' | state.json: expected JSON",
        "head':2 | heap':2 | state.json: updates: expected those of [discriminator/trunk, discriminator/head, discriminator/q, generator/generator], found [discriminator/heap, discriminator/q, discriminator/trunk, generator/generator]",
        "'step':2 | 'step':2,'step':2 | state.json: expected JSON",
      })
  void aForgedStateIsRefused(String old, String replacement, String message) throws IOException {
    assertThat(STATE).contains(old);
    assertRefused(
        rewrite(Tiny.config().toJson(), STATE.replace(old, replacement), tensors()), message);
  }

  @Test
  void aMissingStrangeOrMisshapenTensorIsRefused() throws IOException {
    Map<String, INDArray> tensors = tensors();
    INDArray moment = tensors.remove("adam/discriminator/q/m/3.bias");
    assertRefused(
        rewrite(Tiny.config().toJson(), STATE, tensors),
        "found [adam/discriminator/q/m/3.bias] missing and [] in excess");
    tensors.put("adam/discriminator/q/m/3.bias", Nd4j.zeros(3));
    assertRefused(
        rewrite(Tiny.config().toJson(), STATE, tensors),
        "tensor adam/discriminator/q/m/3.bias: expected FLOAT");
    tensors.put("adam/discriminator/q/m/3.bias", moment);
    tensors.put("average/generator/0.weight", Nd4j.zeros(3));
    assertRefused(
        rewrite(Tiny.config().toJson(), STATE, tensors),
        "found [] missing and [average/generator/0.weight] in excess");
    tensors = tensors();
    tensors.remove("head/0.weight");
    assertRefused(
        rewrite(Tiny.config().toJson(), STATE, tensors),
        "tensor head/0.weight: expected shape [1, 16], found none");
  }

  /** A configuration that asks for 27 GB, with the tensors of a small run. */
  @Test
  void aConfigurationThatDoesNotMatchItsTensorsIsRefusedBeforeMemoryIsTaken() throws IOException {
    InfoGanConfig huge =
        Tiny.builder()
            .generator(
                new Dense(1 << 24),
                new Relu(),
                new Dense(100),
                new Dense(1 << 24),
                new Dense(64),
                Reshape.to(1, 8, 8),
                new Sigmoid())
            .build();
    assertRefused(
        rewrite(huge.toJson(), STATE, tensors()),
        "tensor generator/0.weight: expected shape [16777216, 10], found [16, 10]");
  }

  @Test
  void aModelIsNoCheckpoint() throws IOException {
    Path model = folder.resolve("model.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan trained = trainer.snapshot()) {
      trained.save(model);
    }
    assertRefused(model, "expected a file of kind checkpoint, found model");
    assertThatThrownBy(() -> InfoGan.load(file).close())
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": expected a file of kind model, found checkpoint");
  }

  @Test
  void aResumedRunAsksForItsOwnImages() throws IOException {
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(file)) {
      assertThatThrownBy(() -> resumed.fit(Tiny.quadrants(30, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "images: expected the 20 images that the resumed run was trained on, found 30");
      resumed.fit(IMAGES).close();
      resumed.fit(Tiny.quadrants(30, 1)).close();
    }
  }

  @Test
  void aClosedTrainerIsNotSaved() {
    InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
    trainer.close();
    assertThatThrownBy(() -> trainer.saveCheckpoint(folder.resolve("closed.zip")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("trainer: expected an open one, found it closed");
    assertThat(folder.resolve("closed.zip")).doesNotExist();
  }

  /** Half a step is no state that a run could be resumed from. */
  @Test
  void aStepThatBrokeOffIsNotSaved() throws IOException {
    Path target = folder.resolve("broken.zip");
    InfoGanConfig config = Tiny.builder().updatesPerStep(1, 2).build();
    AtomicInteger failing = new AtomicInteger(-1);
    LatentSampler sampler =
        (count, random) -> {
          if (failing.getAndDecrement() == 0) {
            throw new IllegalStateException("no more vectors");
          }
          return config.latent().draw(count, random);
        };
    try (InfoGanTrainer trainer =
        new InfoGanTrainer(config, InfoGanNetworks.initialize(config), sampler)) {
      trainer.step(IMAGES);
      failing.set(1);
      assertThatThrownBy(() -> trainer.step(IMAGES)).hasMessage("no more vectors");
      assertThatThrownBy(() -> trainer.saveCheckpoint(target))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "checkpoint: expected a trainer between two steps, found step 2 broken off; an"
                  + " earlier checkpoint is the one to resume from");
      assertThat(target).doesNotExist();
      trainer.step(IMAGES);
      trainer.saveCheckpoint(target);
    }
  }

  /** Images and latent vectors are fetched before a step begins. */
  @Test
  void aStepThatCouldNotBeginLeavesTheRunAsItWas() throws IOException {
    Path target = folder.resolve("before.zip");
    byte[] unbroken;
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(IMAGES)) {
      unbroken = Saved.bytes(model);
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.step(IMAGES);
      trainer.step(IMAGES);
      assertThatThrownBy(() -> trainer.fit(Tiny.failing(Tiny.quadrants(8, 1), 3)))
          .hasMessage("image 3 is gone");
      trainer.saveCheckpoint(target);
      try (InfoGan model = trainer.fit(IMAGES)) {
        assertThat(Saved.bytes(model)).isEqualTo(unbroken);
      }
    }
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(target);
        InfoGan model = resumed.fit(Tiny.failing(IMAGES, -1))) {
      assertThat(resumed.stepsDone()).isEqualTo(3);
      assertThat(Saved.bytes(model)).isEqualTo(unbroken);
    }
  }

  @Test
  void anUnwritablePlaceIsNamed() throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      assertThatThrownBy(() -> trainer.saveCheckpoint(file.resolve("below.zip")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static void assertRefused(Path damaged, String message) {
    assertThatThrownBy(() -> InfoGanTrainer.resume(damaged).close())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(damaged.toString())
        .hasMessageContaining(message);
  }

  private static Map<String, INDArray> tensors() throws IOException {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    try (TensorArchive archive = TensorArchive.open(file)) {
      for (Map.Entry<String, long[]> entry : archive.shapes().entrySet()) {
        INDArray tensor = Nd4j.create(DataType.FLOAT, entry.getValue());
        archive.readInto(entry.getKey(), tensor);
        tensors.put(entry.getKey(), tensor);
      }
    }
    return tensors;
  }

  private static Path rewrite(String config, String state, Map<String, INDArray> tensors)
      throws IOException {
    Path target = folder.resolve("forged.zip");
    TensorArchive.write(
        target,
        "checkpoint",
        Map.of(
            "config.json",
            config.getBytes(StandardCharsets.UTF_8),
            "state.json",
            state.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
        tensors);
    return target;
  }
}
