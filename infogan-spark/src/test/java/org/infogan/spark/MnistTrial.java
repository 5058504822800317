package org.infogan.spark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Mnist;
import org.infogan.eval.Evaluation;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * MNIST on two executors, against one trainer with as many images a step as both together: a trial
 * of one command, which prints both evaluations. {@code docs/spark.md} has the command.
 */
@EnabledIfSystemProperty(named = "infogan.trial.steps", matches = "[0-9]+")
class MnistTrial {

  private static final int RANKS = 2;
  private static final long SEED = 11;

  @TempDir private Path folder;

  @Test
  void twoExecutorsTrainMnist() throws Exception {
    int steps = Integer.getInteger("infogan.trial.steps");
    // The game alone: the refinement that may follow it is made by one rank.
    InfoGanConfig each =
        InfoGanConfig.mnist().toBuilder()
            .seed(SEED)
            .steps(steps)
            .refinement(Refinement.NONE)
            .build();
    Mnist mnist = Mnist.load();
    Instant start = Instant.now();
    try (InfoGan model = onExecutors(mnist.train(), each)) {
      print("Two executors, 2 x " + each.batch() + " images a step", start, model, mnist);
    }
    InfoGanConfig whole = each.toBuilder().batch(RANKS * each.batch()).build();
    Instant startOfOne = Instant.now();
    try (InfoGanTrainer trainer = new InfoGanTrainer(whole)) {
      trainer.addListener(progress(0, 0));
      try (InfoGan model = trainer.fit(mnist.train())) {
        print("One process, " + whole.batch() + " images a step", startOfOne, model, mnist);
      }
    }
  }

  private InfoGan onExecutors(ImageDataset images, InfoGanConfig config) throws Exception {
    SparkConf conf =
        LocalClusterTest.conf("local-cluster[2,1,2048]")
            .set("spark.executor.memory", "2048m")
            .set("spark.executor.extraJavaOptions", "-XX:ActiveProcessorCount=1");
    JavaSparkContext context = new JavaSparkContext(conf);
    System.out.println(
        "Steps are printed to the executors' files, "
            + Path.of(
                System.getenv("SPARK_HOME"), "work", context.sc().applicationId(), "*/stdout"));
    try {
      return SparkInfoGan.fit(
          context.parallelize(pixels(images), RANKS),
          config,
          SparkOptions.checkpointsIn(folder.toUri().toString())
              .ranks(RANKS)
              .listeners(MnistTrial::progress));
    } finally {
      context.stop();
    }
  }

  private static void print(String what, Instant start, InfoGan model, Mnist mnist) {
    long seconds = Duration.between(start, Instant.now()).toSeconds();
    System.out.printf("%s: %d:%02d minutes%n", what, seconds / 60, seconds % 60);
    System.out.println(Evaluation.of(model, mnist.train(), mnist.test()).report());
  }

  private static List<float[]> pixels(ImageDataset images) {
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      float[] pixels = new float[images.shape().pixels()];
      images.read(i, pixels);
      all.add(pixels);
    }
    return all;
  }

  private static TrainingListener progress(int rank, int attempt) {
    return new TrainingListener() {
      @Override
      public void onStep(RunView run, StepMetrics metrics) {
        if (rank == 0 && metrics.step() % 100 == 0) {
          System.out.println("step " + metrics.step() + ": " + metrics);
        }
      }
    };
  }
}
