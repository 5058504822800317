package org.infogan.listeners;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.infogan.train.StepMetrics;

/**
 * Keeps pictures of a run in a folder: {@code samples.png}, and {@code traversal-CODE.png} for each
 * code. They are drawn from the same latent vectors each time, so that they show what the generator
 * learns, and replaced as a whole.
 */
public final class RunPictures implements TrainingListener {

  /** The file of generated images. */
  public static final String SAMPLES = "samples.png";

  private static final int ROWS = 10;
  private static final int COLUMNS = 10;

  private final Path folder;
  private final int interval;
  private int lastDrawn = -1;

  /**
   * Draws nothing before a run.
   *
   * @param folder the folder of the pictures, made when it is first written to
   * @param interval the number of steps from one drawing to the next, each of which takes a {@link
   *     RunView#snapshot}; the last step is drawn in any case
   * @throws IllegalArgumentException when the interval is below 1
   */
  public RunPictures(Path folder, int interval) {
    if (interval < 1) {
      throw new IllegalArgumentException(
          "pictures: interval: expected at least 1, found " + interval);
    }
    this.folder = folder;
    this.interval = interval;
  }

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    if (metrics.step() % interval == 0) {
      draw(run, metrics.step());
    }
  }

  @Override
  public void onEnd(RunView run) {
    if (lastDrawn != run.stepsDone()) {
      draw(run, run.stepsDone());
    }
  }

  private void draw(RunView run, int step) {
    try (InfoGan model = run.snapshot()) {
      write(model, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    lastDrawn = step;
  }

  /**
   * Writes the pictures of a model.
   *
   * @param model the model
   * @param folder the folder of the pictures
   * @throws IOException if one cannot be written; the message names it
   */
  public static void write(InfoGan model, Path folder) throws IOException {
    for (Map.Entry<String, ImageGrid> picture : of(model).entrySet()) {
      picture.getValue().write(folder.resolve(picture.getKey()));
    }
  }

  /**
   * The pictures of a model.
   *
   * @param model the model
   * @return by the names of their files, the samples first
   */
  public static Map<String, ImageGrid> of(InfoGan model) {
    long seed = model.config().seed();
    Map<String, ImageGrid> pictures = new LinkedHashMap<>();
    pictures.put(SAMPLES, Pictures.grid(model, model.latents(ROWS * COLUMNS, seed), COLUMNS));
    for (LatentCode code : model.config().latent().codes()) {
      pictures.put(traversal(code), Pictures.traversal(model, code, ROWS, seed));
    }
    return pictures;
  }

  /**
   * The name of the picture that walks along a code.
   *
   * @param code the code
   * @return the name of the file
   */
  public static String traversal(LatentCode code) {
    return "traversal-" + code.name() + ".png";
  }
}
