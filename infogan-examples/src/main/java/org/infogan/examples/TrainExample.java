package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.files.Mnist;
import org.infogan.train.StepMetrics;

/**
 * Trains on MNIST, watches, and saves the model.
 *
 * <p>Arguments, all optional: the file to write (model.zip), and the number of steps.
 */
public final class TrainExample {

  private TrainExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "model.zip");
    InfoGanConfig config = InfoGanConfig.mnist();
    if (args.length > 1) {
      config = config.toBuilder().steps(Integer.parseInt(args[1])).build();
    }
    // Trainer and model keep their numbers outside the Java heap, so both want to be closed.
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(new Watcher());
        InfoGan model = trainer.fit(Mnist.load().train())) {
      model.save(file);
      System.out.println("saved " + file);
    }
  }

  /** Prints the statistics of every hundredth step. */
  static final class Watcher implements TrainingListener {
    @Override
    public void onStep(RunView run, StepMetrics stats) {
      if (stats.step() % 100 == 1) {
        System.out.printf(
            "step %d: loss of D %.3f, loss of G %.3f, L_I %s%n",
            stats.step(),
            stats.discriminatorLoss(),
            stats.generatorLoss(),
            stats.mutualInformation());
      }
    }
  }
}
