package org.infogan.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Posterior;

/** What Q reads off a number of images: one posterior per code, each with an entry per image. */
public final class Encoding {

  /** A {@link #deviation} that images like those of the training keep below. */
  public static final double USUAL_DEVIATION = 6;

  private final LatentSpec spec;
  private final int images;
  private final Map<String, Posterior> posteriors = new LinkedHashMap<>();
  private final double[] deviations;

  /**
   * From Q's output, [N][P].
   *
   * @param spec the codes
   * @param parameters the parameters of the posteriors of each image, [N][P]. Not modified.
   * @param deviations what {@link #deviation} gives, [N]. Not modified.
   */
  public Encoding(LatentSpec spec, double[][] parameters, double[] deviations) {
    this.spec = spec;
    this.deviations = deviations.clone();
    images = parameters.length;
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

  /**
   * The posterior of each code, by name, in the order of the codes.
   *
   * @return an unmodifiable map
   */
  public Map<String, Posterior> posteriors() {
    return Collections.unmodifiableMap(posteriors);
  }

  /**
   * The posterior of a categorical code.
   *
   * @param code the code's name
   * @return its posterior, with an entry per image
   * @throws IllegalArgumentException when there is no categorical code of that name
   */
  public Posterior.Categorical categorical(String code) {
    return posterior(code, Posterior.Categorical.class);
  }

  /**
   * The posterior of a uniform or Gaussian code.
   *
   * @param code the code's name
   * @return its posterior, with an entry per image
   * @throws IllegalArgumentException when there is no continuous code of that name
   */
  public Posterior.Gaussian gaussian(String code) {
    return posterior(code, Posterior.Gaussian.class);
  }

  /**
   * The posterior of a Bernoulli code.
   *
   * @param code the code's name
   * @return its posterior, with an entry per image
   * @throws IllegalArgumentException when there is no Bernoulli code of that name
   */
  public Posterior.Bernoulli bernoulli(String code) {
    return posterior(code, Posterior.Bernoulli.class);
  }

  /**
   * The codes of one image, for {@code codes(i).forEach(latents::set)}: of what Q expects, the
   * nearest value that the prior has ({@link LatentCode#projectOntoPrior}), that is the most likely
   * category, the mean clamped to the prior's range, and 1 where it is no less likely than 0. Q
   * does not read noise.
   *
   * @param image its index
   * @return values by the codes' names, in the order of the codes
   * @throws IllegalArgumentException when there is no such image
   */
  public Map<String, Double> codes(int image) {
    requireImage(image);
    return codes(posterior -> posterior.expectation(image));
  }

  /**
   * How unlike the training images an image is: the mean of (x − μ)²/σ² over the trunk's features,
   * with batch norm's μ and σ ({@code docs/math.md}). Its mean over the training images is 1; far
   * above, as for an image of another subject, an inverted one or noise, the codes mean nothing.
   * For an image below {@value #USUAL_DEVIATION} they may still be wrong.
   *
   * @param image its index
   * @return at least 0, or not a number where the trunk does not end in a batch norm
   * @throws IllegalArgumentException when there is no such image
   */
  public double deviation(int image) {
    requireImage(image);
    return deviations[image];
  }

  /**
   * The codes of a − b + c, as in "man with glasses − man + woman". What Q expects of the three
   * images is combined before the nearest value of the prior is taken: the probabilities of all
   * categories count, not just the largest.
   *
   * @param a index of an image
   * @param b index of an image
   * @param c index of an image
   * @return as {@link #codes(int)}
   * @throws IllegalArgumentException when there is no such image
   */
  public Map<String, Double> arithmetic(int a, int b, int c) {
    requireImage(a);
    requireImage(b);
    requireImage(c);
    return codes(
        posterior -> {
          double[] sum = posterior.expectation(a);
          double[] less = posterior.expectation(b);
          double[] more = posterior.expectation(c);
          for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] - less[i] + more[i];
          }
          return sum;
        });
  }

  private Map<String, Double> codes(Function<Posterior, double[]> point) {
    Map<String, Double> codes = new LinkedHashMap<>();
    for (LatentCode code : spec.codes()) {
      codes.put(code.name(), code.projectOntoPrior(point.apply(posteriors.get(code.name()))));
    }
    return codes;
  }

  private void requireImage(int image) {
    if (image < 0 || image >= images) {
      throw new IllegalArgumentException(
          "encoding: expected an image from 0 to " + (images - 1) + ", found " + image);
    }
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
