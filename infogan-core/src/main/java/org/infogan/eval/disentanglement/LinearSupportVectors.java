package org.infogan.eval.disentanglement;

import java.util.Arrays;

/**
 * Linear support vector machines of a single feature x, one class against the rest: for each class
 * the minimum over w, b of
 *
 * <pre>
 * ½·(w² + b²) + C·Σₙ sₙ·max(0, 1 − yₙ·(w·xₙ + b))²,   C = 0.01
 * </pre>
 *
 * <p>with y = 1 for the class, whose weight s = N/(V·N_class) balances V classes, and y = −1, s = 1
 * for the rest; of two classes, both are balanced and there is one machine. That is LIBLINEAR's
 * L2-regularised L2-loss classifier as scikit-learn's LinearSVC calls it with balanced weights. An
 * image belongs to the class with the largest w·x + b.
 *
 * <p>The objective is convex with a piecewise quadratic form: Newton's method with halved steps.
 *
 * @see <a href="https://jmlr.org/papers/v9/fan08a.html">R.-E. Fan et al., LIBLINEAR: A library for
 *     large linear classification, JMLR 9, 2008</a>
 */
public final class LinearSupportVectors {

  private static final double C = 0.01;
  private static final int MAX_ITERATIONS = 200;

  /** The expected decrease of the objective at which the fit ends. */
  private static final double TOLERANCE = 1e-14;

  /** The classes that occur, in ascending order. */
  private final int[] classes;

  /** w and b for each class; for the second class alone where there are two. */
  private final double[][] lines;

  private LinearSupportVectors(int[] classes, double[][] lines) {
    this.classes = classes;
    this.lines = lines;
  }

  /**
   * Fits the machines.
   *
   * @param x [N]. Not modified.
   * @param labels [N], with at least 2 different values. Not modified.
   * @return the classifier
   */
  public static LinearSupportVectors fit(double[] x, int[] labels) {
    int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
    boolean two = classes.length == 2;
    double[][] lines = new double[two ? 1 : classes.length][];
    Arrays.setAll(lines, k -> line(x, labels, classes, two ? 1 : k));
    return new LinearSupportVectors(classes, lines);
  }

  private static double[] line(double[] x, int[] labels, int[] classes, int index) {
    long positives = Arrays.stream(labels).filter(label -> label == classes[index]).count();
    double balanced = (double) x.length / classes.length;
    double positive = balanced / positives;
    double negative = classes.length == 2 ? balanced / (x.length - positives) : 1;
    double[] signs = new double[x.length];
    double[] weights = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      boolean belongs = labels[n] == classes[index];
      signs[n] = belongs ? 1 : -1;
      weights[n] = C * (belongs ? positive : negative);
    }
    return minimize(x, signs, weights);
  }

  private static double[] minimize(double[] x, double[] signs, double[] weights) {
    double[] line = {0, 0};
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double[] next = newtonStep(line, x, signs, weights);
      if (next == null) {
        break;
      }
      line = next;
    }
    return line;
  }

  /** The next line, or null at the minimum. */
  private static double[] newtonStep(double[] line, double[] x, double[] signs, double[] weights) {
    double gradientW = line[0];
    double gradientB = line[1];
    double ww = 1;
    double wb = 0;
    double bb = 1;
    for (int n = 0; n < x.length; n++) {
      double slack = 1 - signs[n] * (line[0] * x[n] + line[1]);
      if (slack > 0) {
        gradientW -= 2 * weights[n] * slack * signs[n] * x[n];
        gradientB -= 2 * weights[n] * slack * signs[n];
        ww += 2 * weights[n] * x[n] * x[n];
        wb += 2 * weights[n] * x[n];
        bb += 2 * weights[n];
      }
    }
    double determinant = ww * bb - wb * wb;
    double stepW = (bb * gradientW - wb * gradientB) / determinant;
    double stepB = (ww * gradientB - wb * gradientW) / determinant;
    double decrement = gradientW * stepW + gradientB * stepB;
    double before = objective(line[0], line[1], x, signs, weights);
    for (double length = 1; decrement * length > TOLERANCE; length /= 2) {
      double w = line[0] - length * stepW;
      double b = line[1] - length * stepB;
      if (objective(w, b, x, signs, weights) < before) {
        return new double[] {w, b};
      }
    }
    return null;
  }

  private static double objective(
      double w, double b, double[] x, double[] signs, double[] weights) {
    double sum = (w * w + b * b) / 2;
    for (int n = 0; n < x.length; n++) {
      double slack = Math.max(0, 1 - signs[n] * (w * x[n] + b));
      sum += weights[n] * slack * slack;
    }
    return sum;
  }

  /** w and b of each machine. */
  public double[][] lines() {
    return lines;
  }

  /**
   * The share of examples that are classified rightly.
   *
   * @param x [M]. Not modified.
   * @param labels [M]. Not modified.
   * @return from 0 to 1
   */
  public double accuracy(double[] x, int[] labels) {
    int right = 0;
    for (int n = 0; n < x.length; n++) {
      right += classify(x[n]) == labels[n] ? 1 : 0;
    }
    return (double) right / x.length;
  }

  private int classify(double x) {
    if (lines.length == 1) {
      return classes[lines[0][0] * x + lines[0][1] > 0 ? 1 : 0];
    }
    int best = 0;
    for (int k = 1; k < lines.length; k++) {
      best = lines[k][0] * x + lines[k][1] > lines[best][0] * x + lines[best][1] ? k : best;
    }
    return classes[best];
  }
}
