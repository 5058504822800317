package org.infogan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Posterior;

/** What Q reads off a number of images: one posterior per code, each with an entry per image. */
public final class Encoding {

  private final Map<String, Posterior> posteriors = new LinkedHashMap<>();

  /** From Q's output, [N][P]. */
  Encoding(LatentSpec spec, double[][] parameters) {
    int first = 0;
    for (LatentCode code : spec.codes()) {
      int rows = code.likelihood().parameterRows();
      double[][] own = new double[parameters.length][rows];
      for (int i = 0; i < own.length; i++) {
        System.arraycopy(parameters[i], first, own[i], 0, rows);
      }
      posteriors.put(code.name(), code.posterior(own));
      first += rows;
    }
  }

  /** The posterior of each code, by name, in the order of the codes. */
  public Map<String, Posterior> posteriors() {
    return Collections.unmodifiableMap(posteriors);
  }

  /**
   * The posterior of a categorical code.
   *
   * @throws IllegalArgumentException when there is no categorical code of that name
   */
  public Posterior.Categorical categorical(String code) {
    return posterior(code, Posterior.Categorical.class);
  }

  /**
   * The posterior of a uniform or Gaussian code.
   *
   * @throws IllegalArgumentException when there is no continuous code of that name
   */
  public Posterior.Gaussian gaussian(String code) {
    return posterior(code, Posterior.Gaussian.class);
  }

  /**
   * The posterior of a Bernoulli code.
   *
   * @throws IllegalArgumentException when there is no Bernoulli code of that name
   */
  public Posterior.Bernoulli bernoulli(String code) {
    return posterior(code, Posterior.Bernoulli.class);
  }

  private <T extends Posterior> T posterior(String code, Class<T> kind) {
    Posterior found = posteriors.get(code);
    if (!kind.isInstance(found)) {
      throw new IllegalArgumentException(
          "latent code \""
              + code
              + "\": expected a code with a "
              + kind.getSimpleName()
              + " posterior, found "
              + (found == null
                  ? "no such code among " + posteriors.keySet()
                  : found.getClass().getSimpleName()));
    }
    return kind.cast(found);
  }
}
