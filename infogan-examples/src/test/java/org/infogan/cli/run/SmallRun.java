package org.infogan.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.examples.ShapeImages;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.train.StepMetrics;

/**
 * The train command's run with networks so small that a step takes milliseconds, to be stopped and
 * killed as a process: arguments are the folder and the number of steps. Says each step on standard
 * output, and first the step that it begins after.
 */
public final class SmallRun {

  static final int CHECKPOINT_EVERY = 10;
  static final int REFRESH = 25;
  static final ImageDataset IMAGES = new ShapeImages(300);

  private SmallRun() {}

  public static InfoGanConfig config(int steps) {
    int pixels = ShapeImages.SIDE * ShapeImages.SIDE;
    return InfoGanConfig.builder()
        .image(1, ShapeImages.SIDE, ShapeImages.SIDE)
        .latent(Noise.uniform(4), LatentCode.categorical("c1", 2))
        .generator(
            new Dense(32),
            new BatchNorm(),
            new Relu(),
            new Dense(pixels),
            Reshape.to(1, ShapeImages.SIDE, ShapeImages.SIDE),
            new Sigmoid())
        .trunk(Reshape.to(pixels), new Dense(32), new LeakyRelu(0.1), Dropout.of(0.2))
        .head(new Dense(1))
        .q(new Dense(16), new BatchNorm(), new LeakyRelu(0.1), new Dense(2))
        .updatePartition(UpdatePartition.SEPARATE)
        .generatorEmaDecay(0.99)
        .batch(16)
        .steps(steps)
        .build();
  }

  /** Begins the run, or goes on with it. */
  @SuppressWarnings("DefaultCharset")
  public static void main(String[] arguments) throws IOException {
    Path path = Path.of(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    PrintWriter err = new PrintWriter(System.err, true);
    RunFolder folder = RunFolder.create(path);
    try (InfoGanTrainer trainer =
        InfoGanTrainer.resumeNewest(path, e -> err.println(e.getMessage()))
            .orElseGet(() -> new InfoGanTrainer(config(steps)))) {
      System.out.println(trainer.stepsDone());
      trainer.addListener(
          new TrainingListener() {
            @Override
            public void onStep(RunView run, StepMetrics stats) {
              System.out.println(stats.step());
            }
          });
      train(trainer, folder, err);
    } catch (StoppedException e) {
      err.println(e.getMessage());
    }
  }

  /** The run's own part, in this process. */
  static void train(InfoGanTrainer trainer, RunFolder folder, PrintWriter err) throws IOException {
    TrainingRun run =
        new TrainingRun(
            folder,
            REFRESH,
            CHECKPOINT_EVERY,
            2,
            Optional.empty(),
            "train --resume " + folder.path(),
            err);
    try (InfoGan model = run.train(trainer, IMAGES, new StepClock())) {
      err.println("trained " + model.config().steps());
    }
  }

  /** The rows of the statistics without the last column, which is the speed. */
  public static List<String> rows(Path folder) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String row :
        Files.readAllLines(folder.resolve(RunFolder.METRICS), StandardCharsets.UTF_8)) {
      rows.add(row.substring(0, row.lastIndexOf(',')));
    }
    return rows;
  }
}
