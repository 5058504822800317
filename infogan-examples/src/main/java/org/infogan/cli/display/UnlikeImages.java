package org.infogan.cli.display;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.infogan.model.Encoding;

/** A hint where images have nothing in common with those that a model was trained on. */
public final class UnlikeImages {

  private UnlikeImages() {}

  /**
   * Prints the number of such images and the one that is furthest from the training images, or
   * nothing where there is none.
   *
   * @param encoding what the model reads off the images
   * @param names the images' names, in their order. Not modified.
   * @param err where to print
   */
  public static void hint(Encoding encoding, List<String> names, PrintWriter err) {
    // Not a number compares as false: a model that cannot tell says nothing.
    int[] unlike =
        IntStream.range(0, names.size())
            .filter(i -> encoding.deviation(i) > Encoding.USUAL_DEVIATION)
            .toArray();
    if (unlike.length == 0) {
      return;
    }
    int furthest = unlike[0];
    for (int i : unlike) {
      furthest = encoding.deviation(i) > encoding.deviation(furthest) ? i : furthest;
    }
    err.printf(
        Locale.ROOT,
        "Hint: %,d of %,d images are unlike those that the model was trained on, most of all %s%n"
            + "(deviation %.1f where 1 is usual, %.0f rare). Another subject? Dark on light in place"
            + " of light on%ndark? Then their codes mean nothing.%n",
        unlike.length,
        names.size(),
        names.get(furthest),
        encoding.deviation(furthest),
        Encoding.USUAL_DEVIATION);
    err.flush();
  }
}
