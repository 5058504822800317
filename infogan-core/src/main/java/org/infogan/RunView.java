package org.infogan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;

/** A training run as its listeners see it. */
public interface RunView {

  /**
   * The run's configuration.
   *
   * @return the configuration that the trainer was made with
   */
  InfoGanConfig config();

  /**
   * The number of steps made, in this trainer and in those that it was resumed from.
   *
   * @return at least 0
   */
  int stepsDone();

  /**
   * What the latest step measured.
   *
   * @return the metrics; none before this trainer's first step
   */
  Optional<StepMetrics> lastMetrics();

  /**
   * The names of the optional terms in {@link StepMetrics#terms}, known before the first step.
   *
   * @return in the order in which they stand there
   */
  List<String> termNames();

  /**
   * The model as it is now, what {@code fit} would return if it ended here. Where G's parameters
   * are averaged, the model's G has the average.
   *
   * @return the model; the caller closes it
   * @throws IllegalStateException when the trainer is closed, or another thread is using it
   */
  InfoGan snapshot();

  /**
   * Reads every trained tensor as it is now.
   *
   * @param reader is given the full name of each, such as "generator/0.weight", and a copy of its
   *     values in c-order
   * @throws IllegalStateException when the trainer is closed, or another thread is using it
   */
  void readParameters(BiConsumer<String, float[]> reader);

  /**
   * Writes all that the run is at this moment, to be resumed from. An earlier file is replaced as a
   * whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @throws IOException when the file cannot be written; the message names it
   * @throws ArithmeticException when a parameter is no longer finite; nothing is written
   * @throws IllegalStateException when the last step ended with an exception amid its updates, the
   *     trainer is closed, or another thread is using it; nothing is written
   */
  void saveCheckpoint(Path file) throws IOException;

  /**
   * Ends the {@code fit} in progress after the step in progress: it returns its model as if no step
   * were left. Any thread may call this. A later {@code fit} makes the steps that are missing.
   */
  void stop();
}
