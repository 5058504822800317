package org.infogan.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * Compares a tensor with the 22 numbers that a golden file keeps of it.
 *
 * <ul>
 *   <li>"sum" Σ x_i and "norm" √(Σ x_i²) see every element, but not their order;
 *   <li>"projections" Σ x_i·(2·u("projection.p", i) − 1), p = 0 … 3, see the order as well;
 *   <li>"samples" x at ⌊j·n/16⌋, j = 0 … 15 (every element if n ≤ 16), show where to look.
 * </ul>
 */
public final class Fingerprint {

  /**
   * Smaller norms count as this one. The gradient of a bias in front of a batch norm is zero but
   * for rounding, and has no digits to compare.
   */
  public static final double SMALLEST_NORM = 1e-3;

  private static final int SAMPLES = 16;

  private final String name;
  private final double tolerance;
  private final double scale;
  private double worst = Double.NEGATIVE_INFINITY;
  private String worstText = "";

  private Fingerprint(String name, double tolerance, double scale) {
    this.name = name;
    this.tolerance = tolerance;
    this.scale = scale;
  }

  /**
   * As {@link #assertMatches(String, long[], double[], JsonNode, double, double)} with {@link
   * #SMALLEST_NORM}.
   *
   * @param name the tensor's name, for the message
   * @param shape in PyTorch's order
   * @param values in c-order of that shape. Not modified.
   * @param expected the fingerprint in the golden file
   * @param tolerance the largest allowed difference, relative to the tensor's norm
   */
  public static void assertMatches(
      String name, long[] shape, double[] values, JsonNode expected, double tolerance) {
    assertMatches(name, shape, values, expected, tolerance, SMALLEST_NORM);
  }

  /**
   * Requires a tensor to agree with a fingerprint.
   *
   * <p>With N = max(norm, smallestNorm) and n elements, norm, sum and projections may differ by
   * tolerance·N, a sample x by tolerance·(|x| + N/√n): rounding scatters over the elements in
   * proportion to their usual size.
   *
   * @param name the tensor's name, for the message
   * @param shape in PyTorch's order
   * @param values in c-order of that shape. Not modified.
   * @param expected the fingerprint in the golden file
   * @param tolerance the largest allowed difference, relative to the tensor's norm
   * @param smallestNorm smaller norms count as this one
   */
  public static void assertMatches(
      String name,
      long[] shape,
      double[] values,
      JsonNode expected,
      double tolerance,
      double smallestNorm) {
    checkShape(name, shape, values.length, expected.path("shape"));
    double expectedNorm = number(name, expected, "norm");
    double scale = Math.max(expectedNorm, smallestNorm);
    Fingerprint comparison = new Fingerprint(name, tolerance, scale);
    comparison.norms(values, expectedNorm, number(name, expected, "sum"));
    comparison.projections(values, expected.path("projections"));
    comparison.samples(values, expected.path("samples"));
    if (comparison.worst > 1) {
      throw new AssertionError(comparison.worstText);
    }
  }

  private static void checkShape(String name, long[] shape, int length, JsonNode expected) {
    long[] expectedShape = new long[expected.size()];
    long product = 1;
    for (int i = 0; i < expectedShape.length; i++) {
      expectedShape[i] = expected.get(i).asLong();
      product *= expectedShape[i];
    }
    if (expected.isMissingNode() || !Arrays.equals(shape, expectedShape) || length != product) {
      throw new AssertionError(
          "%s: expected shape %s, found %s with %d elements"
              .formatted(name, expected, Arrays.toString(shape), length));
    }
  }

  private static double number(String name, JsonNode expected, String field) {
    JsonNode node = expected.path(field);
    if (!node.isNumber()) {
      throw new AssertionError(name + ": the golden file has no " + field);
    }
    return node.doubleValue();
  }

  private void norms(double[] values, double expectedNorm, double expectedSum) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    compare("norm", Math.sqrt(squares), expectedNorm, tolerance * scale);
    compare("sum", sum, expectedSum, tolerance * scale);
  }

  private void projections(double[] values, JsonNode expected) {
    requireCount("projections", expected, 4);
    for (int p = 0; p < expected.size(); p++) {
      long hash = HashNumbers.hash("projection." + p);
      double projection = 0;
      for (int i = 0; i < values.length; i++) {
        projection += values[i] * (2 * HashNumbers.uniform(hash, i) - 1);
      }
      compare("projection " + p, projection, expected.get(p).doubleValue(), tolerance * scale);
    }
  }

  private void samples(double[] values, JsonNode expected) {
    int n = values.length;
    requireCount("samples", expected, Math.min(n, SAMPLES));
    double usual = scale / Math.sqrt(n);
    for (int j = 0; j < expected.size(); j++) {
      int i = n <= SAMPLES ? j : (int) ((long) j * n / SAMPLES);
      double sample = expected.get(j).doubleValue();
      compare("element " + i, values[i], sample, tolerance * (Math.abs(sample) + usual));
    }
  }

  private void requireCount(String field, JsonNode expected, int count) {
    if (expected.size() != count) {
      throw new AssertionError(
          "%s: expected %d %s in the golden file, found %d"
              .formatted(name, count, field, expected.size()));
    }
  }

  private void compare(String what, double found, double expected, double allowed) {
    double difference = Math.abs(found - expected);
    // A NaN compares as no difference at all, unless it is made the largest one.
    double excess = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed;
    if (excess > worst) {
      worst = excess;
      worstText =
          "%s: largest difference at %s: expected %s, found %s, difference %.3e, allowed %.3e"
              .formatted(name, what, expected, found, difference, allowed);
    }
  }
}
