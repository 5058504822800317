package org.infogan.eval;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.disentanglement.PearsonCorrelation;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How strongly the codes of a model of digits go with what one sees of a stroke: the absolute
 * {@link PearsonCorrelation} of each code that is not categorical with the slant and the width of
 * the strokes ({@link StrokeMeasures}) of generated images.
 *
 * <p>From code, slant and width the mean over the images of the same category (of the first
 * categorical code) is subtracted first: a 1 is narrower than an 8 by nature, which is not the
 * effect of a continuous code. Images without a stroke are left out.
 *
 * @param slant the absolute correlation with the slant, of each code in order
 * @param strokeWidth the absolute correlation with the stroke width, of each code in order
 */
public record CodeCorrelations(List<Double> slant, List<Double> strokeWidth) {

  private static final int SAMPLES = 5_000;
  private static final long SEED = 7;

  /**
   * Copies the lists.
   *
   * @param slant the absolute correlation with the slant, of each code in order
   * @param strokeWidth the absolute correlation with the stroke width, of each code in order
   */
  public CodeCorrelations {
    slant = List.copyOf(slant);
    strokeWidth = List.copyOf(strokeWidth);
  }

  /**
   * Measures 5,000 generated images.
   *
   * @param model a model of grey images, bright strokes on dark
   * @return the correlations
   * @throws IllegalArgumentException if the model's images are not grey
   */
  public static CodeCorrelations of(InfoGan model) {
    if (model.config().image().channels() != 1) {
      throw new IllegalArgumentException(
          "code correlations: expected grey images, found shape " + model.config().image());
    }
    LatentVectors latents = model.latents(SAMPLES, SEED);
    List<double[]> codes =
        model.config().latent().codes().stream()
            .filter(code -> !(code instanceof CategoricalCode))
            .map(code -> values(latents, code))
            .toList();
    return of(codes, strokes(model, latents), categories(model, latents));
  }

  /**
   * The correlations of given measurements of N images.
   *
   * @param codes [N] for each code. Not modified.
   * @param strokes [N], NaN for a blank image. Not modified.
   * @param category [N], from 0. Not modified.
   */
  static CodeCorrelations of(List<double[]> codes, StrokeMeasures[] strokes, int[] category) {
    double[] slant = Arrays.stream(strokes).mapToDouble(StrokeMeasures::slant).toArray();
    double[] width = Arrays.stream(strokes).mapToDouble(StrokeMeasures::width).toArray();
    return new CodeCorrelations(
        codes.stream().map(code -> strength(code, slant, category)).toList(),
        codes.stream().map(code -> strength(code, width, category)).toList());
  }

  private static double strength(double[] code, double[] measure, int[] category) {
    return PearsonCorrelation.of(withoutMeans(code, category), withoutMeans(measure, category))
        .strength();
  }

  private static StrokeMeasures[] strokes(InfoGan model, LatentVectors latents) {
    StrokeMeasures[] strokes = new StrokeMeasures[latents.count()];
    try (INDArray images = model.generate(latents)) {
      ImageDataset digits = FloatImages.copyOf(images);
      float[] pixels = new float[digits.shape().pixels()];
      for (int i = 0; i < strokes.length; i++) {
        digits.read(i, pixels);
        strokes[i] = StrokeMeasures.of(pixels, digits.shape().height(), digits.shape().width());
      }
    }
    return strokes;
  }

  private static double[] values(LatentVectors latents, LatentCode code) {
    double[] values = new double[latents.count()];
    Arrays.setAll(values, i -> latents.get(i, code.name()));
    return values;
  }

  /** All 0 for a model without a categorical code. */
  private static int[] categories(InfoGan model, LatentVectors latents) {
    int[] category = new int[latents.count()];
    Optional<CategoricalCode> code = model.config().latent().firstCategorical();
    code.ifPresent(found -> Arrays.setAll(category, i -> (int) latents.get(i, found.name())));
    return category;
  }

  /** The values less the mean of those of the same category; NaN, of a blank image, stays. */
  private static double[] withoutMeans(double[] values, int[] category) {
    int categories = 1 + Arrays.stream(category).max().orElse(0);
    double[] sum = new double[categories];
    int[] count = new int[categories];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        sum[category[i]] += values[i];
        count[category[i]]++;
      }
    }
    double[] centred = values.clone();
    for (int i = 0; i < values.length; i++) {
      centred[i] -= sum[category[i]] / count[category[i]];
    }
    return centred;
  }
}
