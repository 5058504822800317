package org.infogan.spark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.infogan.InfoGanTrainer;
import org.infogan.collective.Collective;
import org.infogan.collective.LocalCollective;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.FloatImages;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;

/** A model of 8×8 images with a code of each kind, and images for it. */
final class Small {

  static final int STEPS = 12;
  static final int IMAGES = 45;

  private Small() {}

  static InfoGanConfig.Builder builder() {
    return InfoGanConfig.builder()
        .image(1, 8, 8)
        .latent(
            Noise.uniform(3),
            LatentCode.categorical("c1", 4),
            LatentCode.uniform("c2", -1, 1),
            LatentCode.bernoulli("c3", 0.5))
        .generator(
            new Dense(16),
            new BatchNorm(),
            new Relu(),
            new Dense(64),
            new Sigmoid(),
            Reshape.to(1, 8, 8))
        .trunk(Reshape.to(64), new Dense(16), new BatchNorm(), new LeakyRelu(0.1))
        .head(new Dense(1))
        .q(new Dense(6))
        .batch(8)
        .steps(STEPS);
  }

  static InfoGanConfig config() {
    return builder().build();
  }

  /** Images of one bright quadrant. */
  static List<float[]> images(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] image = new float[64];
      int bright = random.nextInt(4);
      for (int pixel = 0; pixel < 64; pixel++) {
        int quadrant = pixel / 32 * 2 + pixel % 8 / 4;
        image[pixel] = (float) random.nextDouble(0, 0.2) + (quadrant == bright ? 0.7f : 0);
      }
      images.add(image);
    }
    return images;
  }

  static JavaRDD<float[]> distributed(JavaSparkContext context) {
    return context.parallelize(images(IMAGES), 3);
  }

  static SparkOptions options(Path folder) {
    return SparkOptions.checkpointsIn(folder.toUri().toString())
        .ranks(2)
        .checkpointEvery(5)
        .timeouts(Duration.ofMinutes(2), Duration.ofMinutes(1));
  }

  /** What two ranks on threads of this JVM end with: no Spark, no network. */
  static long checksumWithoutSpark() {
    List<Collective> ranks = LocalCollective.group(2, Duration.ofMinutes(2));
    return ranks.parallelStream().mapToLong(Small::train).max().getAsLong();
  }

  private static long train(Collective rank) {
    List<float[]> all = images(IMAGES);
    float[][] shard =
        IntStream.range(0, IMAGES)
            .filter(i -> i % 2 == rank.rank())
            .mapToObj(all::get)
            .toArray(float[][]::new);
    try (InfoGanTrainer trainer = new InfoGanTrainer(config()).joinRanks(rank)) {
      trainer.fit(FloatImages.of(config().image(), shard)).close();
      return trainer.checksum();
    }
  }

  /** Trains, for more than the model. */
  static List<RankResult> train(
      JavaSparkContext context, InfoGanConfig config, SparkOptions options) {
    return new Training(context.sc(), config, options)
        .run(distributed(context).map(ShardImage::of));
  }
}
