package org.infogan.examples;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.eval.MutualInformation;

/**
 * What a trained model has learnt.
 *
 * @param samples the number of fresh samples from which {@code information} is estimated
 * @param information the bound of each code, with the model as it stands
 * @param asTrained the same with batch norm as in training, by generated images
 * @param matching how its categories agree with labels, if it has categories and there are labels
 */
record Evaluation(
    int samples,
    List<MutualInformation> information,
    List<MutualInformation> asTrained,
    Optional<CategoryEvaluation> matching) {

  /** Samples that are enough for the second decimal of every bound. */
  static final int SAMPLES = 10_000;

  /** Another than the seeds that people train with, so that the samples are new to the model. */
  static final long SEED = 20_160_612;

  static Evaluation of(InfoGan model, DataSource data, int samples) {
    return new Evaluation(
        samples,
        MutualInformation.estimate(model, samples, SEED),
        MutualInformation.estimateAsTrained(model, samples, SEED),
        CategoryEvaluation.of(model, data));
  }

  /** L_I by the name of the code. */
  Map<String, Double> bounds() {
    return byCode(information);
  }

  /** L_I as training sees it, by the name of the code. */
  Map<String, Double> boundsAsTrained() {
    return byCode(asTrained);
  }

  private static Map<String, Double> byCode(List<MutualInformation> information) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    information.forEach(code -> bounds.put(code.code(), code.bound()));
    return bounds;
  }

  void print(PrintWriter out) {
    printInformation(out);
    out.println();
    matching.ifPresentOrElse(
        found -> print(found, out),
        () ->
            out.println(
                "Category matching left out: it needs a categorical code and labelled images."));
  }

  private void printInformation(PrintWriter out) {
    int width = information.stream().mapToInt(code -> code.code().length()).max().orElseThrow();
    String name = "%-" + Math.max(4, width) + "s";
    out.printf(
        Locale.ROOT,
        name + "  %7s  %10s  %6s  %10s  %10s%n",
        "code",
        "L_I",
        "std. error",
        "H(c)",
        "fitted L_I",
        "as trained");
    for (int i = 0; i < information.size(); i++) {
      MutualInformation code = information.get(i);
      out.printf(
          Locale.ROOT,
          name + "  %7.3f  %10.4f  %6.3f  %10.3f  %10.3f%n",
          code.code(),
          code.bound(),
          code.standardError(),
          code.entropy(),
          code.fittedBound(),
          asTrained.get(i).bound());
    }
    out.printf(
        Locale.ROOT,
        "L_I: bound on the mutual information of code and image in nats, %,d samples%n",
        samples);
    out.println("fitted: with Q's best constant sigma; sigma = 1, the paper's, caps a continuous");
    out.println("code's L_I at H(c) - 0.919 however well Q knows it");
    out.println("as trained: L_I with batch norm by the statistics of generated images; far from");
    out.println("L_I where these do not look like the real ones");
  }

  private static void print(CategoryEvaluation matching, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "Category matching of %s on %,d test images (learnt on %,d training images)%n",
        matching.code(),
        matching.tested(),
        matching.fitted());
    out.printf(
        Locale.ROOT,
        "  error %5.2f %%  many-to-one (several categories may stand for one class)%n",
        100 * (1 - matching.accuracyManyToOne()));
    out.printf(
        Locale.ROOT,
        "  error %5.2f %%  one-to-one  (each class has a category of its own)%n",
        100 * (1 - matching.accuracyOneToOne()));
    out.printf(
        Locale.ROOT,
        "  NMI %.3f, ARI %.3f (1 for full agreement)%n",
        matching.normalizedMutualInformation(),
        matching.adjustedRandIndex());
  }
}
