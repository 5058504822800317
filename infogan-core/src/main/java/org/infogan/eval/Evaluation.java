package org.infogan.eval;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;

/**
 * What a trained model has learnt: how much each code says about the generated images, and how well
 * the categories agree with the classes of labelled images.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluation.of(model, mnist.train(), mnist.test());
 * System.out.println(evaluation);
 * double error = 1 - evaluation.categories().orElseThrow().accuracyManyToOne();
 * }</pre>
 *
 * @param samples the number of generated images from which the bounds are estimated
 * @param information the bound of each code in the order of the codes, with the model as it stands
 *     ({@link MutualInformation#estimate})
 * @param asTrained the same with batch norm by the statistics of generated images ({@link
 *     MutualInformation#estimateAsTrained})
 * @param categories how the categories of the first categorical code agree with the classes; empty
 *     when the model has no such code or the images no labels
 */
public record Evaluation(
    int samples,
    List<MutualInformation> information,
    List<MutualInformation> asTrained,
    Optional<CategoryEvaluation> categories) {

  /** Samples that are enough for the second decimal of every bound. */
  public static final int SAMPLES = 10_000;

  /** The seed of the samples: unlike those that people train with, so that they are new images. */
  public static final long SEED = 20_160_612;

  /** Copies the lists. */
  public Evaluation {
    information = List.copyOf(information);
    asTrained = List.copyOf(asTrained);
  }

  /**
   * Evaluates a model with {@link #SAMPLES} generated images.
   *
   * @param model the model
   * @param train images from which it is learnt which class each category stands for, in the
   *     model's size
   * @param test images on which that is measured, in the model's size
   * @return the evaluation, without {@link #categories} where the model has no categorical code or
   *     one of the sets is not labelled
   * @throws IllegalArgumentException if the images have another size
   */
  public static Evaluation of(InfoGan model, ImageDataset train, ImageDataset test) {
    return of(model, train, test, SAMPLES);
  }

  /**
   * Evaluates a model.
   *
   * @param model the model
   * @param train images from which it is learnt which class each category stands for, in the
   *     model's size
   * @param test images on which that is measured, in the model's size
   * @param samples the number of images to generate, at least 2
   * @return the evaluation, without {@link #categories} where the model has no categorical code or
   *     one of the sets is not labelled
   * @throws IllegalArgumentException if the images have another size or the samples are fewer
   */
  public static Evaluation of(InfoGan model, ImageDataset train, ImageDataset test, int samples) {
    Evaluation codes = ofCodes(model, samples);
    return new Evaluation(
        samples, codes.information, codes.asTrained, CategoryEvaluation.of(model, train, test));
  }

  /**
   * Evaluates the codes alone, which needs no images but those that the model generates.
   *
   * @param model the model
   * @param samples the number of images to generate, at least 2
   * @return the evaluation, without {@link #categories}
   * @throws IllegalArgumentException if the samples are fewer
   */
  public static Evaluation ofCodes(InfoGan model, int samples) {
    return new Evaluation(
        samples,
        MutualInformation.estimate(model, samples, SEED),
        MutualInformation.estimateAsTrained(model, samples, SEED),
        Optional.empty());
  }

  /**
   * L_I by the name of the code.
   *
   * @return nats, in the order of the codes
   */
  public Map<String, Double> bounds() {
    return byCode(information);
  }

  /**
   * L_I as training sees it, by the name of the code.
   *
   * @return nats, in the order of the codes
   */
  public Map<String, Double> boundsAsTrained() {
    return byCode(asTrained);
  }

  private static Map<String, Double> byCode(List<MutualInformation> information) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    information.forEach(code -> bounds.put(code.code(), code.bound()));
    return bounds;
  }

  /**
   * The evaluation as a table for people, classes by their numbers.
   *
   * @return several lines, each ended
   */
  public String report() {
    return report(List.of());
  }

  /**
   * The evaluation as a table for people.
   *
   * @param classNames what the classes are called; those beyond the list go by their numbers
   * @return several lines, each ended
   */
  public String report(List<String> classNames) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    reportInformation(out);
    out.println();
    out.print(
        categories
            .map(found -> found.report(classNames))
            .orElse(
                "Category matching left out: it needs a categorical code and labelled images."
                    + System.lineSeparator()));
    out.flush();
    return text.toString();
  }

  private void reportInformation(PrintWriter out) {
    int width = information.stream().mapToInt(code -> code.code().length()).max().orElse(0);
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
    out.println("fitted: with Q's best constant sigma; with sigma = 1, the paper's, a continuous");
    out.println("code's L_I cannot exceed H(c) - 0.919 however well Q reads it");
    out.println("as trained: L_I with batch norm by the statistics of generated images; far from");
    out.println("L_I where these do not look like the real ones");
  }

  /** The {@link #report()}. */
  @Override
  public String toString() {
    return report();
  }
}
