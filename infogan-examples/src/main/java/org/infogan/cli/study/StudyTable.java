package org.infogan.cli.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.infogan.cli.display.CodesCsv;
import org.infogan.cli.run.RunProvenance;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;

/** The runs of a study as a table: one column per measure, one row per seed, then a summary. */
public final class StudyTable {

  /** One measure: what it is called, how it is written, and where it stands in a run. */
  private record Column(String name, String format, ToDoubleFunction<StudyRun> value) {

    private String text(double number) {
      return String.format(Locale.ROOT, format, number);
    }
  }

  private final List<StudyRun> runs;
  private final List<Column> columns = new ArrayList<>();

  /** By a column's name what real images come to in it. */
  private final Map<String, Double> ofRealImages = new LinkedHashMap<>();

  /**
   * Chooses the columns.
   *
   * @param config the configuration of the runs
   * @param runs at least one; what the first could not measure gets no column
   */
  public StudyTable(InfoGanConfig config, List<StudyRun> runs) {
    this.runs = List.copyOf(runs);
    StudyRun first = runs.get(0);
    if (first.accuracy() != null) {
      columns.add(new Column("accuracy %", "%.2f", run -> 100 * run.accuracy()));
      columns.add(new Column("one-to-one %", "%.2f", run -> 100 * run.accuracyOneToOne()));
      columns.add(new Column("NMI", "%.3f", StudyRun::nmi));
      columns.add(new Column("ARI", "%.3f", StudyRun::ari));
    }
    if (first.factorVae() != null) {
      columns.add(new Column("FactorVAE", "%.3f", StudyRun::factorVae));
    }
    if (first.mig() != null) {
      columns.add(new Column("MIG", "%.3f", StudyRun::mig));
    }
    List<LatentCode> codes = config.latent().codes();
    int continuous = 0;
    for (int i = 0; i < codes.size(); i++) {
      int index = i;
      String name = codes.get(i).name();
      columns.add(new Column("L_I(" + name + ")", "%.3f", run -> run.information().get(index)));
      if (first.slant() != null && !(codes.get(i) instanceof CategoricalCode)) {
        int place = continuous++;
        columns.add(new Column(name + "~slant", "%.2f", run -> run.slant().get(place)));
        columns.add(new Column(name + "~width", "%.2f", run -> run.strokeWidth().get(place)));
      }
    }
    if (first.frechet() != null) {
      columns.add(new Column("Fréchet", "%.2f", StudyRun::frechet));
      ofRealImages.put("Fréchet", first.frechetOfRealImages());
    }
    if (runs.stream().allMatch(run -> run.overlap() != null)) {
      addOverlap("KID·10³", "%.1f", overlap -> 1000 * overlap.kid());
      addOverlap("precision", "%.2f", PictureOverlap::precision);
      addOverlap("recall", "%.2f", PictureOverlap::recall);
      addOverlap("density", "%.2f", PictureOverlap::density);
      addOverlap("coverage", "%.2f", PictureOverlap::coverage);
    }
    columns.add(new Column("minutes", "%.2f", StudyRun::minutes));
  }

  private void addOverlap(String name, String format, ToDoubleFunction<PictureOverlap> score) {
    columns.add(new Column(name, format, run -> score.applyAsDouble(run.overlap())));
    ofRealImages.put(name, score.applyAsDouble(runs.get(0).overlapOfRealImages()));
  }

  /**
   * The table with mean, deviation and extremes, and with what real images come to.
   *
   * @return Markdown
   */
  public String markdown() {
    StringBuilder table = new StringBuilder("| seed |");
    columns.forEach(column -> table.append(' ').append(column.name).append(" |"));
    table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
    for (StudyRun run : runs) {
      row(table, Long.toString(run.provenance().seed()), column -> column.value.applyAsDouble(run));
    }
    row(table, "**mean**", column -> mean(column));
    if (runs.size() > 1) {
      row(table, "std. dev.", column -> deviation(column));
    }
    row(table, "lowest", column -> runs.stream().mapToDouble(column.value).min().orElseThrow());
    row(table, "highest", column -> runs.stream().mapToDouble(column.value).max().orElseThrow());
    if (!ofRealImages.isEmpty()) {
      textRow(
          table,
          "real images",
          column ->
              ofRealImages.containsKey(column.name)
                  ? column.text(ofRealImages.get(column.name))
                  : "–");
    }
    return table.toString();
  }

  /**
   * The runs with what each was trained with.
   *
   * @return comma-separated values, one line per seed
   */
  public String csv() {
    StringBuilder text = new StringBuilder("seed,steps");
    columns.forEach(column -> text.append(',').append(column.name));
    text.append(",configuration,configuration_sha256,data_sha256,library,machine\n");
    for (StudyRun run : runs) {
      RunProvenance made = run.provenance();
      text.append(made.seed()).append(',').append(made.steps());
      columns.forEach(column -> text.append(',').append(column.value.applyAsDouble(run)));
      for (String origin :
          List.of(
              made.configuration(),
              made.configurationSha256(),
              made.dataSha256(),
              made.library(),
              made.machine())) {
        text.append(',').append(CodesCsv.quote(origin));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void row(StringBuilder table, String head, ToDoubleFunction<Column> value) {
    textRow(table, head, column -> column.text(value.applyAsDouble(column)));
  }

  private void textRow(StringBuilder table, String head, Function<Column, String> value) {
    table.append("| ").append(head).append(" |");
    columns.forEach(column -> table.append(' ').append(value.apply(column)).append(" |"));
    table.append('\n');
  }

  private double mean(Column column) {
    return runs.stream().mapToDouble(column.value).average().orElseThrow();
  }

  /** Of a sample of at least two runs: over n − 1. */
  private double deviation(Column column) {
    double mean = mean(column);
    double squares =
        runs.stream().mapToDouble(run -> Math.pow(column.value.applyAsDouble(run) - mean, 2)).sum();
    return Math.sqrt(squares / (runs.size() - 1));
  }
}
