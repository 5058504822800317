package org.infogan.cli.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that a misspelt one was most likely meant to be. */
public final class Spelling {

  private Spelling() {}

  /**
   * A question for the end of a message about an unknown word.
   *
   * @param word the word as it was typed
   * @param known the words that would have been right
   * @return {@code "; did you mean train?"}, or nothing where no known word is near
   */
  public static String suggestion(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /**
   * The known word with the fewest typing errors between it and the given one, if these are at most
   * one in three letters.
   */
  static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(other -> distance(word, other) <= Math.max(word.length(), other.length()) / 3)
        .min(Comparator.comparingInt(other -> distance(word, other)));
  }

  /**
   * The number of typing errors between two words: letters that are missing, added, replaced, or
   * exchanged with their neighbour (the optimal string alignment distance).
   */
  static int distance(String a, String b) {
    int[][] errors = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        errors[i][j] = i == 0 || j == 0 ? i + j : errors(errors, a, b, i, j);
      }
    }
    return errors[a.length()][b.length()];
  }

  private static int errors(int[][] errors, String a, String b, int i, int j) {
    int replaced = errors[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int fewest = Math.min(replaced, 1 + Math.min(errors[i - 1][j], errors[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(fewest, 1 + errors[i - 2][j - 2]) : fewest;
  }
}
