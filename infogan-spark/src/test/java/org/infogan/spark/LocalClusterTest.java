package org.infogan.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own, and what happens when one is lost. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a class path longer than its command lines")
class LocalClusterTest {

  private static final int KILLS = 30;

  private static SparkSession spark;
  private static JavaSparkContext context;
  private static long undisturbed;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() throws IOException {
    spark = SparkSession.builder().config(conf("local-cluster[2,1,1024]")).getOrCreate();
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    undisturbed = Small.checksumWithoutSpark();
  }

  /** Executors without a distribution of Spark: its own folder may be empty. */
  static SparkConf conf(String master) throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    return new SparkConf()
        .setMaster(master)
        .setAppName("executors of their own")
        .set("spark.executor.memory", "1024m")
        .set("spark.executor.cores", "1")
        // Together these let the context wait for both executors, and Spark's check of slots
        // see
        // them.
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "300s")
        .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .set(
            "spark.executor.extraJavaOptions",
            "-XX:ActiveProcessorCount=1 -XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1")
        // As many executors are lost here as a bad cluster loses in a week.
        .set("spark.deploy.maxExecutorRetries", "-1")
        .set("spark.ui.enabled", "false");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private SparkOptions options() {
    return Small.options(folder.resolve("checkpoints"));
  }

  @Test
  void aHaltedExecutorCostsNoBit() {
    SparkOptions options =
        options()
            .listeners(
                (rank, attempt) ->
                    rank == 1 && attempt == 0 ? new AtStep(7, AtStep::halt) : AtStep.nothing());
    List<RankResult> ranks = Small.train(context, Small.config(), options);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(undisturbed);
    assertThat(ranks).extracting(rank -> rank.resumedAt).containsOnly(5);
  }

  @Test
  void aRankThatHangsIsInterruptedAndTheOthersGoOn() {
    SparkOptions options =
        options()
            .timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10))
            .listeners(
                (rank, attempt) ->
                    rank == 1 && attempt == 0 ? new AtStep(7, AtStep::hang) : AtStep.nothing());
    List<RankResult> ranks = Small.train(context, Small.config(), options);
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(undisturbed);
    assertThat(ranks).extracting(rank -> rank.resumedAt).containsOnly(5);
  }

  @Test
  void anExecutorKilledFromOutsideCostsNoBit() throws Exception {
    killInMidRun(1);
  }

  @Test
  @EnabledIfSystemProperty(named = "infogan.chaos", matches = "true")
  void thirtyExecutorsKilledAtRandomCostNoBit() throws Exception {
    killInMidRun(KILLS);
  }

  /** A kill that comes after the last step, as on a busy machine, is none and is made again. */
  private void killInMidRun(int times) throws Exception {
    int killed = 0;
    for (int round = 1; killed < times && round <= 2 * times + 2; round++) {
      killed += kill(round) ? 1 : 0;
    }
    assertThat(killed).isEqualTo(times);
  }

  /**
   * Kills one of the two executors at a random moment after the first checkpoint.
   *
   * @return whether the run had to go on from a checkpoint; false if it had come to its end
   */
  private boolean kill(int round) throws Exception {
    Path run = folder.resolve("run-" + round);
    SparkOptions options =
        Small.options(run)
            .listeners((rank, attempt) -> new EachStep(() -> pause(round * 31L + rank)));
    CompletableFuture<List<RankResult>> ended =
        CompletableFuture.supplyAsync(() -> Small.train(context, Small.config(), options));
    while (!Files.exists(run.resolve("checkpoint-5.zip")) && !ended.isDone()) {
      Thread.onSpinWait();
    }
    List<ProcessHandle> executors = ProcessHandle.current().children().toList();
    assertThat(executors).isNotEmpty();
    executors.get(new SplittableRandom(round).nextInt(executors.size())).destroyForcibly();
    List<RankResult> ranks = ended.get();
    assertThat(ranks).extracting(rank -> rank.checksum).containsOnly(undisturbed);
    return ranks.stream().allMatch(rank -> rank.resumedAt >= 5);
  }

  /** Steps as slow as those of a real network, so that the kill comes amid them. */
  private static void pause(long seed) {
    long end = System.nanoTime() + 20_000_000 + seed % 7 * 5_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyExecutorLoadsAModelOnce() throws IOException {
    float[][] images = Small.images(600).toArray(float[][]::new);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < images.length; i++) {
      Double[] values = IntStream.range(0, 64).mapToObj(p -> 0.0).toArray(Double[]::new);
      for (int p = 0; p < 64; p++) {
        values[p] = (double) images[i][p];
      }
      rows.add(RowFactory.create(i, values));
    }
    StructType schema =
        new StructType()
            .add("id", DataTypes.IntegerType)
            .add("pixels", DataTypes.createArrayType(DataTypes.DoubleType));
    try (InfoGan model = SparkInfoGan.fit(Small.distributed(context), Small.config(), options())) {
      int[] expected = model.classify(FloatImages.of(Small.config().image(), images));
      Dataset<Row> encoded =
          SparkInfoGan.encode(spark.createDataFrame(rows, schema).repartition(6), model, "pixels");
      for (Row row : encoded.collectAsList()) {
        assertThat(row.<Integer>getAs("c1")).isEqualTo(expected[row.<Integer>getAs("id")]);
      }
    }
    List<Integer> loaded =
        context.parallelize(List.of(1, 2, 3, 4, 5, 6), 6).map(any -> ModelBytes.loaded()).collect();
    assertThat(loaded).allSatisfy(models -> assertThat(models).isLessThanOrEqualTo(1)).contains(1);
  }
}
