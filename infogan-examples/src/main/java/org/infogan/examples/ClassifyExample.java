package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Mnist;
import org.infogan.eval.clustering.CategoryMatching;

/**
 * Recognises digits with Q. Training saw no label, so Q knows categories but not their names: a few
 * labelled images tell which digit each category stands for.
 *
 * <p>Arguments, all optional: the model (model.zip), and how many test images to classify.
 */
public final class ClassifyExample {

  private static final int CATEGORIES = 10;
  private static final int DIGITS = 10;

  private ClassifyExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "model.zip");
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    Mnist mnist = Mnist.load();
    ImageDataset known = mnist.train().first(count);
    ImageDataset unknown = mnist.test().first(count);
    try (InfoGan model = InfoGan.load(file)) {
      CategoryMatching matching =
          CategoryMatching.fit(model.classify(known), known.labels(), CATEGORIES, DIGITS);
      int[] digitOf = matching.manyToOne();
      int[] categories = model.classify(unknown);
      for (int i = 0; i < Math.min(5, unknown.size()); i++) {
        System.out.printf(
            "image %d: category %d, so digit %d; it is a %d%n",
            i, categories[i], digitOf[categories[i]], unknown.label(i));
      }
      double accuracy = matching.accuracyManyToOne(categories, unknown.labels());
      System.out.printf("%.1f %% of %d digits are right%n", 100 * accuracy, unknown.size());
    }
  }
}
