package org.infogan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.explore.LiveExplorer;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageShape;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page looks on while a model is trained. */
class TrainingBrowserTest {

  /** Not so fast that nobody could look. */
  private static final TrainingListener SLOW =
      new TrainingListener() {
        @Override
        public void onStep(RunView run, StepMetrics metrics) {
          try {
            TimeUnit.MILLISECONDS.sleep(20);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  @TempDir private Path folder;

  @Test
  @SuppressWarnings("try") // closed before the end, to see what the page says then
  void theNewestModelIsSeenUntilTheEnd() throws IOException {
    DataSource data = data();
    try (Browser browser = Browser.start(folder);
        InfoGanTrainer trainer = new InfoGanTrainer(SmallModel.config(1_000_000));
        LiveExplorer explorer = LiveExplorer.start("runs/mine/model.zip", data, 0)) {
      trainer.addListener(explorer.listener()).addListener(SLOW);
      CompletableFuture<Void> run =
          CompletableFuture.runAsync(() -> trainer.fit(data.train()).close());
      browser.open(explorer.address(), 1200, 900);
      String first = browser.pixels("#current");
      browser.await("a newer model", () -> !browser.pixels("#current").equals(first));
      assertThat(browser.find("#progress").getText())
          .matches("Training: step [0-9,]+ of 1,000,000");
      assertThat(browser.find("#file").getText()).isEqualTo("runs/mine/model.zip");
      trainer.stop();
      run.join();
      browser.await(
          "the end", () -> browser.find("#progress").getText().matches("Trained: step [0-9,]+"));
      explorer.close();
      browser.await("a message", () -> browser.problem().contains("does not answer"));
      assertThat(browser.problem()).contains("infogan", "explore --model runs/mine/model.zip");
    }
  }

  private static DataSource data() {
    float[][] pixels = new float[32][64];
    for (int i = 0; i < 32; i++) {
      pixels[i][2 * i] = 1;
    }
    return new DataSource(
        "dots",
        FloatImages.wrap(new ImageShape(1, 8, 8), pixels),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
