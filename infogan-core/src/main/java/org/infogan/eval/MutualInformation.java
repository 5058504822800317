package org.infogan.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mutual-information bound of one code on fresh samples, in nats: L_I = H(c) + E[ln Q(c|x)]
 * with c from the prior and x = G(z, c), both networks in inference mode.
 *
 * @param code the name of the code
 * @param bound L_I
 * @param standardError the standard error of {@code bound}, over the samples
 * @param fittedBound L_I when a continuous code's posterior takes the best constant σ instead of
 *     its own: H(c) − ½ ln(2πe·E[(c − mean)²]). With the paper's σ = 1 {@code bound} cannot exceed
 *     H(c) − 0.919 however well Q knows the code, and this shows how well it does. For other codes
 *     the same as {@code bound}.
 * @param entropy H(c). For categories and bits no bound can exceed it. For a continuous code it is
 *     a differential entropy, which is no upper bound: the better Q predicts the code, the larger
 *     L_I
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, section 5</a>
 */
public record MutualInformation(
    String code, double bound, double standardError, double fittedBound, double entropy) {

  /**
   * Measures the bound of every code, as the model stands: batch norm in the trunk and Q has the
   * statistics of real images. This is how well {@link InfoGan#encode} reads the codes.
   *
   * @param model the model, open
   * @param samples the number of images to generate, at least 2
   * @param seed the seed of their latent vectors
   * @return one entry per code, in the order of the codes
   */
  public static List<MutualInformation> estimate(InfoGan model, int samples, long seed) {
    requireSamples(samples);
    LatentVectors latents = model.latents(samples, seed);
    try (INDArray images = model.generate(latents)) {
      return of(latents, model.encode(images));
    }
  }

  /**
   * Measures the bound of every code as training sees it: batch norm in the trunk and Q has the
   * statistics of the generated images themselves ({@link InfoGan#calibratedOn}). Both this and
   * {@link #estimate} are lower bounds of the same information, for two different Q. They are near
   * each other as long as generated images resemble real ones; where they do not, only this one
   * shows how G uses its codes.
   *
   * @param model the model, open
   * @param samples the number of images to generate, at least 2
   * @param seed the seed of their latent vectors
   * @return one entry per code, in the order of the codes
   */
  public static List<MutualInformation> estimateAsTrained(InfoGan model, int samples, long seed) {
    requireSamples(samples);
    LatentVectors latents = model.latents(samples, seed);
    try (INDArray images = model.generate(latents)) {
      ImageDataset generated = FloatImages.copyOf(images);
      try (InfoGan calibrated = model.calibratedOn(generated)) {
        return of(latents, calibrated.encode(generated));
      }
    }
  }

  private static void requireSamples(int samples) {
    if (samples < 2) {
      throw new IllegalArgumentException("samples: expected at least 2, found " + samples);
    }
  }

  private static List<MutualInformation> of(LatentVectors latents, Encoding encoding) {
    List<MutualInformation> result = new ArrayList<>();
    for (LatentCode code : latents.spec().codes()) {
      double[] drawn = new double[latents.count()];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = latents.get(i, code.name());
      }
      result.add(of(code, drawn, encoding.posteriors().get(code.name())));
    }
    return result;
  }

  /**
   * The bound of one code, from what was drawn and what Q says.
   *
   * @param code the code
   * @param drawn its value per sample, a category's index or the number itself. Not modified.
   * @param posterior Q's posterior per sample
   * @return the bound
   */
  public static MutualInformation of(LatentCode code, double[] drawn, Posterior posterior) {
    double[] logLikelihood = new double[drawn.length];
    double squaredError = 0;
    for (int i = 0; i < drawn.length; i++) {
      logLikelihood[i] = posterior.logLikelihood(i, drawn[i]);
      if (posterior instanceof Posterior.Gaussian gaussian) {
        squaredError += Math.pow(drawn[i] - gaussian.mean()[i], 2) / drawn.length;
      }
    }
    double mean = Arrays.stream(logLikelihood).average().orElseThrow();
    double variance =
        Arrays.stream(logLikelihood).map(l -> (l - mean) * (l - mean)).sum() / (drawn.length - 1);
    double bound = code.entropy() + mean;
    return new MutualInformation(
        code.name(),
        bound,
        Math.sqrt(variance / drawn.length),
        posterior instanceof Posterior.Gaussian
            ? code.entropy() - 0.5 * Math.log(2 * Math.PI * Math.E * squaredError)
            : bound,
        code.entropy());
  }
}
