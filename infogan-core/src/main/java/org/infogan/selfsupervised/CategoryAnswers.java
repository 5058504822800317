package org.infogan.selfsupervised;

import java.util.ArrayList;
import java.util.List;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.losses.Softmax;

/**
 * Where a categorical code's logits stand in Q's output, and what they say.
 *
 * @param code the code's name
 * @param offset the first of its rows
 * @param categories K
 */
record CategoryAnswers(String code, int offset, int categories) {

  /**
   * The categorical codes of a layout.
   *
   * @param latent the layout
   * @return in the order of the codes
   */
  static List<CategoryAnswers> of(LatentSpec latent) {
    List<CategoryAnswers> all = new ArrayList<>();
    int offset = 0;
    for (LatentCode code : latent.codes()) {
      if (code instanceof CategoricalCode categorical) {
        all.add(new CategoryAnswers(code.name(), offset, categorical.categories()));
      }
      offset += code.likelihood().parameterRows();
    }
    return all;
  }

  /**
   * Softmax of the code's logits.
   *
   * @param posterior Q's output, [n][P]. Not modified.
   * @return [n][K]
   */
  double[][] probabilities(float[][] posterior) {
    double[][] all = new double[posterior.length][categories];
    for (int i = 0; i < all.length; i++) {
      softmax(posterior[i], 0, 1, all[i]);
    }
    return all;
  }

  /**
   * Softmax of the code's logits of one example.
   *
   * @param outputs Q's outputs. Not modified.
   * @param example the place of the example's first output
   * @param stride how far apart its outputs stand
   * @param p K values. Modified.
   */
  void softmax(float[] outputs, int example, int stride, double[] p) {
    for (int k = 0; k < categories; k++) {
      p[k] = outputs[(offset + k) * stride + example];
    }
    Softmax.of(p, p);
  }

  /**
   * The place of the largest value.
   *
   * @param p at least one value. Not modified.
   * @return the lower index of equal ones
   */
  static int mostLikely(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  /**
   * The entropy of a distribution.
   *
   * @param p its probabilities. Not modified.
   * @return nats
   */
  static double entropy(double[] p) {
    double sum = 0;
    for (double v : p) {
      sum -= v > 0 ? v * Math.log(v) : 0;
    }
    return sum;
  }
}
