package org.infogan.cli.explore;

import java.util.Optional;
import java.util.function.Function;
import org.infogan.InfoGan;

/** Where the explorer's model is from: a file, or a training that goes on. */
public interface ModelSource {

  /**
   * A model at one moment.
   *
   * @param model the model, which belongs to the source
   * @param version another number for another model
   */
  record Explored(InfoGan model, int version) {}

  /**
   * How far a training is.
   *
   * @param step the step of the model that is shown
   * @param steps the step with which the training ends
   * @param ended whether it has come to its end
   */
  record Progress(int step, int steps, boolean ended) {}

  /**
   * Uses the newest model; the source does not close it meanwhile.
   *
   * @param user what is done with it, perhaps twice, with another model the second time
   * @param <T> what comes of it
   * @return what the user returned
   */
  <T> T use(Function<Explored, T> user);

  /** Says that somebody waits for a newer model. */
  default void request() {}

  /**
   * How far the training is.
   *
   * @return empty when the model does not change
   */
  default Optional<Progress> progress() {
    return Optional.empty();
  }

  /**
   * A model that stays as it is.
   *
   * @param model the model, which the caller closes after the last use
   * @return the source
   */
  static ModelSource of(InfoGan model) {
    Explored explored = new Explored(model, 1);
    return new ModelSource() {
      @Override
      public <T> T use(Function<Explored, T> user) {
        return user.apply(explored);
      }
    };
  }
}
