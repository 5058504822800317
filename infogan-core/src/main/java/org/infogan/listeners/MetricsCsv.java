package org.infogan.listeners;

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
import org.infogan.data.DataFormatException;
import org.infogan.io.OutputFiles;
import org.infogan.train.StepMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of every step as a row of comma-separated values, with the columns {@code step},
 * {@code epoch} and those of {@link StepMetrics#names}. Rows reach the file within a second, so
 * that a run can be followed with {@code tail -f}.
 *
 * <p>A run that begins replaces the file. One that was resumed goes on with it: rows of later steps
 * than its checkpoint's go, since they will be written again, and so does a last row that was only
 * half written. The file is opened when a run starts and closed at its end; {@link #close} closes
 * it where an exception ends the run.
 */
public final class MetricsCsv implements TrainingListener, AutoCloseable {

  private static final long FLUSH_NANOS = 1_000_000_000;

  private static final String SPEED = "images_per_second";

  private final Path file;
  private final Consumer<StepMetrics> earlier;
  private boolean earlierTold;
  private @Nullable FileOutputStream bytes;
  private @Nullable Writer writer;
  private long lastFlush;

  /**
   * A file that is not touched before a run starts.
   *
   * @param file the file; missing parent folders are created
   */
  public MetricsCsv(Path file) {
    this(file, row -> {});
  }

  /**
   * As {@link #MetricsCsv(Path)}, for those who want to know what a resumed run measured before.
   *
   * @param file the file; missing parent folders are created
   * @param earlier is given the rows that stay, first to last, when the file is first opened
   */
  public MetricsCsv(Path file, Consumer<StepMetrics> earlier) {
    this.file = file;
    this.earlier = earlier;
  }

  /**
   * Opens the file before the run starts, which would open it otherwise.
   *
   * @param run the run
   * @throws DataFormatException when the file of a resumed run has other columns
   * @throws IOException when it cannot be read or written
   */
  public void open(RunView run) throws IOException {
    if (writer == null) {
      open(run, run.stepsDone());
    }
  }

  private void open(RunView run, int step) throws IOException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        OutputFiles.makeFolder(folder);
      }
      boolean resumed = step > 0 && Files.exists(file);
      if (resumed) {
        keepRows(run, step);
      }
      bytes = new FileOutputStream(file.toFile(), resumed);
      writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      if (!resumed) {
        writer.write(header(run));
      }
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
    earlierTold = true;
    lastFlush = System.nanoTime();
  }

  /** Cuts the file after the row of a step. */
  private void keepRows(RunView run, int step) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String header = header(run);
    if (!text.startsWith(header)) {
      throw new DataFormatException(
          file
              + ": expected the columns "
              + header.strip()
              + ", found "
              + text.lines().findFirst().orElse("none")
              + "; rename the file to begin a new one");
    }
    int codes = run.config().latent().codes().size();
    int kept = header.length();
    int end = text.indexOf('\n', kept);
    for (int row = 1; row <= step && end >= 0; row++) {
      StepMetrics metrics = parse(text.substring(kept, end), codes, run.termNames());
      if (metrics == null || metrics.step() != row) {
        break;
      }
      if (!earlierTold) {
        earlier.accept(metrics);
      }
      kept = end + 1;
      end = text.indexOf('\n', kept);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(kept);
    }
  }

  private static String header(RunView run) {
    return "step,epoch,"
        + String.join(",", StepMetrics.names(run.config(), run.termNames()))
        + "\n";
  }

  @Override
  public void onStart(RunView run) {
    try {
      open(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void onStep(RunView run, StepMetrics metrics) {
    try {
      if (writer == null) {
        open(run, metrics.step() - 1);
      }
      write(writer, row(run, metrics));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void write(Writer rows, String row) throws IOException {
    try {
      rows.write(row);
      if (System.nanoTime() - lastFlush > FLUSH_NANOS) {
        rows.flush();
        lastFlush = System.nanoTime();
      }
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
  }

  private static String row(RunView run, StepMetrics metrics) {
    StringJoiner row = new StringJoiner(",", "", "\n");
    row.add(Integer.toString(metrics.step())).add(Integer.toString(metrics.epoch()));
    Map<String, Double> values = metrics.byName(run.config());
    for (String name : StepMetrics.names(run.config(), run.termNames())) {
      String format = name.equals(SPEED) ? "%.1f" : "%.6f";
      row.add(String.format(Locale.ROOT, format, values.get(name)));
    }
    return row.toString();
  }

  @Override
  public void onEnd(RunView run) {
    try {
      close();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The metrics of a row; null when it is no such row. */
  private static @Nullable StepMetrics parse(String row, int codes, List<String> terms) {
    String[] fields = row.split(",", -1);
    int firstCode = 4; // behind step, epoch and the losses of D and G
    int firstTerm = firstCode + codes;
    int rest = firstTerm + terms.size();
    if (fields.length != rest + 5) {
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
          Arrays.stream(numbers, firstCode, firstTerm).boxed().toList(),
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

  /**
   * Makes all rows so far outlast a power cut.
   *
   * @throws IOException when they cannot be written
   */
  public void force() throws IOException {
    try {
      if (writer != null && bytes != null) {
        writer.flush();
        bytes.getFD().sync();
      }
    } catch (IOException e) {
      throw OutputFiles.cannotBeWritten(file, e);
    }
  }

  /**
   * Writes what is left and closes the file; closing again does nothing.
   *
   * @throws IOException when it cannot be written
   */
  @Override
  public void close() throws IOException {
    Writer open = writer;
    writer = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw OutputFiles.cannotBeWritten(file, e);
      }
    }
  }
}
