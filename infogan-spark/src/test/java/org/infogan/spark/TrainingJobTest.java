package org.infogan.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.data.augment.Jitter;
import org.infogan.nn.optim.Adam;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course of a training job, with two ranks on the threads of this JVM. */
class TrainingJobTest {

  private static JavaSparkContext context;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    context =
        new JavaSparkContext(
            new SparkConf()
                .setMaster("local[2]")
                .setAppName("training jobs")
                .set("spark.ui.enabled", "false")
                .set("spark.barrier.sync.timeout", "120"));
  }

  @AfterAll
  static void stopSpark() {
    context.stop();
  }

  private SparkOptions options() {
    return Small.options(folder.resolve("checkpoints"));
  }

  @Test
  void ranksEndWithTheBitsOfTwoTrainersWithoutSpark() {
    List<RankResult> ranks = Small.train(context, Small.config(), options());
    assertThat(ranks).extracting(rank -> rank.rank).containsExactly(0, 1);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(Small.checksumWithoutSpark());
    assertThat(ranks.get(1).model).isEmpty();
  }

  @Test
  void theModelComesBackAndTheRunCanBeProlonged() throws IOException {
    try (InfoGan model = SparkInfoGan.fit(Small.distributed(context), Small.config(), options())) {
      assertThat(model.config()).isEqualTo(Small.config());
      assertThat(model.sample(3, 1).shape()).containsExactly(3, 1, 8, 8);
    }
    assertThat(checkpoints()).containsExactly("checkpoint-10.zip", "checkpoint-12.zip");
    List<RankResult> again = Small.train(context, Small.config(), options());
    assertThat(again).extracting(rank -> rank.resumedAt).containsOnly(12);
    InfoGanConfig longer = Small.builder().steps(14).build();
    List<RankResult> prolonged = Small.train(context, longer, options());
    assertThat(prolonged).extracting(rank -> rank.resumedAt).containsOnly(12);
    assertThat(checkpoints()).containsExactly("checkpoint-12.zip", "checkpoint-14.zip");
  }

  private List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void aFailureThatMayPassIsFollowedByAnotherAttemptWithTheSameBits() {
    SparkOptions options =
        options()
            .listeners(
                (rank, attempt) ->
                    rank == 1 && attempt == 0
                        ? new AtStep(7, AtStep::failForNow)
                        : AtStep.nothing());
    List<RankResult> ranks = Small.train(context, Small.config(), options);
    assertThat(ranks).extracting(rank -> rank.attempt).containsOnly(1);
    assertThat(ranks).extracting(rank -> rank.resumedAt).containsOnly(5);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(Small.checksumWithoutSpark());
  }

  @Test
  void aDamagedCheckpointIsPassedOverForTheOneBefore() throws IOException {
    Small.train(context, Small.builder().steps(10).build(), options());
    Path newest = folder.resolve("checkpoints/checkpoint-10.zip");
    byte[] bytes = Files.readAllBytes(newest);
    Files.delete(folder.resolve("checkpoints/.checkpoint-10.zip.crc"));
    Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
    List<RankResult> ranks = Small.train(context, Small.config(), options());
    assertThat(ranks).extracting(rank -> rank.resumedAt).containsOnly(5);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(Small.checksumWithoutSpark());
  }

  @Test
  void whatWouldFailAgainIsTriedOnceAndSaidOnce() throws IOException {
    String notes = folder.resolve("notes").toString();
    SparkOptions options =
        options()
            .listeners(
                (rank, attempt) -> {
                  AtStep.note(Path.of(notes), rank, attempt);
                  return rank == 1 ? new AtStep(3, AtStep::failForGood) : AtStep.nothing();
                });
    assertThatThrownBy(() -> Small.train(context, Small.config(), options))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("rank 1")
        .hasMessageContaining("a listener that cannot go on");
    try (Stream<Path> files = Files.list(Path.of(notes))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void divergenceAndDataThatDoNotFitAreSaidOnce() {
    InfoGanConfig diverging =
        Small.builder().discriminatorAdam(Adam.withLearningRate(1e30)).steps(50).build();
    assertThatThrownBy(() -> Small.train(context, diverging, options()))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("diverged in step");
    InfoGanConfig larger = Small.builder().batch(30).build();
    assertThatThrownBy(() -> Small.train(context, larger, options()))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("expected at least one batch of 30");
    List<float[]> oneTooShort = new ArrayList<>(Small.images(20));
    oneTooShort.set(4, new float[63]);
    assertThatThrownBy(
            () -> SparkInfoGan.fit(context.parallelize(oneTooShort), Small.config(), options()))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("rank 0")
        .hasMessageContaining("expected 64 values")
        .hasMessageContaining("found 63");
  }

  @Test
  void aRunThatComesNoFurtherIsGivenUp() {
    SparkOptions options =
        options().listeners((rank, attempt) -> new AtStep(3, AtStep::failForNow));
    assertThatThrownBy(() -> Small.train(context, Small.config(), options))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("given up, since no checkpoint has appeared")
        .hasMessageContaining("checkpoints");
  }

  /** Five failures, more than Spark tries again: each after a newer checkpoint. */
  @Test
  void aRunThatComesFurtherEachTimeIsNotGivenUp() {
    String notes = folder.resolve("notes").toString();
    SparkOptions options =
        options()
            .checkpointEvery(2)
            .listeners(
                (rank, attempt) -> {
                  if (rank == 0) {
                    return AtStep.nothing();
                  }
                  AtStep.note(Path.of(notes), rank, attempt);
                  int made = Path.of(notes).toFile().list().length;
                  return made <= 5
                      ? new AtStep(2 * made + 1, AtStep::failForNow)
                      : AtStep.nothing();
                });
    List<RankResult> ranks = Small.train(context, Small.config(), options);
    assertThat(ranks).extracting(rank -> rank.resumedAt).containsOnly(10);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(Small.checksumWithoutSpark());
  }

  @Test
  void checkpointsOfAnotherRunAreRefused() {
    Small.train(context, Small.config(), options());
    assertThatThrownBy(() -> Small.train(context, Small.builder().seed(5).build(), options()))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("checkpoints")
        .hasMessageContaining("found one of another");
  }

  @Test
  void settingsThatDoNotFitAreSaidBeforeAJobBegins() {
    assertThatThrownBy(
            () ->
                Small.train(
                    context,
                    Small.config(),
                    options().ranks(3).timeouts(Duration.ofMillis(600), Duration.ofMinutes(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most the 2 tasks")
        .hasMessageContaining("found 3");
    for (String setting :
        List.of(
            "spark.dynamicAllocation.enabled",
            "spark.network.crypto.enabled",
            "spark.ssl.rpc.enabled")) {
      context.sc().conf().set(setting, "true");
      try {
        assertThatThrownBy(() -> Small.train(context, Small.config(), options()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(setting);
      } finally {
        context.sc().conf().remove(setting);
      }
    }
    InfoGanConfig pretrained =
        Small.builder()
            .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
            .pretraining(Pretraining.of(3, new Jitter(0.1, 0.1, 0.1, 1)))
            .build();
    assertThatThrownBy(() -> Small.train(context, pretrained, options()))
        .isInstanceOf(SparkTrainingException.class)
        .hasMessageContaining("pretraining");
  }

  @Test
  void anInterruptOfTheDriverEndsTheJob() throws Exception {
    Thread[] driver = new Thread[1];
    SparkOptions options = options().listeners((rank, attempt) -> new AtStep(7, AtStep::hang));
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    driver[0] =
        new Thread(
            () -> {
              try {
                Small.train(context, Small.config(), options);
                ended.complete(null);
              } catch (RuntimeException e) {
                ended.complete(e);
              }
            });
    driver[0].start();
    while (!Files.exists(folder.resolve("checkpoints/checkpoint-5.zip"))) {
      Thread.onSpinWait();
    }
    driver[0].interrupt();
    assertThat(ended.get()).isInstanceOf(CancellationException.class);
    while (context.statusTracker().getActiveJobIds().length > 0) {
      Thread.onSpinWait();
    }
  }
}
