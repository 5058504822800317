package org.infogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.train.StepMetrics;

/** Something that happens to one rank after one step of some attempts. */
record AtStep(int step, Runnable event) implements TrainingListener {

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    if (metrics.step() == step) {
      event.run();
    }
  }

  /** A disk that is full for a while. */
  static void failForNow() {
    throw new UncheckedIOException("the disk is full", new IOException("no space"));
  }

  static void failForGood() {
    throw new IllegalStateException("a listener that cannot go on");
  }

  static void halt() {
    Runtime.getRuntime().halt(137);
  }

  static void hang() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves a file whose name says which process made the attempt. */
  static void note(Path folder, int rank, int attempt) {
    try {
      Files.createDirectories(folder);
      Files.createTempFile(folder, "rank-" + rank + "-attempt-" + attempt + "-", ".txt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TrainingListener nothing() {
    return new TrainingListener() {};
  }
}
