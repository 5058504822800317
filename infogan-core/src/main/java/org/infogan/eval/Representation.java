package org.infogan.eval;

import java.util.ArrayList;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;
import org.infogan.latent.Posterior;

/**
 * What a model reads off images: a few numbers each, whose relation to known factors is measured.
 */
@FunctionalInterface
public interface Representation {

  /**
   * Encodes images.
   *
   * @param images at least one
   * @return [N][D], D codes per image, always as many; finite
   */
  double[][] encode(ImageDataset images);

  /**
   * Q's view, one number per code in the order of the codes: the posterior's mean for uniform and
   * Gaussian codes, the probability of a 1 for Bernoulli codes, and the index of the most likely
   * category for categorical ones. The index stands for the whole code; its K probabilities would
   * be K codes that all tell of the same factor, which measures of disentanglement take for
   * entangled. The indices' order means nothing, so keep to measures that do not use it: {@link
   * MutualInformationGap} gives each category its own bin as long as K is at most 20, and {@link
   * FactorVaeScore} asks where an index varies least.
   *
   * @param model the model, open for as long as the representation is used
   * @return its representation
   */
  static Representation of(InfoGan model) {
    return images -> {
      List<double[]> codes = new ArrayList<>();
      model.encode(images).posteriors().values().forEach(p -> codes.add(values(p)));
      double[][] rows = new double[images.size()][codes.size()];
      for (int d = 0; d < codes.size(); d++) {
        for (int i = 0; i < rows.length; i++) {
          rows[i][d] = codes.get(d)[i];
        }
      }
      return rows;
    };
  }

  private static double[] values(Posterior posterior) {
    if (posterior instanceof Posterior.Categorical categorical) {
      int[] indices = categorical.mostLikely();
      double[] values = new double[indices.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = indices[i];
      }
      return values;
    }
    if (posterior instanceof Posterior.Bernoulli bernoulli) {
      return bernoulli.probability();
    }
    return ((Posterior.Gaussian) posterior).mean();
  }
}
