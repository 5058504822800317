package org.infogan.examples;

import java.util.Optional;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;
import org.infogan.eval.CategoryMatching;
import org.infogan.eval.ClusterAgreement;
import org.infogan.latent.CategoricalCode;

/**
 * How well the categories that a model found agree with the classes that people gave.
 *
 * @param code the categorical code
 * @param fitted the number of training images from which the mapping is learnt
 * @param tested the number of test images on which the rest is measured
 * @param accuracyManyToOne several categories may stand for one class, as in the paper
 * @param accuracyOneToOne different categories stand for different classes
 * @param normalizedMutualInformation of category and class
 * @param adjustedRandIndex of category and class
 */
record CategoryEvaluation(
    String code,
    int fitted,
    int tested,
    double accuracyManyToOne,
    double accuracyOneToOne,
    double normalizedMutualInformation,
    double adjustedRandIndex) {

  /** Measured, unless the model has no categories or the images no labels. */
  static Optional<CategoryEvaluation> of(InfoGan model, DataSource data) {
    Optional<CategoricalCode> code = Pictures.firstCategorical(model.config().latent());
    if (code.isEmpty() || data.test().isEmpty()) {
      return Optional.empty();
    }
    ImageDataset train = data.train();
    ImageDataset test = data.test().get();
    int[] trainClasses = train.labels();
    int[] testClasses = test.labels();
    int categories = code.get().categories();
    int classes =
        1
            + IntStream.concat(IntStream.of(trainClasses), IntStream.of(testClasses))
                .max()
                .getAsInt();
    int[] predicted = model.classify(test);
    CategoryMatching matching =
        CategoryMatching.fit(model.classify(train), trainClasses, categories, classes);
    ClusterAgreement agreement = ClusterAgreement.of(predicted, testClasses, categories, classes);
    return Optional.of(
        new CategoryEvaluation(
            code.get().name(),
            train.size(),
            test.size(),
            matching.accuracyManyToOne(predicted, testClasses),
            matching.accuracyOneToOne(predicted, testClasses),
            agreement.normalizedMutualInformation(),
            agreement.adjustedRandIndex()));
  }
}
