package org.infogan.cli.display;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.infogan.eval.clustering.ContingencyTable;

/**
 * How far categories are the classes of labelled images: where they are not, a name says little.
 */
public final class Agreement {

  private Agreement() {}

  /**
   * Prints it as text.
   *
   * @param table images by category and class
   * @param classNames the names of the classes
   * @param out where to
   */
  public static void print(ContingencyTable table, List<String> classNames, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Purity %.1f %%: so many images have the label that is most common in their category.%n"
            + "The largest class has %.1f %% of all images.%n",
        100 * table.purity(),
        100 * table.largestClassFraction());
    out.print(table.report(classNames));
  }

  /**
   * The same for a line of JSON.
   *
   * @param table images by category and class
   * @return purity and the largest class's share, of 1, and the counts, a row for each category
   */
  public static Map<String, Object> toMap(ContingencyTable table) {
    int[][] counts = new int[table.clusterCount()][table.classCount()];
    for (int k = 0; k < counts.length; k++) {
      for (int c = 0; c < counts[k].length; c++) {
        counts[k][c] = table.count(k, c);
      }
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("purity", table.purity());
    fields.put("largest_class", table.largestClassFraction());
    fields.put("images_by_category_and_class", counts);
    return fields;
  }
}
