package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.infogan.collective.Collective;
import org.infogan.collective.CollectiveException;
import org.infogan.collective.LocalCollective;
import org.infogan.collective.RankThreads;
import org.infogan.collective.RankThreads.Outcome;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Pretraining;
import org.infogan.config.Schedule;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.nn.optim.Adam;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several trainers that train one model: what they agree on, and how a run of theirs ends. */
class RanksTrainingTest {

  @TempDir private Path folder;

  private static List<Collective> group(int size) {
    return LocalCollective.group(size, Duration.ofMinutes(2));
  }

  /** Each rank's own images, of different numbers. */
  private static ImageDataset shard(Collective rank) {
    return Tiny.quadrants(20 + 3 * rank.rank(), 100 + rank.rank());
  }

  private static InfoGanConfig everyTerm() {
    return Tiny.builder()
        .updatePartition(UpdatePartition.SEPARATE)
        .informationAdam(Adam.withLearningRate(1e-3))
        .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
        .r1Gamma(0.1)
        .contrastiveWeight(Schedule.constant(0.3))
        .gradientClipNorm(1)
        .generatorEmaDecay(0.9)
        .build();
  }

  @Test
  void replicasHaveTheSameBitsAfterTwoHundredSteps() {
    InfoGanConfig config = Tiny.builder().steps(200).build();
    for (Function<Integer, List<Collective>> kind :
        List.<Function<Integer, List<Collective>>>of(
            RanksTrainingTest::group, size -> RankThreads.ring(size, Duration.ofMinutes(2)))) {
      List<Long> sums =
          RankThreads.results(kind.apply(3), rank -> train(config, rank, shard(rank)));
      assertThat(sums).containsOnly(sums.get(0));
    }
  }

  @Test
  void replicasHaveTheSameBitsWithEveryTerm() {
    List<Long> sums = RankThreads.results(group(2), rank -> train(everyTerm(), rank, shard(rank)));
    assertThat(sums).containsOnly(sums.get(0));
  }

  /** Q's answers are averaged over the ranks, each of which has images of its own. */
  @Test
  void replicasLearnTheSamePrior() {
    LatentCode code = LatentCode.categorical("c1", 4).withPrior(CategoricalPrior.LEARNED);
    InfoGanConfig config = Tiny.builder().latent(Tiny.config().latent().with(code)).build();
    List<CategoricalPrior> priors =
        RankThreads.results(
            group(2),
            rank -> {
              try (InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(rank);
                  InfoGan model = trainer.fit(shard(rank))) {
                return model.config().latent().firstCategorical().orElseThrow().prior();
              }
            });
    assertThat(priors.get(0).isGiven()).isTrue();
    assertThat(priors.get(1)).isEqualTo(priors.get(0));
  }

  private static long train(InfoGanConfig config, Collective rank, ImageDataset images) {
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(rank);
        InfoGan model = trainer.fit(images)) {
      assertThat(model.config()).isEqualTo(config);
      return trainer.checksum();
    }
  }

  @Test
  void seedAndNumberOfRanksFixTheRun() {
    long once = RankThreads.results(group(2), rank -> train(everyTerm(), rank, shard(rank))).get(0);
    long twice =
        RankThreads.results(
                RankThreads.ring(2, Duration.ofMinutes(2)),
                rank -> train(everyTerm(), rank, shard(rank)))
            .get(1);
    long ofThree =
        RankThreads.results(group(3), rank -> train(everyTerm(), rank, shard(rank))).get(0);
    assertThat(twice).isEqualTo(once);
    assertThat(ofThree).isNotEqualTo(once);
  }

  /** Two ranks with the same images draw different batches and latent vectors. */
  @Test
  void noTwoRanksSeeTheSame() {
    List<StepMetrics> metrics =
        RankThreads.results(
            group(2),
            rank -> {
              try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config()).joinRanks(rank)) {
                return trainer.step(Tiny.quadrants(20, 1));
              }
            });
    assertThat(metrics.get(0).discriminatorLoss()).isNotEqualTo(metrics.get(1).discriminatorLoss());
    assertThat(metrics.get(0).mutualInformation()).isNotEqualTo(metrics.get(1).mutualInformation());
  }

  @Test
  void oneRankIsTheTrainerAlone() {
    InfoGanConfig config = everyTerm();
    long alone;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(Tiny.quadrants(20, 1))) {
      alone = trainer.checksum();
      assertThat(model.config()).isEqualTo(config);
    }
    assertThat(RankThreads.results(group(1), rank -> train(config, rank, Tiny.quadrants(20, 1))))
        .containsExactly(alone);
  }

  @Test
  void whatARankFailsWithEndsAllInTheSameStep() {
    InfoGanConfig config = Tiny.builder().steps(50).build();
    int[] steps = new int[3];
    List<Outcome<Void>> outcomes =
        RankThreads.run(
            group(3),
            rank -> {
              ImageDataset images = rank.rank() == 1 ? Tiny.failing(shard(rank), 5) : shard(rank);
              try (InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(rank)) {
                try {
                  trainer.fit(images);
                } finally {
                  steps[rank.rank()] = trainer.stepsDone();
                }
              }
              return null;
            });
    assertThat(outcomes.get(1).thrown()).hasMessage("image 5 is gone");
    for (int other : new int[] {0, 2}) {
      assertThat(outcomes.get(other).thrown())
          .isInstanceOf(CollectiveException.class)
          .hasMessage("rank 1 ended the run: image 5 is gone");
      assertThat(steps[other]).isEqualTo(steps[1]);
    }
  }

  @Test
  void divergenceOnOneRankIsTheEndOfAll() {
    InfoGanConfig config =
        Tiny.builder().generatorAdam(Adam.withLearningRate(1e30)).steps(50).build();
    List<Outcome<Long>> outcomes =
        RankThreads.run(group(2), rank -> train(config, rank, shard(rank)));
    assertThat(outcomes)
        .allSatisfy(
            outcome -> assertThat(outcome.thrown()).hasMessageContaining("diverged in step"));
    assertThat(outcomes.stream().map(outcome -> outcome.thrown().getMessage()).toList().toString())
        .doesNotContain("step 50");
  }

  @Test
  void aStopOnOneRankEndsAllWithTheSameStep() {
    InfoGanConfig config = Tiny.builder().steps(50).build();
    List<Integer> steps =
        RankThreads.results(
            group(3),
            rank -> {
              try (InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(rank)) {
                trainer.addListener(
                    new TrainingListener() {
                      @Override
                      public void onStep(RunView run, StepMetrics metrics) {
                        if (rank.rank() == 2 && metrics.step() == 4) {
                          run.stop();
                        }
                      }
                    });
                trainer.fit(shard(rank)).close();
                int stopped = trainer.stepsDone();
                // A stopped run goes on with the next call.
                trainer.fit(shard(rank)).close();
                assertThat(trainer.stepsDone()).isEqualTo(50);
                return stopped;
              }
            });
    assertThat(steps).containsExactly(5, 5, 5);
  }

  @Test
  void anInterruptOfOneRankEndsAll() {
    List<Outcome<Long>> outcomes =
        RankThreads.run(
            group(2),
            rank -> {
              if (rank.rank() == 1) {
                Thread.currentThread().interrupt();
              }
              return train(Tiny.config(), rank, shard(rank));
            });
    assertThat(outcomes.get(1).thrown()).isInstanceOf(CancellationException.class);
    assertThat(outcomes.get(0).thrown())
        .isInstanceOf(CollectiveException.class)
        .hasMessageContaining("rank 1")
        .hasMessageContaining("interrupted");
  }

  @Test
  void aShardWithoutABatchIsSaidOnEveryRank() {
    List<Outcome<Long>> outcomes =
        RankThreads.run(
            group(2),
            rank -> train(Tiny.config(), rank, Tiny.quadrants(rank.rank() == 0 ? 20 : 7, 1)));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome.thrown())
                    .hasMessageContaining("expected at least one batch of 8, found 7 images"));
  }

  @Test
  void anotherConfigurationOnARankIsRefusedBeforeTheFirstStep() {
    List<Outcome<Long>> outcomes =
        RankThreads.run(
            group(2), rank -> train(Tiny.builder().seed(rank.rank()).build(), rank, shard(rank)));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome.thrown())
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageContaining("configuration")
                    .hasMessageContaining("on rank 1"));
  }

  @Test
  void replicasThatPartAreFoundAtTheNextComparison() {
    InfoGanConfig config = Tiny.builder().steps(120).build();
    List<Outcome<Long>> outcomes =
        RankThreads.run(
            group(2),
            rank -> train(config, rank.rank() == 1 ? new Corrupting(rank) : rank, shard(rank)));
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome.thrown())
                    .isInstanceOf(CollectiveException.class)
                    .hasMessageContaining("parameters after step 100")
                    .hasMessageContaining("on rank 1"));
  }

  /** A network card that changes one bit of one sum. */
  private static final class Corrupting implements Collective {

    private final Collective sound;
    private int sums;

    Corrupting(Collective sound) {
      this.sound = sound;
    }

    @Override
    public int rank() {
      return sound.rank();
    }

    @Override
    public int size() {
      return sound.size();
    }

    @Override
    public void sum(List<FloatBuffer> vector) {
      sound.sum(vector);
      if (++sums == 60) {
        FloatBuffer first = vector.get(0);
        first.put(0, Float.intBitsToFloat(Float.floatToIntBits(first.get(0)) ^ 1 << 20));
      }
    }

    @Override
    public byte[] broadcast(byte[] bytes, int root) {
      return sound.broadcast(bytes, root);
    }

    @Override
    public void abort(String cause) {
      sound.abort(cause);
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  @Test
  void aResumedRunEndsWithTheBitsOfTheUnbrokenOne() throws IOException {
    InfoGanConfig config = everyTerm().toBuilder().steps(6).build();
    long unbroken = RankThreads.results(group(2), rank -> train(config, rank, shard(rank))).get(0);
    Path file = interruptedAfter(3, config, 2);
    List<Long> resumed = resume(file, 2);
    assertThat(resumed).containsExactly(unbroken, unbroken);
  }

  /** Defined: the same state goes on, on other batches. */
  @Test
  void aRunMayBeResumedWithAnotherNumberOfRanks() throws IOException {
    InfoGanConfig config = Tiny.builder().steps(6).build();
    Path file = interruptedAfter(3, config, 3);
    // 20 + 23 + 26 images over three ranks are 69; two ranks with 69 others may go on.
    List<Long> ofTwo =
        RankThreads.results(
            group(2),
            rank -> {
              try (InfoGanTrainer trainer = InfoGanTrainer.resume(file).joinRanks(rank)) {
                trainer.fit(Tiny.quadrants(34 + rank.rank(), 1)).close();
                return trainer.checksum();
              }
            });
    assertThat(ofTwo).containsOnly(ofTwo.get(0));
    assertThat(RankThreads.run(group(2), rank -> resumeOne(file, rank)))
        .allSatisfy(
            outcome ->
                assertThat(outcome.thrown())
                    .hasMessageContaining("expected the 69 images")
                    .hasMessageContaining("found 43"));
  }

  private Path interruptedAfter(int steps, InfoGanConfig config, int size) {
    Path file = folder.resolve("checkpoint.zip");
    RankThreads.results(
        group(size),
        rank -> {
          try (InfoGanTrainer trainer = new InfoGanTrainer(config).joinRanks(rank)) {
            for (int step = 0; step < steps; step++) {
              trainer.step(shard(rank));
            }
            if (rank.rank() == 0) {
              trainer.saveCheckpoint(file);
            }
          }
          return null;
        });
    return file;
  }

  private static List<Long> resume(Path file, int size) {
    return RankThreads.results(group(size), rank -> resumeOne(file, rank));
  }

  private static long resumeOne(Path file, Collective rank) throws IOException {
    try (InfoGanTrainer trainer = InfoGanTrainer.resume(file).joinRanks(rank)) {
      trainer.fit(shard(rank)).close();
      return trainer.checksum();
    }
  }

  @Test
  void categoriesFoundOnPartsOfTheDataAreRefused() {
    InfoGanConfig config =
        Tiny.builder()
            .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
            .pretraining(Pretraining.of(3, new Jitter(0.1, 0.1, 0.1, 1)))
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      assertThatThrownBy(() -> trainer.joinRanks(group(2).get(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pretraining")
          .hasMessageContaining("found 3 steps");
    }
  }

  @Test
  void ranksAreJoinedBeforeTheFirstStep() {
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config())) {
      trainer.step(Tiny.quadrants(20, 1));
      assertThatThrownBy(() -> trainer.joinRanks(Collective.alone()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("found one that has trained");
    }
  }
}
