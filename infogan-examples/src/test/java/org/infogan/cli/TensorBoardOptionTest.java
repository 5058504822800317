package org.infogan.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option --tensorboard; what the files hold is tested where they are made. */
class TensorBoardOptionTest {

  @TempDir private Path temporary;

  /** The event files of a folder as texts, in the order in which they are read. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sorted = files.sorted().toList();
      assertThat(sorted)
          .allMatch(file -> file.getFileName().toString().startsWith("events.out.tfevents."));
      return sorted.stream().map(TensorBoardOptionTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One file from the training, one from the model at its end, and so again when it goes on. */
  @Test
  void trainWritesEventsAndGoesOnWithThem() throws IOException {
    Path board = temporary.resolve("board/first");
    Path out = temporary.resolve("out");
    Object[] args = {
      "train",
      "--no-refinement",
      "--steps",
      2,
      "--batch",
      16,
      "--no-evaluation",
      "--refresh",
      1,
      "--data",
      TinyRun.data(),
      "--out",
      out,
      "--tensorboard",
      board
    };
    TinyRun.Result result = run(args);
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> first = files(board);
    assertThat(first.get(0)).contains("brain.Event:2", "d_loss", "mi_c1", "diversity");
    assertThat(String.join("", first)).contains("samples", "traversal-c2", "\u0089PNG", "IEND");
    assertThat(out.toFile().list()).contains("model.zip", "samples.png");

    TinyRun.Result resumed =
        run("train", "--resume", out, "--steps", 3, "--no-evaluation", "--tensorboard", board);
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    List<String> all = files(board);
    assertThat(all).startsWith(first.toArray(String[]::new));
    assertThat(all.get(first.size())).contains("brain.Event:2", "d_loss");
  }

  @Test
  void studyWritesARunForEachSeedWithItsSettings() throws IOException {
    Path board = temporary.resolve("board");
    TinyRun.Result result =
        run(
            "study",
            "--no-refinement",
            "--seeds",
            "1..2",
            "--steps",
            1,
            "--data",
            TinyRun.data(),
            "--out",
            temporary.resolve("out"),
            "--tensorboard",
            board);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(board.toFile().list()).containsExactlyInAnyOrder("seed-1", "seed-2");
    for (String seed : List.of("seed-1", "seed-2")) {
      String events = String.join("", files(board.resolve(seed)));
      assertThat(events)
          .contains("d_loss", "samples", "_hparams_/session_start_info", "g_learning_rate")
          .contains("accuracy_one_to_one", "frechet", "final_mi_c3", "_hparams_/session_end_info");
    }
  }

  @Test
  void aFileInTheWayIsNamedBeforeAnythingIsDone() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    Path out = temporary.resolve("out");
    for (String command : List.of("train", "study")) {
      assertRefused(
          "--tensorboard " + file + ": expected a folder that can be written to, found a file",
          command,
          "--out",
          out,
          "--tensorboard",
          file);
    }
    assertThat(out).doesNotExist();
  }
}
