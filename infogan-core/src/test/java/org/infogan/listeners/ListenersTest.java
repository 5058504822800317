package org.infogan.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.Saved;
import org.infogan.Tiny;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listeners of this package in a run: what they leave, and that they change nothing. */
class ListenersTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);
  private static final InfoGanConfig CONFIG = Tiny.builder().steps(5).build();

  @TempDir private Path folder;

  @Test
  void aRunWithAllOfThemHasTheBitsOfOneWithNone() throws IOException {
    StringBuilder console = new StringBuilder();
    byte[] watched;
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG)) {
      trainer
          .addListener(new ProgressLines(console))
          .addListener(new MetricsCsv(folder.resolve("metrics.csv")))
          .addListener(new RunPictures(folder, 2));
      try (InfoGan model = trainer.fit(IMAGES)) {
        watched = Saved.bytes(model);
      }
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG);
        InfoGan model = trainer.fit(IMAGES)) {
      assertThat(watched).isEqualTo(Saved.bytes(model));
    }
    assertThat(console.toString()).startsWith("step 5/5  D ");
    assertThat(Files.readAllLines(folder.resolve("metrics.csv"))).hasSize(6);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "metrics.csv",
            "samples.png",
            "traversal-c1.png",
            "traversal-c2.png",
            "traversal-c3.png",
            "traversal-c4.png");
  }

  /** A second fit, and a run that was resumed, go on with the same file. */
  @Test
  void rowsGoOnWhereARunGoesOn() throws IOException {
    Path csv = folder.resolve("metrics.csv");
    Path checkpoint = folder.resolve("checkpoint.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG).addListener(new MetricsCsv(csv))) {
      trainer.addListener(savingAfter(3, checkpoint)).fit(IMAGES).close();
      List<String> five = withoutSpeed(csv);
      List<StepMetrics> earlier = new ArrayList<>();
      try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoint)) {
        resumed.addListener(new MetricsCsv(csv, earlier::add)).fit(IMAGES).close();
      }
      assertThat(withoutSpeed(csv)).isEqualTo(five);
      assertThat(earlier).extracting(StepMetrics::step).containsExactly(1, 2, 3);
      trainer.fit(IMAGES).close();
      assertThat(withoutSpeed(csv)).startsWith(five.toArray(String[]::new)).hasSize(11);
    }
  }

  private static TrainingListener savingAfter(int step, Path file) {
    return new TrainingListener() {
      @Override
      public void onStep(RunView run, StepMetrics metrics) {
        if (metrics.step() == step) {
          try {
            run.saveCheckpoint(file);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        }
      }
    };
  }

  private static List<String> withoutSpeed(Path csv) throws IOException {
    return Files.readAllLines(csv).stream().map(row -> row.replaceFirst(",[^,]*$", "")).toList();
  }

  /**
   * Ten images a row, of 8 pixels enlarged tenfold; a line of ten beside each, two at the edges.
   */
  @Test
  void theLastStepIsDrawnOnce() throws IOException {
    RunPictures pictures = new RunPictures(folder, 4);
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG).addListener(pictures)) {
      trainer.fit(IMAGES).close();
      BufferedImage samples = ImageIO.read(folder.resolve(RunPictures.SAMPLES).toFile());
      assertThat(samples.getWidth()).isEqualTo(930);
      Files.delete(folder.resolve("samples.png"));
      pictures.onEnd(trainer);
      assertThat(folder.resolve("samples.png")).doesNotExist();
    }
  }

  @Test
  void picturesOfEveryNoStepAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunPictures(folder, 0))
        .withMessage("pictures: interval: expected at least 1, found 0");
  }
}
