package org.infogan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.Checkpoints;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.support.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run on a disk that is full, or that can only be read: a small file system in memory, which only
 * the superuser can mount.
 */
class FaultyDiskTest {

  private static final int STEPS = 120;

  /** Kilobytes from one degree of filling to the next. */
  private static final int DEGREE = Boolean.getBoolean("infogan.chaos") ? 50 : 250;

  @TempDir private Path temporary;
  private Path disk;
  private RunFolder folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temporary.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    assumeTrue(mounted, "a tmpfs cannot be mounted here: needs Linux and the superuser");
    folder = RunFolder.create(disk.resolve("run"));
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  private boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(temporary.resolve("output.txt").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(new StringWriter());
  }

  /** What fills the disk takes between nothing and nearly all of it, so each file fails once. */
  @Test
  void aFullDiskEndsTheRunWithItsLastCheckpointWhole() throws Exception {
    Path reference = temporary.resolve("reference");
    try (InfoGanTrainer trainer = new InfoGanTrainer(SmallRun.config(STEPS))) {
      SmallRun.train(trainer, RunFolder.create(reference), nowhere());
    }
    List<String> reasons = new ArrayList<>();
    int resumedRuns = 0;
    for (int filled = 0; filled < 1000; filled += DEGREE) {
      Path ballast = disk.resolve("ballast");
      Files.write(ballast, new byte[filled << 10]);
      try (InfoGanTrainer trainer = new InfoGanTrainer(SmallRun.config(STEPS))) {
        SmallRun.train(trainer, folder, nowhere());
      } catch (UncheckedIOException | IOException e) {
        reasons.add(e.getMessage());
      }
      assertThat(folder.path().toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
      List<Path> checkpoints = Checkpoints.list(folder.path());
      Files.delete(ballast);
      assertThat(run("mount", "-o", "remount,size=20m", disk.toString())).isTrue();
      int resumedFrom = 0;
      if (!checkpoints.isEmpty()) {
        try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoints.get(0))) {
          resumedFrom = resumed.stepsDone();
          resumedRuns++;
          SmallRun.train(resumed, folder, nowhere());
        }
        assertThat(RunFolderState.contents(folder.file(RunFolder.MODEL)))
            .as("resumed after " + resumedFrom)
            .isEqualTo(RunFolderState.contents(reference.resolve(RunFolder.MODEL)));
        assertThat(SmallRun.rows(folder.path())).isEqualTo(SmallRun.rows(reference));
      }
      for (String name : folder.path().toFile().list()) {
        Files.delete(folder.file(name));
      }
      assertThat(run("mount", "-o", "remount,size=1m", disk.toString())).isTrue();
    }
    assertThat(reasons)
        .hasSizeGreaterThan(1)
        .allMatch(reason -> reason.contains(folder.path().toString()))
        .allMatch(reason -> reason.contains("No space left on device"));
    assertThat(resumedRuns).as("runs with a checkpoint to go on from").isPositive();
    System.out.println("full disks: " + reasons.size() + ", resumed: " + resumedRuns);
  }

  @Test
  void aFolderThatCanOnlyBeReadIsNamedAndLeftAsItIs() throws Exception {
    assertThat(run("mount", "-o", "remount,size=20m", disk.toString())).isTrue();
    try (InfoGanTrainer trainer = new InfoGanTrainer(SmallRun.config(20))) {
      SmallRun.train(trainer, folder, nowhere());
    }
    String[] before = folder.path().toFile().list();
    assertThat(run("mount", "-o", "remount,ro", disk.toString())).isTrue();
    assertThatThrownBy(() -> RunFolder.create(folder.path()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("expected a folder that can be written to, found")
        .hasMessageContaining("Read-only file system");
    Path checkpoint = folder.file("checkpoint-20.zip");
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoint)) {
      assertThatThrownBy(() -> resumed.saveCheckpoint(checkpoint))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(checkpoint + ": cannot be written")
          .hasMessageContaining("Read-only file system");
      assertThatThrownBy(() -> SmallRun.train(resumed, folder, nowhere()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder.path().toString());
    }
    assertThat(folder.path().toFile().list()).containsExactlyInAnyOrder(before);
  }
}
