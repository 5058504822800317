package org.infogan.cli.explore;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.infogan.InfoGan;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.train.StepMetrics;

/**
 * The newest model of a training run. A snapshot is taken after a step if somebody has asked for
 * one since the last, so that a run that nobody looks at does no more work than without this. The
 * run's own results stay the same.
 */
public final class LiveSnapshots implements TrainingListener, ModelSource, AutoCloseable {

  private record Snapshot(Explored explored, Progress progress) {}

  private final AtomicReference<Snapshot> newest = new AtomicReference<>();
  private volatile boolean requested;

  /** Without a model until the run begins. */
  public LiveSnapshots() {}

  @Override
  public void onStart(RunView run) {
    take(run, false);
  }

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    if (requested) {
      requested = false;
      take(run, false);
    }
  }

  @Override
  public void onEnd(RunView run) {
    take(run, true);
  }

  private void take(RunView run, boolean ended) {
    Snapshot previous = newest.get();
    int version = previous == null ? 1 : previous.explored.version() + 1;
    newest.set(
        new Snapshot(
            new Explored(run.snapshot(), version),
            new Progress(run.stepsDone(), run.config().steps(), ended)));
    if (previous != null) {
      previous.explored.model().close();
    }
  }

  @Override
  public <T> T use(Function<Explored, T> user) {
    while (true) {
      Snapshot snapshot = newest.get();
      if (snapshot == null) {
        throw new IllegalStateException("model: expected a run that has begun; it begins shortly");
      }
      try {
        return user.apply(snapshot.explored);
      } catch (IllegalStateException e) {
        // Closed between two calls, since there is a newer one; anything else is a fault.
        if (newest.get().explored.version() == snapshot.explored.version()) {
          throw e;
        }
      }
    }
  }

  @Override
  public void request() {
    requested = true;
  }

  @Override
  public Optional<Progress> progress() {
    return Optional.ofNullable(newest.get()).map(Snapshot::progress);
  }

  /** Frees the last snapshot. */
  @Override
  public void close() {
    Snapshot last = newest.get();
    if (last != null) {
      InfoGan model = last.explored.model();
      model.close();
    }
  }
}
