package org.infogan.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody may have meant who wrote another one. */
final class NearestName {

  private NearestName() {}

  /**
   * The known name with the smallest edit distance.
   *
   * @param written what was written
   * @param known the names that would be right
   * @return the nearest, if no more than about a third of its letters are wrong
   */
  static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(written, name) <= (name.length() + 2) / 3)
        .min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /**
   * The question that ends a message.
   *
   * @param written what was written
   * @param known the names that would be right
   * @return the question, or nothing if no name is near
   */
  static String question(String written, Collection<String> known) {
    return of(written, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /** Levenshtein's: the letters to insert, remove or replace; capitals count as small letters. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length()) {
      return Integer.MAX_VALUE; // no need to look closer, however long the text is
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same =
            Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int replaced = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
