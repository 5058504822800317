package org.infogan.spark;

import java.nio.file.Path;
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

  @TempDir private Path folder;

  @Test
  void twoExecutorsTrainMnist() throws Exception {
    int steps = Integer.getInteger("infogan.trial.steps");
    InfoGanConfig whole =
        InfoGanConfig.mnist().toBuilder().steps(steps).refinement(Refinement.NONE).build();
    InfoGanConfig half = whole.toBuilder().batch(whole.batch() / 2).build();
    Mnist mnist = Mnist.load();
    SparkConf conf =
        LocalClusterTest.conf("local-cluster[2,1,2048]").set("spark.executor.memory", "2048m");
    JavaSparkContext context = new JavaSparkContext(conf);
    try (InfoGan model =
        SparkInfoGan.fit(
            context.parallelize(pixels(mnist.train()), 2),
            half,
            Small.options(folder).checkpointEvery(500).listeners(MnistTrial::progress))) {
      System.out.println("Two executors, 2 x " + half.batch() + " images a step");
      System.out.println(Evaluation.of(model, mnist.train(), mnist.test()).report());
    } finally {
      context.stop();
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(whole);
        InfoGan model = trainer.fit(mnist.train())) {
      System.out.println("One process, " + whole.batch() + " images a step");
      System.out.println(Evaluation.of(model, mnist.train(), mnist.test()).report());
    }
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
