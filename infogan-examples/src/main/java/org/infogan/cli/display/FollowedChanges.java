package org.infogan.cli.display;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.infogan.eval.FollowedChange;

/** How closely codes follow what they were to follow, as a table for people. */
public final class FollowedChanges {

  private FollowedChanges() {}

  /**
   * Prints the table with an empty line before it.
   *
   * @param out where to print
   * @param followed one row each; nothing is printed for none
   */
  public static void print(PrintWriter out, List<FollowedChange> followed) {
    if (followed.isEmpty()) {
      return;
    }
    out.printf("%nCodes that were to follow a change of the images%n");
    for (FollowedChange change : followed) {
      out.printf(
          Locale.ROOT, "  %-4s %-10s %.2f%n", change.code(), change.factor(), change.correlation());
    }
    out.println(
        "Correlation of the change made to real images and of Q's answer: 1 if it follows,"
            + " 0 if it does not.");
  }
}
