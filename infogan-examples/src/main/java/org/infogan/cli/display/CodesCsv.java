package org.infogan.cli.display;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;

/** What Q reads off each image, as comma-separated values: a row per image, columns per code. */
public final class CodesCsv {

  /** A column: its title, and its value for each image. */
  private record Column(String title, Values values) {}

  private interface Values {
    String of(int image);
  }

  private CodesCsv() {}

  public static void write(Path file, LatentSpec spec, List<String> names, Encoding encoding)
      throws IOException {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("image", image -> quote(names.get(image))));
    for (LatentCode code : spec.codes()) {
      columns.addAll(columns(code, encoding.posteriors().get(code.name())));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write(String.join(",", columns.stream().map(Column::title).toList()) + "\n");
      for (int i = 0; i < names.size(); i++) {
        int image = i;
        writer.write(
            String.join(",", columns.stream().map(column -> column.values.of(image)).toList())
                + "\n");
      }
    }
  }

  private static List<Column> columns(LatentCode code, Posterior posterior) {
    String name = code.name();
    if (posterior instanceof Posterior.Categorical categorical) {
      int[] best = categorical.mostLikely();
      return List.of(
          new Column(name, image -> Integer.toString(best[image])),
          new Column(
              name + "_probability",
              image -> number(categorical.probabilities()[image][best[image]])));
    }
    if (posterior instanceof Posterior.Bernoulli bernoulli) {
      return List.of(
          new Column(name + "_probability", image -> number(bernoulli.probability()[image])));
    }
    Posterior.Gaussian gaussian = (Posterior.Gaussian) posterior;
    Column mean = new Column(name + "_mean", image -> number(gaussian.mean()[image]));
    boolean learned = code.likelihood().parameterRows() > 1;
    return learned
        ? List.of(mean, new Column(name + "_sigma", image -> number(gaussian.sigma()[image])))
        : List.of(mean);
  }

  public static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  /** As RFC 4180 has it. */
  public static String quote(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
