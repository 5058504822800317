package org.infogan.listeners;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.infogan.InfoGan;
import org.infogan.RunView;
import org.infogan.config.InfoGanConfig;
import org.infogan.train.StepMetrics;

/** A run that says what it is told to say, and has no networks. */
public record TestRun(
    InfoGanConfig config, int stepsDone, List<String> termNames, Optional<StepMetrics> lastMetrics)
    implements RunView {

  @Override
  public InfoGan snapshot() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void readParameters(BiConsumer<String, float[]> reader) {
    reader.accept("generator/0.weight", new float[] {-1, 0.5f, 0.5f, 3});
    reader.accept("generator/0.bias", new float[] {0.25f, 0.25f});
  }

  @Override
  public void saveCheckpoint(Path file) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException();
  }
}
