package org.infogan.eval;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;
import org.infogan.eval.clustering.CategoryMatching;
import org.infogan.eval.clustering.ClusterAgreement;
import org.infogan.eval.clustering.ContingencyTable;
import org.infogan.latent.CategoricalCode;

/**
 * How well the categories that a model found agree with the classes that people gave. Which class
 * each category stands for is learnt from training images ({@link CategoryMatching}); everything is
 * measured on test images.
 *
 * @param code the name of the categorical code
 * @param fitted the number of training images
 * @param accuracyManyToOne the fraction of test images whose category stands for their class, where
 *     several categories may stand for one class, as in the paper
 * @param accuracyOneToOne the same where different categories stand for different classes
 * @param normalizedMutualInformation of category and class ({@link ClusterAgreement})
 * @param adjustedRandIndex of category and class ({@link ClusterAgreement})
 * @param table how many test images of each class fell into each category
 */
public record CategoryEvaluation(
    String code,
    int fitted,
    double accuracyManyToOne,
    double accuracyOneToOne,
    double normalizedMutualInformation,
    double adjustedRandIndex,
    ContingencyTable table) {

  /**
   * Evaluates the model's first categorical code.
   *
   * @param model the model
   * @param train labelled images from which the classes of the categories are learnt
   * @param test labelled images to measure on
   * @return empty when the model has no categorical code, an image has no label, or all labels are
   *     one and the same class
   * @throws IllegalArgumentException if the images do not have the model's size
   */
  public static Optional<CategoryEvaluation> of(
      InfoGan model, ImageDataset train, ImageDataset test) {
    Optional<CategoricalCode> code = model.config().latent().firstCategorical();
    int[] trainClasses = labels(train);
    int[] testClasses = labels(test);
    int[] all = IntStream.concat(IntStream.of(trainClasses), IntStream.of(testClasses)).toArray();
    if (code.isEmpty() || IntStream.of(all).anyMatch(label -> label < 0) || isOneClass(all)) {
      return Optional.empty();
    }
    String name = code.get().name();
    int categories = code.get().categories();
    int classes = 1 + IntStream.of(all).max().orElseThrow();
    int[] trainCategories = model.encode(train).categorical(name).mostLikely();
    int[] testCategories = model.encode(test).categorical(name).mostLikely();
    CategoryMatching matching =
        CategoryMatching.fit(trainCategories, trainClasses, categories, classes);
    ClusterAgreement agreement =
        ClusterAgreement.of(testCategories, testClasses, categories, classes);
    return Optional.of(
        new CategoryEvaluation(
            name,
            train.size(),
            matching.accuracyManyToOne(testCategories, testClasses),
            matching.accuracyOneToOne(testCategories, testClasses),
            agreement.normalizedMutualInformation(),
            agreement.adjustedRandIndex(),
            ContingencyTable.of(testCategories, testClasses, categories, classes)));
  }

  private static int[] labels(ImageDataset images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }

  private static boolean isOneClass(int[] labels) {
    return IntStream.of(labels).allMatch(label -> label == labels[0]);
  }

  /**
   * The number of test images.
   *
   * @return at least 1
   */
  public int tested() {
    return table.images();
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
    out.printf(
        Locale.ROOT,
        "Category matching of %s on %,d test images (learnt on %,d training images)%n",
        code,
        tested(),
        fitted);
    out.printf(
        Locale.ROOT,
        "  error %5.2f %%  many-to-one (several categories may stand for one class)%n",
        100 * (1 - accuracyManyToOne));
    out.printf(
        Locale.ROOT,
        "  error %5.2f %%  one-to-one  (each class has a category of its own)%n",
        100 * (1 - accuracyOneToOne));
    out.printf(
        Locale.ROOT,
        "  error %5.2f %%  if every image were called by the largest class%n",
        100 * (1 - table.largestClassFraction()));
    out.printf(
        Locale.ROOT,
        "  NMI %.3f, ARI %.3f (1 for full agreement), purity %.2f %%%n%n",
        normalizedMutualInformation,
        adjustedRandIndex,
        100 * table.purity());
    out.print(table.report(classNames));
    out.flush();
    return text.toString();
  }
}
