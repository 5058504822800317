package org.infogan.cli.run;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.train.StepMetrics;

/** The statistics of every step as a row of comma-separated values. */
final class MetricsCsv implements TrainingListener, AutoCloseable {

  /** Often enough to follow a run with {@code tail -f}. */
  private static final long FLUSH_NANOS = 1_000_000_000;

  private static final List<String> FIRST = List.of("step", "epoch", "d_loss", "g_loss");
  private static final List<String> LAST =
      List.of("d_real", "d_fake", "d_advantage", "diversity", "images_per_second");

  private final Path file;
  private final List<String> terms;
  private final FileOutputStream bytes;
  private final Writer writer;
  private long lastFlush = System.nanoTime();

  private MetricsCsv(Path file, List<String> terms, boolean append) throws IOException {
    this.file = file;
    this.terms = terms;
    bytes = new FileOutputStream(file.toFile(), append);
    writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Creates the file, or begins it anew.
   *
   * @param file the file
   * @param config the run's configuration
   * @param terms the names of the optional terms in the metrics
   */
  static MetricsCsv begin(Path file, InfoGanConfig config, List<String> terms) throws IOException {
    MetricsCsv metrics = new MetricsCsv(file, terms, false);
    metrics.writer.write(header(config, terms));
    return metrics;
  }

  /**
   * Continues the file of a run that goes on after some step. Rows of later steps go, since they
   * will be written again, and so does a last row that was only half written.
   *
   * @param file begun anew if there is none
   * @param config the run's configuration
   * @param terms the names of the optional terms in the metrics
   * @param step the number of steps that were made
   * @param rows is given the rows that stay, first to last
   * @throws UserException when the file has other columns
   */
  static MetricsCsv resume(
      Path file, InfoGanConfig config, List<String> terms, int step, Consumer<StepMetrics> rows)
      throws IOException {
    if (Files.notExists(file)) {
      return begin(file, config, terms);
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String header = header(config, terms);
    if (!text.startsWith(header)) {
      throw new UserException(
          file
              + ": expected the columns "
              + header.strip()
              + ", found "
              + text.lines().findFirst().orElse("none")
              + "; rename the file to begin a new one");
    }
    int codes = config.latent().codes().size();
    int kept = header.length();
    int end = text.indexOf('\n', kept);
    for (int row = 1; row <= step && end >= 0; row++) {
      StepMetrics stats = parse(text.substring(kept, end), codes, terms);
      if (stats == null || stats.step() != row) {
        break;
      }
      rows.accept(stats);
      kept = end + 1;
      end = text.indexOf('\n', kept);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(kept);
    }
    return new MetricsCsv(file, terms, true);
  }

  private static String header(InfoGanConfig config, List<String> terms) {
    StringJoiner header = new StringJoiner(",", "", "\n");
    FIRST.forEach(header::add);
    config.latent().codes().stream()
        .map(LatentCode::name)
        .forEach(code -> header.add("mi_" + code));
    terms.forEach(header::add);
    LAST.forEach(header::add);
    return header.toString();
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    StringJoiner row = new StringJoiner(",", "", "\n");
    row.add(Integer.toString(stats.step())).add(Integer.toString(stats.epoch()));
    row.add(number(stats.discriminatorLoss())).add(number(stats.generatorLoss()));
    stats.mutualInformation().forEach(information -> row.add(number(information)));
    terms.forEach(term -> row.add(number(stats.terms().get(term))));
    row.add(number(stats.meanOnReal())).add(number(stats.meanOnFake()));
    row.add(number(stats.advantage())).add(number(stats.diversity()));
    row.add(String.format(Locale.ROOT, "%.1f", stats.imagesPerSecond()));
    try {
      writer.write(row.toString());
      if (System.nanoTime() - lastFlush > FLUSH_NANOS) {
        writer.flush();
        lastFlush = System.nanoTime();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(named(e).getMessage(), e);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** The metrics of a row; null when it is no such row. */
  private static StepMetrics parse(String row, int codes, List<String> terms) {
    String[] fields = row.split(",", -1);
    int firstTerm = FIRST.size() + codes;
    int rest = firstTerm + terms.size();
    if (fields.length != rest + LAST.size()) {
      return null;
    }
    try {
      double[] numbers = new double[fields.length];
      for (int i = 2; i < fields.length; i++) {
        numbers[i] = Double.parseDouble(fields[i]);
      }
      Map<String, Double> values = new LinkedHashMap<>();
      for (int i = 0; i < terms.size(); i++) {
        values.put(terms.get(i), numbers[firstTerm + i]);
      }
      return new StepMetrics(
          Integer.parseInt(fields[0]),
          Integer.parseInt(fields[1]),
          numbers[2],
          numbers[3],
          Arrays.stream(numbers, FIRST.size(), firstTerm).boxed().toList(),
          numbers[rest],
          numbers[rest + 1],
          values,
          numbers[rest + 2],
          numbers[rest + 3],
          numbers[rest + 4]);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Makes all rows so far outlast a power cut: those that a checkpoint counts must be there. */
  void force() throws IOException {
    try {
      writer.flush();
      bytes.getFD().sync();
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** "No space left on device" alone does not say where. */
  private IOException named(IOException e) {
    return new IOException(file + ": cannot be written: " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
