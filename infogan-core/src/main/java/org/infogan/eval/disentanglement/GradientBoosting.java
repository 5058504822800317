package org.infogan.eval.disentanglement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.losses.Softmax;

/**
 * A classifier into K classes made of boosted regression trees. The scores s[k] begin at the
 * logarithm of the classes' shares; each stage fits one tree per class to the slope y[k] − p[k] of
 * the log-likelihood, p = softmax(s), and adds to the scores of the examples in a leaf
 *
 * <pre>
 * 0.1 · (K − 1)/K · Σ (y[k] − p[k]) / Σ p[k]·(1 − p[k])
 * </pre>
 *
 * <p>Two classes have one score, the log-odds, p the logistic function of it, and no factor (K −
 * 1)/K. These are the defaults of scikit-learn's GradientBoostingClassifier: 100 stages, depth 3,
 * rate 0.1.
 *
 * @see <a href="https://doi.org/10.1214/aos/1013203451">J. H. Friedman, Greedy function
 *     approximation: A gradient boosting machine, Annals of Statistics 29, 2001, algorithm 6</a>
 */
public final class GradientBoosting {

  static final int STAGES = 100;

  private static final double RATE = 0.1;

  /** A leaf whose examples are all certain stays where it is. */
  private static final double LEAST_CURVATURE = 1e-150;

  /** The classes that occur, in ascending order. */
  private final int[] classes;

  /** One score for two classes, else one per class. */
  private final double[] initialScores;

  /** By stage and score. */
  private final List<BoostingTree[]> stages = new ArrayList<>();

  private final double[] importance;

  /** A tree and what its leaves add to the score. */
  @SuppressWarnings("ArrayRecordComponent") // never compared or used as a key
  private record BoostingTree(RegressionTree tree, double[] values) {}

  private GradientBoosting(int[] classes, int[] labels, int features) {
    this.classes = classes;
    importance = new double[features];
    double[] shares =
        Arrays.stream(classes)
            .mapToDouble(c -> (double) count(labels, c) / labels.length)
            .toArray();
    initialScores =
        classes.length == 2
            ? new double[] {Math.log(shares[1] / shares[0])}
            : Arrays.stream(shares).map(Math::log).toArray();
  }

  private static long count(int[] labels, int label) {
    return Arrays.stream(labels).filter(other -> other == label).count();
  }

  /**
   * Fits a classifier.
   *
   * @param columns the features by column, [D][N], finite. Not modified.
   * @param labels [N], with at least 2 different values. Not modified.
   * @param stages the number of trees per class
   * @return the classifier
   */
  public static GradientBoosting fit(double[][] columns, int[] labels, int stages) {
    int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
    GradientBoosting model = new GradientBoosting(classes, labels, columns.length);
    SortedColumns features = new SortedColumns(columns);
    double[][] scores = new double[model.initialScores.length][labels.length];
    for (int k = 0; k < scores.length; k++) {
      Arrays.fill(scores[k], model.initialScores[k]);
    }
    for (int stage = 0; stage < stages; stage++) {
      model.addStage(features, labels, scores);
    }
    double total = Arrays.stream(model.importance).sum();
    for (int d = 0; total > 0 && d < columns.length; d++) {
      model.importance[d] /= total;
    }
    return model;
  }

  private void addStage(SortedColumns features, int[] labels, double[][] scores) {
    double[][] probabilities = probabilities(scores);
    BoostingTree[] stage = new BoostingTree[scores.length];
    IntStream.range(0, stage.length)
        .parallel()
        .forEach(k -> stage[k] = fit(features, labels, k, probabilities[k]));
    for (int k = 0; k < stage.length; k++) {
      int[] leaves = stage[k].tree.leaves();
      for (int n = 0; n < leaves.length; n++) {
        scores[k][n] += stage[k].values[leaves[n]];
      }
      double[] decreases = stage[k].tree.decreases();
      for (int d = 0; d < decreases.length; d++) {
        importance[d] += decreases[d];
      }
    }
    stages.add(stage);
  }

  /** The probability of each score's class, [scores][N]; of two classes, that of the second. */
  private static double[][] probabilities(double[][] scores) {
    int examples = scores[0].length;
    double[][] probabilities = new double[scores.length][examples];
    boolean two = scores.length == 1;
    double[] one = new double[two ? 2 : scores.length];
    for (int n = 0; n < examples; n++) {
      for (int k = 0; k < scores.length; k++) {
        one[k] = scores[k][n];
      }
      if (two) {
        one[1] = 0;
      }
      Softmax.of(one, one);
      for (int k = 0; k < scores.length; k++) {
        probabilities[k][n] = one[k];
      }
    }
    return probabilities;
  }

  private BoostingTree fit(SortedColumns features, int[] labels, int score, double[] probability) {
    boolean two = classes.length == 2;
    int positive = classes[two ? 1 : score];
    double[] slope = new double[labels.length];
    for (int n = 0; n < slope.length; n++) {
      slope[n] = (labels[n] == positive ? 1 : 0) - probability[n];
    }
    RegressionTree tree = RegressionTree.fit(features, slope);
    double[] slopes = new double[RegressionTree.nodes()];
    double[] curvatures = new double[RegressionTree.nodes()];
    int[] leaves = tree.leaves();
    for (int n = 0; n < slope.length; n++) {
      slopes[leaves[n]] += slope[n];
      curvatures[leaves[n]] += probability[n] * (1 - probability[n]);
    }
    double factor = RATE * (two ? 1 : (classes.length - 1.0) / classes.length);
    double[] values = new double[slopes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = curvatures[i] < LEAST_CURVATURE ? 0 : factor * slopes[i] / curvatures[i];
    }
    return new BoostingTree(tree, values);
  }

  /** Each feature's share in what all trees decreased the squared error by, [D]; 0s without any. */
  public double[] importance() {
    return importance;
  }

  /**
   * The share of examples that are classified rightly.
   *
   * @param columns [D][M]. Not modified.
   * @param labels [M]. Not modified.
   * @return from 0 to 1
   */
  public double accuracy(double[][] columns, int[] labels) {
    long right =
        IntStream.range(0, labels.length)
            .parallel()
            .filter(n -> classify(columns, n) == labels[n])
            .count();
    return (double) right / labels.length;
  }

  private int classify(double[][] columns, int n) {
    double[] scores = scores(columns, n);
    if (scores.length == 1) {
      return classes[scores[0] > 0 ? 1 : 0];
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return classes[best];
  }

  /** The scores of an example, for two classes the log-odds of the second alone. */
  public double[] scores(double[][] columns, int n) {
    double[] scores = initialScores.clone();
    for (BoostingTree[] stage : stages) {
      for (int k = 0; k < scores.length; k++) {
        scores[k] += stage[k].values[stage[k].tree.leaf(columns, n)];
      }
    }
    return scores;
  }
}
