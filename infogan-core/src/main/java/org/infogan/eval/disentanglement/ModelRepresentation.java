package org.infogan.eval.disentanglement;

import java.util.ArrayList;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.data.ImageDataset;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.Posterior;

/** What a model's Q says of images: see {@link Representation#of}. */
final class ModelRepresentation implements Representation {

  private final InfoGan model;

  ModelRepresentation(InfoGan model) {
    this.model = model;
  }

  @Override
  public double[][] encode(ImageDataset images) {
    List<double[]> codes = new ArrayList<>();
    model.encode(images).posteriors().values().forEach(posterior -> codes.add(values(posterior)));
    double[][] rows = new double[images.size()][codes.size()];
    for (int d = 0; d < codes.size(); d++) {
      for (int i = 0; i < rows.length; i++) {
        rows[i][d] = codes.get(d)[i];
      }
    }
    return rows;
  }

  @Override
  public boolean isCategorical(int code) {
    return model.config().latent().codes().get(code) instanceof CategoricalCode;
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
