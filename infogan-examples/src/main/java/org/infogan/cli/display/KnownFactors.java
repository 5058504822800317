package org.infogan.cli.display;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.eval.disentanglement.CodeFactorTable;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.eval.disentanglement.Representation;
import org.infogan.latent.LatentCode;

/** What each code of a model knows of each known factor of images, for the user. */
public final class KnownFactors {

  private static final int IMAGES = 10_000;
  private static final long SEED = 13;

  /** With more values than this, chance alone would look like knowledge. */
  private static final int MOST_VALUES = 200;

  private final List<String> codes;
  private final List<String> factors;
  private final List<Integer> columns;
  private final Representation representation;
  private final CodeFactorTable table;

  /**
   * Draws images, encodes them and compares.
   *
   * @param model the model
   * @param data images whose factors are known
   */
  public KnownFactors(InfoGan model, FactorData data) {
    codes = model.config().latent().codes().stream().map(LatentCode::name).toList();
    factors = data.factorNames();
    int[] sizes = data.factorSizes();
    columns =
        IntStream.range(0, sizes.length).filter(f -> sizes[f] <= MOST_VALUES).boxed().toList();
    representation = Representation.of(model);
    table = CodeFactorTable.estimate(data, representation, SEED, IMAGES);
  }

  /**
   * Prints one row for each code.
   *
   * @param out where to print
   */
  public void print(PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns.stream().map(factors::get).toList());
    for (int d = 0; d < codes.size(); d++) {
      int code = d;
      rows.add(columns.stream().map(f -> cell(code, f)).toList());
    }
    out.printf("%n");
    for (int r = 0; r < rows.size(); r++) {
      out.printf("%-10s", r == 0 ? "Factors" : codes.get(r - 1));
      for (int c = 0; c < columns.size(); c++) {
        out.printf(" %" + Math.max(11, rows.get(0).get(c).length()) + "s", rows.get(r).get(c));
      }
      out.println();
    }
    out.println(
        "What a code knows of a factor, as a fraction of the factor's entropy; in brackets, the"
            + " strength of their correlation.");
  }

  private String cell(int code, int factor) {
    String information = String.format(Locale.ROOT, "%.2f", table.information(code, factor));
    return representation.isCategorical(code)
        ? information
        : information + String.format(Locale.ROOT, " (%.2f)", table.correlation(code, factor));
  }

  /**
   * The same for JSON.
   *
   * @return by factor and code
   */
  public Map<String, Map<String, Map<String, Double>>> toMap() {
    Map<String, Map<String, Map<String, Double>>> byFactor = new LinkedHashMap<>();
    for (int f : columns) {
      Map<String, Map<String, Double>> byCode = new LinkedHashMap<>();
      for (int d = 0; d < codes.size(); d++) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("information", table.information(d, f));
        if (!representation.isCategorical(d)) {
          values.put("correlation", table.correlation(d, f));
        }
        byCode.put(codes.get(d), values);
      }
      byFactor.put(factors.get(f), byCode);
    }
    return byFactor;
  }
}
