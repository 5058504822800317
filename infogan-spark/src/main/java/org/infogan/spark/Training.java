package org.infogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.SerializableConfiguration;
import org.infogan.config.InfoGanConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The driver's side of a training: jobs, one after the other as long as each failed one has left a
 * newer checkpoint.
 */
final class Training {

  private static final Logger LOG = LoggerFactory.getLogger(Training.class);
  private static final String INTERRUPT_ON_CANCEL = "spark.job.interruptOnCancel";
  private static final int TOKEN_BYTES = 32;

  private final JavaSparkContext context;
  private final InfoGanConfig config;
  private final SparkOptions options;

  Training(SparkContext context, InfoGanConfig config, SparkOptions options) {
    this.context = JavaSparkContext.fromSparkContext(context);
    this.config = config;
    this.options = options;
  }

  /**
   * Trains.
   *
   * @return what each rank gave back, rank 0's first
   * @throws SparkTrainingException when a rank has failed for good, or a job failed and no newer
   *     checkpoint has appeared
   */
  List<RankResult> run(JavaRDD<ShardImage> images) {
    try {
      int ranks = new Cluster(context.sc(), options).requireRanks();
      CheckpointStore store =
          new CheckpointStore(options.checkpoints(), context.hadoopConfiguration());
      RDD<Tuple2<Long, ShardImage>> shards = shards(images, ranks);
      LOG.info(
          "{} ranks of {} images: {} images a step", ranks, config.batch(), ranks * config.batch());
      int newest = store.newestStep();
      while (true) {
        try {
          return sound(job(shards));
        } catch (SparkTrainingException | InterruptedException e) {
          throw e;
        } catch (Exception e) { // Spark's are checked exceptions that Scala does not declare.
          newest = requireNewer(store, newest, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training on Spark: interrupted; its job was cancelled");
    } catch (IOException e) {
      throw new UncheckedIOException(options.checkpoints() + ": " + e.getMessage(), e);
    }
  }

  private int requireNewer(CheckpointStore store, int newest, Exception failure)
      throws IOException {
    int now = store.newestStep();
    if (now <= newest) {
      throw new SparkTrainingException(
          "training on Spark: given up, since no "
              + (newest < 0 ? "checkpoint" : "checkpoint after that of step " + newest)
              + " has appeared in "
              + options.checkpoints()
              + " before the last failure: "
              + failure.getMessage(),
          failure);
    }
    LOG.warn("the job failed; another one goes on from step {}", now, failure);
    return now;
  }

  /**
   * The same images for the same rank in the same order, however often a shard is made: a resumed
   * run must see what the unbroken one would have seen.
   */
  private static RDD<Tuple2<Long, ShardImage>> shards(JavaRDD<ShardImage> images, int ranks) {
    JavaPairRDD<Long, ShardImage> numbered =
        images.zipWithIndex().mapToPair(image -> new Tuple2<>(image._2(), image._1()));
    return numbered.repartitionAndSortWithinPartitions(new RoundRobin(ranks)).rdd();
  }

  /** A barrier stage that is the last of its job would not be tried again: a shuffle follows it. */
  private List<RankResult> job(RDD<Tuple2<Long, ShardImage>> shards) throws Exception {
    ClassTag<RankResult> tag = ClassTag$.MODULE$.apply(RankResult.class);
    byte[] token = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(token);
    TrainingTask task =
        new TrainingTask(
            config,
            options,
            new SerializableConfiguration(context.hadoopConfiguration()),
            HexFormat.of().formatHex(token));
    RDD<RankResult> ranks = shards.barrier().mapPartitions(task, false, tag);
    String job = "infogan-" + HexFormat.of().formatHex(token, 0, 4);
    String before = context.getLocalProperty(INTERRUPT_ON_CANCEL);
    context.setInterruptOnCancel(true);
    context.addJobTag(job);
    try {
      return new JavaRDD<>(ranks, tag)
          .coalesce(1, true).collect().stream()
              .sorted((a, b) -> Integer.compare(a.rank, b.rank))
              .toList();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        context.cancelJobsWithTag(job);
      }
      throw e;
    } finally {
      context.removeJobTag(job);
      context.setLocalProperty(INTERRUPT_ON_CANCEL, before);
    }
  }

  private static List<RankResult> sound(List<RankResult> ranks) {
    ranks.stream()
        .map(rank -> rank.failure)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            failure -> {
              throw new SparkTrainingException("training on Spark: " + failure, null);
            });
    return ranks;
  }
}
