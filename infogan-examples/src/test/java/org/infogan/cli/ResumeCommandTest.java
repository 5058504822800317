package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.infogan.cli.run.RunFolderState;
import org.infogan.cli.run.SmallRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --resume}, with a preset's own networks: one run, continued more than once. */
class ResumeCommandTest {

  @TempDir private static Path temporary;
  private static Path out;
  private static List<String> rows;
  private static Map<String, String> model;

  @BeforeAll
  static void train() throws IOException {
    out = temporary.resolve("out");
    TinyRun.Result result =
        run(
            "train",
            "--quick",
            "--steps",
            4,
            "--batch",
            16,
            "--checkpoint-every",
            2,
            "--data",
            TinyRun.data(),
            "--out",
            out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    rows = SmallRun.rows(out);
    model = RunFolderState.contents(out.resolve("model.zip"));
  }

  @Test
  void aRunGoesOnFromTheNewestCheckpointThatCanBeRead() throws IOException {
    Path newest = out.resolve("checkpoint-4.zip");
    byte[] honest = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(honest, honest.length / 2));
    Files.delete(out.resolve("model.zip"));
    Path leftover = Files.createFile(out.resolve(".infogan-0.tmp"));
    TinyRun.Result result =
        run("train", "--resume", out, "--checkpoint-every", 2, "--data", TinyRun.data(), "--quick");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("Warning: " + newest + ": ")
        .contains("looking for an earlier one")
        .contains("step 4/4");
    assertThat(result.out()).contains("Resumed   after step 2", "Trained 2 steps");
    assertThat(SmallRun.rows(out)).isEqualTo(rows);
    assertThat(RunFolderState.contents(out.resolve("model.zip"))).isEqualTo(model);
    assertThat(Files.readAllBytes(newest)).isEqualTo(honest);
    assertThat(leftover).doesNotExist();

    // A run that is through gives its model again; the options that began it may be repeated.
    TinyRun.Result again =
        run(
            "train",
            "--resume",
            out,
            "--out",
            out,
            "--preset",
            "mnist",
            "--steps",
            4,
            "--batch",
            16,
            "--json",
            "--quick",
            "--data",
            TinyRun.data());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("\"steps_per_second\":0.0");
    assertThat(SmallRun.rows(out)).isEqualTo(rows);
    assertThat(RunFolderState.contents(out.resolve("model.zip"))).isEqualTo(model);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path absent = temporary.resolve("absent");
    assertRefused("expected the folder of a run, found no such", "train", "--resume", absent);
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    assertRefused(
        "expected a checkpoint-STEP.zip that can be read, found none", "train", "--resume", empty);
    assertRefused(
        "--steps: expected at least 4, the steps that the resumed run has made, found 3",
        "train",
        "--resume",
        out,
        "--steps",
        3);
    assertRefused(
        "--batch: expected 16 as the resumed run has it, found 32",
        "train",
        "--resume",
        out,
        "--batch",
        32);
    assertRefused("--seed: expected", "train", "--resume", out, "--seed", 77);
    assertRefused("--out: expected " + out, "train", "--resume", out, "--out", empty);
    assertRefused("expected one of", "train", "--resume", out, "--preset", "mnits");
    assertRefused("--overwrite: expected with --out", "train", "--resume", out, "--overwrite");
    assertRefused("--keep: expected at least 1", "train", "--resume", out, "--keep", 0);
    assertRefused(
        "--checkpoint-every: expected at least 1",
        "train",
        "--out",
        empty,
        "--checkpoint-every",
        0);
  }

  /** As many images as the run's, of the same size, and not the run's. */
  @Test
  void otherImagesThanTheRunsAreRefused() throws IOException {
    Path other = temporary.resolve("other");
    TinyRun.writeData(other, 28);
    Path pixels = other.resolve("train-images-idx3-ubyte.gz");
    Files.write(pixels, TinyRun.gzip(TinyRun.idx(9, TinyRun.TRAIN_IMAGES, 28, 28)));
    assertRefused(
        "--data " + other + ": expected the 200 images that the run was trained on (--data ",
        "train",
        "--resume",
        out,
        "--data",
        other);
    assertRefused(
        "--no-refinement: expected where a run begins",
        "train",
        "--no-refinement",
        "--resume",
        out);
    assertRefused("found 20000 others", "train", "--resume", out, "--data", "rendered:shapes");
  }

  /** Its own images elsewhere are still its own, and a longer run has the bits of a long one. */
  @Test
  void aFinishedRunIsProlongedOnTheImagesThatItKnows() throws IOException {
    Path prolonged = copy(out, temporary.resolve("prolonged"));
    Path moved = copy(TinyRun.data(), temporary.resolve("moved"));
    TinyRun.Result result =
        run("train", "--resume", prolonged, "--steps", 6, "--data", moved, "--quick");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("Resumed   after step 4", "Trained 2 steps");
    TinyRun.Result again =
        run("train", "--resume", prolonged, "--steps", 7, "--no-evaluation", "--json");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains(moved.toAbsolutePath().toString(), "step 7/7");

    Path whole = temporary.resolve("whole");
    Object[] args = {
      "train", "--no-refinement", "--steps", 7, "--batch", 16, "--no-evaluation", "--out", whole
    };
    Object[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = moved;
    assertThat(run(all).exitCode()).isZero();
    for (String name : List.of("checkpoint-7.zip", "samples.png", "run.json")) {
      assertThat(prolonged.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
    }
    RunFolderState.assertSameModel(prolonged.resolve("model.zip"), whole.resolve("model.zip"));
    assertThat(SmallRun.rows(prolonged)).isEqualTo(SmallRun.rows(whole));
  }

  @Test
  void aRunMayEndSoonerThanItWasTo() throws IOException {
    Path cut = copy(out, temporary.resolve("cut"));
    Files.delete(cut.resolve("checkpoint-4.zip"));
    TinyRun.Result result = run("train", "--resume", cut, "--steps", 3, "--quick");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(cut.resolve("checkpoint-3.zip")).exists();
    assertThat(SmallRun.rows(cut)).isEqualTo(rows.subList(0, 4));
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : from.toFile().list()) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
    return to;
  }

  @Test
  void aFolderWithCheckpointsIsNotBegunAnew() throws IOException {
    assertRefused(
        "found checkpoint-4.zip; go on with train --resume " + out,
        "train",
        "--data",
        TinyRun.data(),
        "--out",
        out);
    assertThat(out.resolve("checkpoint-4.zip")).exists();
  }
}
