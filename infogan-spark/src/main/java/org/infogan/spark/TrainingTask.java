package org.infogan.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.util.SerializableConfiguration;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.collective.Collective;
import org.infogan.collective.CollectiveException;
import org.infogan.collective.RingListener;
import org.infogan.collective.RingOptions;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.train.StepMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/**
 * One rank, as a task of a barrier stage: tells the others its port, makes the ring, takes the
 * newest checkpoint from rank 0 and trains on its shard.
 *
 * <p>What would fail again in the same way is returned, so that the driver says it once. What may
 * not, a lost rank above all, is thrown: Spark then starts all tasks of the stage anew.
 */
final class TrainingTask
    extends AbstractFunction1<Iterator<Tuple2<Long, ShardImage>>, Iterator<RankResult>>
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TrainingTask.class);

  private final String config;
  private final SparkOptions options;
  private final SerializableConfiguration hadoop;
  private final String token;

  TrainingTask(
      InfoGanConfig config, SparkOptions options, SerializableConfiguration hadoop, String token) {
    this.config = config.toJson();
    this.options = options;
    this.hadoop = hadoop;
    this.token = token;
  }

  @Override
  public Iterator<RankResult> apply(Iterator<Tuple2<Long, ShardImage>> images) {
    BarrierTaskContext context = BarrierTaskContext.get();
    List<ShardImage> shard = new ArrayList<>();
    CollectionConverters.asJava(images).forEachRemaining(image -> shard.add(image._2()));
    try (RingListener listener = RingListener.open(host(context), 0)) {
      String mine = listener.address().getHostString() + ":" + listener.address().getPort();
      List<InetSocketAddress> ranks =
          Arrays.stream(context.allGather(mine)).map(TrainingTask::address).toList();
      // No rank of an earlier attempt can join this one.
      String secret = token + "/" + context.stageAttemptNumber();
      RingOptions ring = new RingOptions(secret, options.ready(), options.timeout());
      try (Collective rank = listener.connect(context.partitionId(), ranks, ring)) {
        return CollectionConverters.asScala(List.of(run(context, rank, shard)).iterator());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static String host(BarrierTaskContext context) {
    return address(context.getTaskInfos()[context.partitionId()].address()).getHostString();
  }

  /** Host and port, of which Spark's own may lack the port. */
  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return colon < 0 || text.endsWith("]")
        ? InetSocketAddress.createUnresolved(text, 0)
        : InetSocketAddress.createUnresolved(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private RankResult run(BarrierTaskContext context, Collective rank, List<ShardImage> shard)
      throws IOException {
    int attempt = context.stageAttemptNumber();
    try {
      return train(context, rank, shard);
    } catch (CollectiveException e) {
      if (e.endedBy().isEmpty()) {
        rank.abort(String.valueOf(e.getMessage()));
        throw e;
      }
      // The rank that ended the run says whether it is worth another attempt.
      return RankResult.failed(rank.rank(), attempt, String.valueOf(e.getMessage()));
    } catch (CancellationException | UncheckedIOException e) {
      rank.abort(String.valueOf(e.getMessage()));
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("rank {} failed", rank.rank(), e);
      String cause = e.getMessage() == null ? e.toString() : e.getMessage();
      rank.abort(cause);
      return RankResult.failed(rank.rank(), attempt, "rank " + rank.rank() + ": " + cause);
    } catch (IOException | Error e) {
      rank.abort(String.valueOf(e));
      throw e;
    }
  }

  private RankResult train(BarrierTaskContext context, Collective rank, List<ShardImage> shard)
      throws IOException {
    InfoGanConfig wanted = InfoGanConfig.fromJson(config);
    CheckpointStore store =
        rank.rank() == 0 ? new CheckpointStore(options.checkpoints(), hadoop.value()) : null;
    try (InfoGanTrainer trainer = trainer(wanted, rank, store)) {
      trainer.joinRanks(rank);
      ImageDataset images = ShardImage.toDataset(shard, wanted.image(), options.skipsUnreadable());
      int resumedAt = trainer.stepsDone();
      LOG.info(
          "rank {} of {}: {} images, from step {} on",
          rank.rank(),
          rank.size(),
          images.size(),
          resumedAt);
      trainer.addListener(new Watch(context));
      trainer.addListener(options.listeners().of(rank.rank(), context.stageAttemptNumber()));
      if (store != null) {
        trainer.addListener(new Saving(store, wanted.steps()));
      }
      try (InfoGan model = trainer.fit(images)) {
        byte[] file = rank.rank() == 0 ? ModelBytes.of(model) : new byte[0];
        return RankResult.trained(
            rank.rank(), context.stageAttemptNumber(), resumedAt, trainer.checksum(), file);
      }
    }
  }

  /** All ranks begin with rank 0's newest checkpoint that can be read, or else anew. */
  private InfoGanTrainer trainer(InfoGanConfig wanted, Collective rank, CheckpointStore store)
      throws IOException {
    byte[] found = rank.broadcast(store == null ? new byte[0] : newest(store), 0);
    if (found.length == 0) {
      return new InfoGanTrainer(wanted);
    }
    InfoGanTrainer trainer = resume(found);
    InfoGanConfig ofRun = trainer.config();
    if (!ofRun.toBuilder().steps(wanted.steps()).build().equals(wanted)
        || ofRun.steps() > wanted.steps()) {
      trainer.close();
      throw new IllegalArgumentException(
          options.checkpoints()
              + ": expected checkpoints of a run with this configuration, found one of another;"
              + " name another folder, or remove them");
    }
    return trainer.endAt(wanted.steps());
  }

  private static byte[] newest(CheckpointStore store) throws IOException {
    for (org.apache.hadoop.fs.Path file : store.list()) {
      byte[] bytes = store.read(file);
      try {
        resume(bytes).close();
        return bytes;
      } catch (IOException e) {
        LOG.warn("{}: cannot be read; looking for an earlier one", file, e);
      }
    }
    return new byte[0];
  }

  private static InfoGanTrainer resume(byte[] checkpoint) throws IOException {
    Path file = Files.createTempFile("infogan-checkpoint", ".zip");
    try {
      Files.write(file, checkpoint);
      return InfoGanTrainer.resume(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Ends a task that Spark no longer wants, between two steps. */
  private record Watch(BarrierTaskContext context) implements TrainingListener {
    @Override
    public void onStep(RunView run, StepMetrics metrics) {
      if (context.isInterrupted()) {
        throw new CancellationException("the task was cancelled after step " + metrics.step());
      }
    }
  }

  /**
   * Saves checkpoints, that of the last step too: a run begun anew by its end is not made again.
   */
  private final class Saving implements TrainingListener {

    private final CheckpointStore store;
    private final int last;

    Saving(CheckpointStore store, int last) {
      this.store = store;
      this.last = last;
    }

    @Override
    public void onStep(RunView run, StepMetrics metrics) {
      if (metrics.step() % options.checkpointEvery() == 0 || metrics.step() == last) {
        try {
          store.save(run, options.keep());
        } catch (IOException e) {
          throw new UncheckedIOException(e.getMessage(), e);
        }
      }
    }
  }
}
