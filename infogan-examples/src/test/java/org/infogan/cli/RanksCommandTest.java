package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.infogan.Checkpoints;
import org.infogan.InfoGan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --ranks}: two commands that train one model. */
class RanksCommandTest {

  @TempDir private Path temporary;

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Two ranks with the same command but for the rank, rank 0's result first. */
  private List<TinyRun.Result> both(Object... args) throws Exception {
    int port = freePort();
    List<CompletableFuture<TinyRun.Result>> results = new ArrayList<>();
    for (int rank = 0; rank < 2; rank++) {
      List<Object> all = new ArrayList<>(Arrays.asList(args));
      all.addAll(List.of("--ranks", 2, "--rank", rank, "--rendezvous", "127.0.0.1:" + port));
      results.add(
          CompletableFuture.supplyAsync(
              () -> TinyRun.run(all.toArray()), task -> new Thread(task).start()));
    }
    return List.of(results.get(0).get(), results.get(1).get());
  }

  @Test
  void twoRanksTrainOneModelWhichRankZeroWritesAndResumes() throws Exception {
    Path out = temporary.resolve("run");
    List<TinyRun.Result> results =
        both(
            "train",
            "--preset",
            "mnist",
            "--steps",
            2,
            "--batch",
            8,
            "--no-refinement",
            "--no-evaluation",
            "--data",
            TinyRun.data(),
            "--out",
            out);
    assertThat(results).extracting(TinyRun.Result::exitCode).containsExactly(0, 0);
    assertThat(results.get(0).out()).contains("Written to");
    assertThat(results.get(1).out()).contains("rank 1 after step 2").doesNotContain("Written");
    try (InfoGan model = InfoGan.load(out.resolve("model.zip"))) {
      assertThat(model.config().batch()).isEqualTo(8);
    }
    assertThat(Checkpoints.list(out)).hasSize(1);
    List<TinyRun.Result> resumed =
        both("train", "--resume", out, "--steps", 4, "--no-evaluation", "--data", TinyRun.data());
    assertThat(resumed).extracting(TinyRun.Result::exitCode).containsExactly(0, 0);
    assertThat(resumed.get(1).out()).contains("rank 1 after step 4");
  }

  @Test
  void whatRankZeroRefusesTheOtherIsTold() throws Exception {
    Path out = Files.createDirectory(temporary.resolve("taken"));
    Files.writeString(out.resolve("model.zip"), "");
    List<TinyRun.Result> results =
        both("train", "--preset", "mnist", "--data", TinyRun.data(), "--out", out);
    assertThat(results.get(0).exitCode()).isEqualTo(2);
    assertThat(results.get(1).exitCode()).isNotZero();
    assertThat(results.get(1).err())
        .contains("rank 0 ended the run")
        .contains("expected a folder without a trained model")
        .doesNotContain("\tat ");
  }

  @Test
  void optionsThatDoNotBelongTogetherAreRefused() {
    Path out = temporary.resolve("run");
    TinyRun.assertRefused(
        "expected all three or none, found no --rendezvous",
        "train",
        "--out",
        out,
        "--ranks",
        2,
        "--rank",
        0);
    TinyRun.assertRefused(
        "expected a number from 0 to --ranks − 1, found 2 of 2",
        "train",
        "--out",
        out,
        "--ranks",
        2,
        "--rank",
        2,
        "--rendezvous",
        "localhost:1");
    TinyRun.assertRefused(
        "expected HOST:PORT, such as 10.0.0.7:4711, found localhost",
        "train",
        "--out",
        out,
        "--ranks",
        2,
        "--rank",
        0,
        "--rendezvous",
        "localhost");
    assertThat(out).doesNotExist();
  }
}
