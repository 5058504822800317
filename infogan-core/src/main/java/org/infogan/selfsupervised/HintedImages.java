package org.infogan.selfsupervised;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.graph.HungarianAlgorithm;
import org.infogan.internal.Internal;
import org.infogan.latent.CategoricalCode;
import org.jspecify.annotations.Nullable;

/**
 * Real images that categories are learnt from, and after them a few whose kind is known: hints.
 * Which category of the first categorical code a kind is to be follows from the first answers that
 * the networks give for the hints, one category for each kind, so that the answers change least.
 */
@Internal
public final class HintedImages {

  private final ImageDataset unlabelled;
  private final ImageDataset all;

  /** Of each hint, from 0 to the number of kinds − 1. */
  private final int[] kinds;

  /** By kind; null before the first answers. */
  private int @Nullable [] categories;

  private HintedImages(ImageDataset unlabelled, ImageDataset all, int[] kinds) {
    this.unlabelled = unlabelled;
    this.all = all;
    this.kinds = kinds;
  }

  /**
   * Images, and hints if there are any.
   *
   * @param unlabelled the images, whose labels are not read
   * @param hints for which {@link #check} holds, or null for none
   * @return both
   */
  public static HintedImages of(ImageDataset unlabelled, @Nullable ImageDataset hints) {
    if (hints == null) {
      return new HintedImages(unlabelled, unlabelled, new int[0]);
    }
    int[] labels = hints.labels();
    int[] distinct = IntStream.of(labels).distinct().sorted().toArray();
    int[] kinds = IntStream.of(labels).map(label -> Arrays.binarySearch(distinct, label)).toArray();
    return new HintedImages(unlabelled, ImageDataset.concat(unlabelled, hints), kinds);
  }

  /**
   * Refuses hints that a run cannot use.
   *
   * @param hints labelled images
   * @param config the run's configuration
   * @throws IllegalArgumentException when they have another size than the run's images, one of them
   *     has no label, they are of more kinds than the first categorical code has categories, or
   *     nothing in the run learns from them
   */
  public static void check(ImageDataset hints, InfoGanConfig config) {
    if (config.pretraining().steps() == 0 && config.refinement().rounds() == 0) {
      throw new IllegalArgumentException(
          "hints: expected a configuration with pretraining or refinement, which learn from them,"
              + " found neither");
    }
    if (!hints.shape().equals(config.image())) {
      throw new IllegalArgumentException(
          "hints: expected images of shape " + config.image() + ", found " + hints.shape());
    }
    int[] labels = hints.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new IllegalArgumentException(
            "hints: expected a label for each image, found none for image " + i);
      }
    }
    CategoricalCode code = config.latent().firstCategorical().orElseThrow();
    long kinds = IntStream.of(labels).distinct().count();
    if (kinds > code.categories()) {
      throw new IllegalArgumentException(
          ("hints: expected images of at most " + code.categories() + " kinds, one for each")
              + (" category of " + code.name() + ", found " + kinds));
    }
  }

  /**
   * The images without the hints.
   *
   * @return at least one
   */
  ImageDataset unlabelled() {
    return unlabelled;
  }

  /**
   * The images, and after them the hints.
   *
   * @return at least one
   */
  ImageDataset all() {
    return all;
  }

  /**
   * The number of hints.
   *
   * @return 0 or more
   */
  int hints() {
    return kinds.length;
  }

  /**
   * Puts what is known in place of what was answered.
   *
   * @param answers distributions over the first code's categories, [n][K], the last rows those of
   *     the hints, in their order. These rows are modified.
   */
  void correct(double[][] answers) {
    int first = answers.length - kinds.length;
    if (categories == null && kinds.length > 0) {
      categories = matched(answers, first);
    }
    for (int i = 0; i < kinds.length; i++) {
      Arrays.fill(answers[first + i], 0);
      answers[first + i][categories[kinds[i]]] = 1;
    }
  }

  private int[] matched(double[][] answers, int first) {
    int count = IntStream.of(kinds).max().orElseThrow() + 1;
    double[][] cost = new double[count][answers[first].length];
    for (int i = 0; i < kinds.length; i++) {
      for (int k = 0; k < answers[first + i].length; k++) {
        cost[kinds[i]][k] -= answers[first + i][k];
      }
    }
    return HungarianAlgorithm.leastCost(cost);
  }
}
