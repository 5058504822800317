package org.infogan.eval.disentanglement;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.losses.Softmax;

/**
 * A linear classifier of features x [D] into K classes, p(k|x) = softmax(W·x + b)ₖ, fitted by
 *
 * <pre>
 * min over W, b of   ½·‖W‖² + C·Σₙ −ln p(yₙ|xₙ),   C = 1
 * </pre>
 *
 * <p>the objective of scikit-learn's LogisticRegression, whose intercept b is not penalised either.
 * It is convex; Newton's method with halved steps finds the minimum. With P = K·(D + 1) unknowns
 * and N examples an iteration costs O(N·P² + P³).
 */
public final class LogisticRegression {

  private static final int MAX_ITERATIONS = 100;

  /** Newton's decrement, the expected decrease of the objective, at which the fit ends. */
  private static final double TOLERANCE = 1e-12;

  /** Fixes the direction in which all intercepts rise together and nothing changes. */
  private static final double INTERCEPT_RIDGE = 1e-9;

  private final int classes;
  private final int width;

  /** W and b: class k has its D weights and then its intercept from k·(D + 1). */
  private DMatrixRMaj parameters;

  private LogisticRegression(int classes, int width) {
    this.classes = classes;
    this.width = width;
    parameters = new DMatrixRMaj(classes * (width + 1), 1);
  }

  /**
   * Fits a classifier.
   *
   * @param features [N][D]. Not modified.
   * @param labels [N], each from 0 to classes − 1. Not modified.
   * @param classes K
   * @return the classifier
   */
  public static LogisticRegression fit(double[][] features, int[] labels, int classes) {
    LogisticRegression model = new LogisticRegression(classes, features[0].length);
    int iterations = 0;
    while (iterations < MAX_ITERATIONS && model.newtonStep(features, labels)) {
      iterations++;
    }
    return model;
  }

  /**
   * The most likely class, the first of equals.
   *
   * @param x [D]. Not modified.
   */
  int classify(double[] x) {
    double[] scores = scores(parameters, x);
    int best = 0;
    for (int k = 1; k < classes; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  /** W and b as one list, by class. */
  public double[] parameters() {
    return parameters.data.clone();
  }

  /** Returns whether there may be more to gain. */
  private boolean newtonStep(double[][] features, int[] labels) {
    int size = parameters.getNumRows();
    DMatrixRMaj gradient = new DMatrixRMaj(size, 1);
    DMatrixRMaj hessian = new DMatrixRMaj(size, size);
    differentiate(features, labels, gradient, hessian);
    DMatrixRMaj step = new DMatrixRMaj(size, 1);
    if (!CommonOps_DDRM.solve(hessian, gradient, step)) {
      throw new ArithmeticException("logistic regression: expected a regular Hessian matrix");
    }
    double decrement = CommonOps_DDRM.dot(gradient, step);
    double before = objective(parameters, features, labels);
    for (double length = 1; decrement * length > TOLERANCE; length /= 2) {
      DMatrixRMaj next = new DMatrixRMaj(size, 1);
      CommonOps_DDRM.add(parameters, -length, step, next);
      if (objective(next, features, labels) < before) {
        parameters = next;
        return true;
      }
    }
    return false;
  }

  private void differentiate(
      double[][] features, int[] labels, DMatrixRMaj gradient, DMatrixRMaj hessian) {
    int block = width + 1;
    double[] x = new double[block];
    x[width] = 1;
    for (int n = 0; n < features.length; n++) {
      System.arraycopy(features[n], 0, x, 0, width);
      double[] p = Softmax.of(scores(parameters, features[n]));
      for (int k = 0; k < classes; k++) {
        double slope = p[k] - (labels[n] == k ? 1 : 0);
        for (int i = 0; i < block; i++) {
          gradient.data[k * block + i] += slope * x[i];
        }
        for (int l = 0; l < classes; l++) {
          double curvature = (k == l ? p[k] : 0) - p[k] * p[l];
          addOuter(hessian, k * block, l * block, curvature, x);
        }
      }
    }
    for (int i = 0; i < gradient.getNumRows(); i++) {
      boolean intercept = i % block == width;
      gradient.data[i] += intercept ? 0 : parameters.get(i);
      hessian.add(i, i, intercept ? INTERCEPT_RIDGE * features.length : 1);
    }
  }

  private static void addOuter(
      DMatrixRMaj hessian, int row, int column, double factor, double[] x) {
    int size = hessian.getNumCols();
    for (int i = 0; i < x.length; i++) {
      double value = factor * x[i];
      int at = (row + i) * size + column;
      for (int j = 0; j < x.length; j++) {
        hessian.data[at + j] += value * x[j];
      }
    }
  }

  private double objective(DMatrixRMaj parameters, double[][] features, int[] labels) {
    double sum = 0;
    for (int i = 0; i < parameters.getNumRows(); i++) {
      sum += i % (width + 1) == width ? 0 : parameters.get(i) * parameters.get(i) / 2;
    }
    CategoricalCrossEntropy loss = new CategoricalCrossEntropy(classes);
    for (int n = 0; n < features.length; n++) {
      double[] oneHot = new double[classes];
      oneHot[labels[n]] = 1;
      sum +=
          loss.negativeLogLikelihood(scores(parameters, features[n]), oneHot, new double[classes]);
    }
    return sum;
  }

  private double[] scores(DMatrixRMaj parameters, double[] x) {
    double[] scores = new double[classes];
    for (int k = 0; k < classes; k++) {
      int first = k * (width + 1);
      scores[k] = parameters.get(first + width);
      for (int i = 0; i < width; i++) {
        scores[k] += parameters.get(first + i) * x[i];
      }
    }
    return scores;
  }
}
