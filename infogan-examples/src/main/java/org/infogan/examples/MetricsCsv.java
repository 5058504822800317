package org.infogan.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.StepStats;
import org.infogan.TrainingListener;
import org.infogan.latent.LatentCode;

/** The statistics of every step as a row of comma-separated values. */
final class MetricsCsv implements TrainingListener, AutoCloseable {

  /** Often enough to follow a run with {@code tail -f}. */
  private static final long FLUSH_NANOS = 1_000_000_000;

  private final Writer writer;
  private long lastFlush = System.nanoTime();

  /** Creates the file, or begins it anew. */
  MetricsCsv(Path file, InfoGanConfig config) throws IOException {
    writer = Files.newBufferedWriter(file);
    StringJoiner header = new StringJoiner(",", "", "\n");
    List.of("step", "epoch", "d_loss", "g_loss").forEach(header::add);
    config.latent().codes().stream()
        .map(LatentCode::name)
        .forEach(code -> header.add("mi_" + code));
    List.of("d_real", "d_fake", "images_per_second").forEach(header::add);
    writer.write(header.toString());
  }

  @Override
  public void onStep(InfoGanTrainer trainer, StepStats stats) {
    StringJoiner row = new StringJoiner(",", "", "\n");
    row.add(Integer.toString(stats.step())).add(Integer.toString(stats.epoch()));
    row.add(number(stats.discriminatorLoss())).add(number(stats.generatorLoss()));
    stats.mutualInformation().forEach(information -> row.add(number(information)));
    row.add(number(stats.meanOnReal())).add(number(stats.meanOnFake()));
    row.add(String.format(Locale.ROOT, "%.1f", stats.imagesPerSecond()));
    try {
      writer.write(row.toString());
      if (System.nanoTime() - lastFlush > FLUSH_NANOS) {
        writer.flush();
        lastFlush = System.nanoTime();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
