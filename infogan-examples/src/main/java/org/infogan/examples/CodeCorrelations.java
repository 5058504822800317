package org.infogan.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.eval.PearsonCorrelation;
import org.infogan.eval.StrokeMeasures;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How strongly the continuous codes go with what one sees: |r| of each code with the slant and the
 * stroke width of generated digits. The mean over the images of one category is subtracted from
 * both, since digits differ in slant and width by nature, which is no doing of the code.
 *
 * @param slant |r| of each continuous code, in their order
 * @param strokeWidth likewise
 */
record CodeCorrelations(List<Double> slant, List<Double> strokeWidth) {

  private static final int SAMPLES = 5_000;
  private static final long SEED = 7;

  static CodeCorrelations of(InfoGan model) {
    LatentVectors latents = model.latents(SAMPLES, SEED);
    double[] slant = new double[SAMPLES];
    double[] width = new double[SAMPLES];
    try (INDArray images = model.generate(latents)) {
      ImageDataset digits = FloatImages.copyOf(images);
      float[] pixels = new float[digits.shape().pixels()];
      for (int i = 0; i < SAMPLES; i++) {
        digits.read(i, pixels);
        StrokeMeasures shape =
            StrokeMeasures.of(pixels, digits.shape().height(), digits.shape().width());
        slant[i] = shape.slant();
        width[i] = shape.width();
      }
    }
    int[] category = categories(model, latents);
    List<Double> ofSlant = new ArrayList<>();
    List<Double> ofWidth = new ArrayList<>();
    for (LatentCode code : model.config().latent().codes()) {
      if (!(code instanceof CategoricalCode)) {
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
          values[i] = latents.get(i, code.name());
        }
        double[] centred = withoutMean(values, category);
        ofSlant.add(PearsonCorrelation.of(centred, withoutMean(slant, category)).strength());
        ofWidth.add(PearsonCorrelation.of(centred, withoutMean(width, category)).strength());
      }
    }
    return new CodeCorrelations(ofSlant, ofWidth);
  }

  private static int[] categories(InfoGan model, LatentVectors latents) {
    int[] category = new int[latents.count()];
    Pictures.firstCategorical(model.config().latent())
        .ifPresent(
            code -> {
              for (int i = 0; i < category.length; i++) {
                category[i] = (int) latents.get(i, code.name());
              }
            });
    return category;
  }

  /** The values less the mean of those of the same category; NaN, for a blank image, stays. */
  private static double[] withoutMean(double[] values, int[] category) {
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
