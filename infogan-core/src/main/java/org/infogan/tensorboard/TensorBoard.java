package org.infogan.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.io.ImageGrid;
import org.infogan.listeners.RunPictures;
import org.infogan.train.StepMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as TensorBoard reads it:
 *
 * <pre>{@code
 * trainer.addListener(new TensorBoard(Path.of("runs/board/first"), 250));
 * // then: tensorboard --logdir runs/board
 * }</pre>
 *
 * <ul>
 *   <li>scalars after each step, by the names of {@link StepMetrics#names}
 *   <li>the pictures of {@link RunPictures} every so many steps, and after the last
 *   <li>histograms of all parameters at the end of an epoch, {@code parameters/generator/0.weight}
 *       and so on, at least 100 steps apart
 * </ul>
 *
 * <p>Each start of a run begins a new file in the folder, {@code events.out.tfevents…}, and says
 * with which step; TensorBoard drops what earlier files have of this step and later ones. So a run
 * that goes on from a checkpoint has one curve, and a new run takes the place of the one before.
 * What was written can be seen after two seconds. The file is closed at the end of the run; {@link
 * #close} closes it where an exception ends the run.
 */
public final class TensorBoard implements TrainingListener, AutoCloseable {

  private static final int STEPS_BETWEEN_HISTOGRAMS = 100;

  private final Path folder;
  private final int pictureInterval;
  private final InstantSource clock;
  private @Nullable EventFile file;
  private int lastHistograms = -STEPS_BETWEEN_HISTOGRAMS;
  private int lastPictures = -1;

  /**
   * Scalars and histograms, and those pictures that {@link #draw} is given.
   *
   * @param folder the folder of this run alone, made if absent; its name is the run's in
   *     TensorBoard
   */
  public TensorBoard(Path folder) {
    this(folder, Integer.MAX_VALUE, InstantSource.system());
  }

  /**
   * Scalars, histograms and pictures.
   *
   * @param folder the folder of this run alone, made if absent; its name is the run's in
   *     TensorBoard
   * @param pictureInterval the number of steps from one drawing of the pictures to the next, each
   *     of which takes a {@link RunView#snapshot}
   * @throws IllegalArgumentException when the interval is below 1
   */
  public TensorBoard(Path folder, int pictureInterval) {
    this(folder, pictureInterval, InstantSource.system());
    if (pictureInterval < 1) {
      throw new IllegalArgumentException(
          "TensorBoard: picture interval: expected at least 1, found " + pictureInterval);
    }
  }

  TensorBoard(Path folder, int pictureInterval, InstantSource clock) {
    this.folder = folder;
    this.pictureInterval = pictureInterval;
    this.clock = clock;
  }

  /** Writes events, and may fail with an exception of input and output. */
  private interface Writing {
    void to(EventFile events) throws IOException;
  }

  private void write(Writing writing) {
    try {
      if (file == null) {
        file = new EventFile(folder, clock);
      }
      writing.to(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void onStart(RunView run) {
    closeUnchecked();
    write(events -> events.start(run.stepsDone() + 1L));
  }

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    List<ProtoMessage> scalars = new ArrayList<>();
    metrics
        .byName(run.config())
        .forEach((name, value) -> scalars.add(SummaryValue.scalar(name, value)));
    write(events -> events.summary(metrics.step(), scalars));
    if (metrics.step() % pictureInterval == 0) {
      draw(run);
    }
  }

  @Override
  public void onEpoch(RunView run, int epoch) {
    if (run.stepsDone() - lastHistograms < STEPS_BETWEEN_HISTOGRAMS) {
      return;
    }
    lastHistograms = run.stepsDone();
    List<ProtoMessage> histograms = new ArrayList<>();
    run.readParameters(
        (name, values) -> histograms.add(SummaryValue.histogram("parameters/" + name, values)));
    write(events -> events.summary(run.stepsDone(), histograms));
  }

  @Override
  public void onEnd(RunView run) {
    if (pictureInterval < Integer.MAX_VALUE && lastPictures != run.stepsDone()) {
      draw(run);
    }
    closeUnchecked();
  }

  private void draw(RunView run) {
    try (InfoGan model = run.snapshot()) {
      draw(model, run.stepsDone());
    }
  }

  /**
   * Writes the pictures of a model, at any time.
   *
   * @param model the model
   * @param step the number of the step that it has had last
   * @throws UncheckedIOException if they cannot be written
   */
  public void draw(InfoGan model, int step) {
    List<ProtoMessage> pictures = new ArrayList<>();
    for (Map.Entry<String, ImageGrid> picture : RunPictures.of(model).entrySet()) {
      String tag = picture.getKey().replace(".png", "");
      pictures.add(SummaryValue.image(tag, picture.getValue().toPng()));
    }
    write(
        events -> {
          events.summary(step, pictures);
          events.flush();
        });
    lastPictures = step;
  }

  /**
   * Writes what a run was given and what came of it, for TensorBoard's table of hyperparameters: a
   * file that is complete.
   *
   * @param folder the folder of the run
   * @param settings numbers, truth values or texts, by name. Not modified.
   * @param results by name, shown as metrics and as curves of one point. Not modified.
   * @param step the number of steps made
   * @throws IOException if the file cannot be written
   */
  public static void writeSession(
      Path folder, Map<String, ?> settings, Map<String, Double> results, int step)
      throws IOException {
    writeSession(folder, settings, results, step, InstantSource.system());
  }

  static void writeSession(
      Path folder,
      Map<String, ?> settings,
      Map<String, Double> results,
      int step,
      InstantSource clock)
      throws IOException {
    double now = clock.millis() / 1e3;
    List<ProtoMessage> scalars = new ArrayList<>();
    results.forEach((name, value) -> scalars.add(SummaryValue.scalar(name, value)));
    try (EventFile events = new EventFile(folder, clock)) {
      events.summary(0, List.of(Hyperparameters.start(settings, now)));
      events.summary(step, scalars);
      events.summary(0, List.of(Hyperparameters.end(now)));
    }
  }

  private void closeUnchecked() {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Writes what is left and closes the file; closing again does nothing.
   *
   * @throws IOException when it cannot be written
   */
  @Override
  public void close() throws IOException {
    EventFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
