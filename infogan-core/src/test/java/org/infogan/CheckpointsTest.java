package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoints stand in a run's folder, and which of them a run resumes from. */
class CheckpointsTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private Path folder;

  private void train(int steps, int interval, int keep) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(steps).build())) {
      trainer.addListener(new Checkpoints(folder, interval, keep)).fit(IMAGES).close();
    }
  }

  @Test
  void everyIntervalIsSavedAndTheLastAreKept() throws IOException {
    train(11, 2, 3);
    assertThat(names())
        .containsExactly("checkpoint-10.zip", "checkpoint-8.zip", "checkpoint-6.zip");
  }

  @Test
  void oneCanBeKeptAlone() throws IOException {
    train(4, 1, 1);
    assertThat(names()).containsExactly("checkpoint-4.zip");
  }

  /** By number, not by name; and other files are let be. */
  @Test
  void onlyCheckpointsAreListedAndRemoved() throws IOException {
    for (String name : List.of("checkpoint-x.zip", "checkpoint-07.zip", "checkpoint-3.zip.bak")) {
      Files.createFile(folder.resolve(name));
    }
    train(11, 1, 2);
    assertThat(names()).containsExactly("checkpoint-11.zip", "checkpoint-10.zip");
    assertThat(folder.toFile().list()).hasSize(5);
    assertThat(Checkpoints.list(folder.resolve("absent"))).isEmpty();
  }

  /** The next resume would take the other run's for this run's newest. */
  @Test
  void aFolderWithAnotherRunsLaterCheckpointsIsRefusedBeforeTheFirstStep() throws IOException {
    train(9, 3, 5);
    List<String> before = names();
    String message =
        folder
            + ": expected no checkpoint of a later step than this run's 0, found checkpoint-9.zip;"
            + " resume from it, choose another folder, or remove it";
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(3).build())) {
      trainer.addListener(new Checkpoints(folder, 3, 2));
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(message);
      assertThat(trainer.stepsDone()).isZero();
      assertThatThrownBy(() -> new Checkpoints(folder, 3, 2).save(trainer))
          .isInstanceOf(IOException.class)
          .hasMessage(message);
    }
    assertThat(names()).isEqualTo(before);
  }

  /** As when the newest is damaged: it is replaced when the run gets there, not before. */
  @Test
  void aDamagedLaterFileIsNoCheckpoint() throws IOException {
    train(4, 2, 5);
    Path damaged = folder.resolve("checkpoint-4.zip");
    Files.write(damaged, new byte[3]);
    try (InfoGanTrainer resumed = resume(new ArrayList<>()).orElseThrow()) {
      assertThat(resumed.stepsDone()).isEqualTo(2);
      Checkpoints checkpoints = new Checkpoints(folder, 1, 5);
      resumed.step(IMAGES);
      checkpoints.save(resumed);
      assertThat(names()).contains("checkpoint-4.zip", "checkpoint-3.zip");
      resumed.step(IMAGES);
      checkpoints.save(resumed);
    }
    InfoGanTrainer.resume(damaged).close();
  }

  @Test
  void theNewestThatCanBeReadIsResumedAndTheOthersAreTold() throws IOException {
    train(6, 2, 3);
    Path newest = folder.resolve("checkpoint-6.zip");
    Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), 5000));
    Files.createFile(folder.resolve("checkpoint-7.zip"));
    List<String> damaged = new ArrayList<>();
    try (InfoGanTrainer resumed = resume(damaged).orElseThrow()) {
      assertThat(resumed.stepsDone()).isEqualTo(4);
    }
    assertThat(damaged).hasSize(2);
    assertThat(damaged.get(0)).startsWith(folder.resolve("checkpoint-7.zip") + ": ");
    assertThat(damaged.get(1)).startsWith(newest + ": ");
    Files.write(folder.resolve("checkpoint-4.zip"), new byte[3]);
    Files.delete(folder.resolve("checkpoint-2.zip"));
    assertThat(resume(damaged)).isEmpty();
    assertThat(damaged).hasSize(5);
  }

  private Optional<InfoGanTrainer> resume(List<String> damaged) throws IOException {
    return InfoGanTrainer.resumeNewest(folder, e -> damaged.add(e.getMessage()));
  }

  /** By the next save, since a folder that was only named may be another program's. */
  @Test
  void whatAKilledSaveHasLeftIsRemoved() throws IOException {
    Path left = Files.createFile(folder.resolve(".infogan-1234.tmp"));
    Path other = Files.createFile(folder.resolve("notes.tmp"));
    Checkpoints checkpoints = new Checkpoints(folder, 5, 2);
    assertThat(checkpoints.isDue(10)).isTrue();
    assertThat(left).exists();
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      checkpoints.save(trainer);
    }
    assertThat(left).doesNotExist();
    assertThat(other).exists();
  }

  /** The disk is full, say: the run ends, what stands is not touched. */
  @Test
  void aFailingSaveEndsTheRunAndLeavesTheEarlierOnes() throws IOException {
    Files.createDirectories(folder.resolve("checkpoint-4.zip").resolve("in-the-way"));
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(9).build())) {
      trainer.addListener(new Checkpoints(folder, 2, 1));
      assertThatThrownBy(() -> trainer.fit(IMAGES))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("checkpoint-4.zip: cannot be written");
      assertThat(trainer.stepsDone()).isEqualTo(4);
    }
    InfoGanTrainer.resume(folder.resolve("checkpoint-2.zip")).close();
  }

  @Test
  void numbersBelowOneAreRefused() {
    assertThatThrownBy(() -> new Checkpoints(folder, 0, 1))
        .hasMessage("checkpoints: interval: expected at least 1, found 0");
    assertThatThrownBy(() -> new Checkpoints(folder, 1, 0))
        .hasMessage("checkpoints: keep: expected at least 1, found 0");
  }

  private List<String> names() throws IOException {
    return Checkpoints.list(folder).stream().map(file -> file.getFileName().toString()).toList();
  }
}
