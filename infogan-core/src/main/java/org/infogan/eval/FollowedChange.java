package org.infogan.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.infogan.InfoGan;
import org.infogan.config.Stabilizers;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.eval.disentanglement.PearsonCorrelation;
import org.infogan.latent.Posterior;

/**
 * Whether a continuous code does follow the change of images that it was to follow ({@link
 * Stabilizers.Equivariance}): Pearson's r of the change δ of a factor that a distortion makes, and
 * of Q's answer to it, μ(distorted) − μ(image), over real images that are each distorted once by
 * the jitter of the training, in everything that it changes. 0 where the code ignores the change, 1
 * where it follows it alone. A place is carried by turns and sizes too, by an amount that depends
 * on where it was: a code that follows a place stays below 1 where the jitter has these.
 *
 * @param code the code's name
 * @param factor what it was to follow
 * @param correlation r, from −1 to 1; NaN where the code never changes
 */
public record FollowedChange(String code, Distortion.Factor factor, double correlation) {

  private static final int IMAGES = 2_000;
  private static final long SEED = 17;

  /**
   * Measures all codes of a model that were to follow a change.
   *
   * @param model the model
   * @param images real images in the model's shape; 2,000 from all over them are taken
   * @return one for each equivariance of the model's configuration, in their order; empty where it
   *     has none
   * @throws IllegalArgumentException if the images have another shape
   */
  public static List<FollowedChange> of(InfoGan model, ImageDataset images) {
    Stabilizers.Consistency training = model.config().stabilizers().consistency();
    if (training.equivariances().isEmpty()) {
      return List.of();
    }
    ImageShape shape = model.config().image();
    int count = Math.min(IMAGES, images.size());
    RandomGenerator random = new SplittableRandom(SEED);
    List<Distortion> distortions = new ArrayList<>();
    float[][] originals = new float[count][shape.pixels()];
    float[][] copies = new float[count][shape.pixels()];
    for (int i = 0; i < count; i++) {
      images.read((int) ((long) i * images.size() / count), originals[i]);
      Distortion distortion = training.jitter().draw(random);
      distortion.apply(originals[i], shape, copies[i]);
      for (int p = 0; p < copies[i].length; p++) {
        copies[i][p] = Math.max(0, Math.min(1, copies[i][p]));
      }
      distortions.add(distortion);
    }
    var before = model.encode(FloatImages.wrap(shape, originals)).posteriors();
    var after = model.encode(FloatImages.wrap(shape, copies)).posteriors();
    return training.equivariances().stream()
        .map(
            followed ->
                new FollowedChange(
                    followed.code(),
                    followed.factor(),
                    correlation(
                        distortions.stream()
                            .mapToDouble(d -> d.amount(followed.factor(), shape))
                            .toArray(),
                        means(before.get(followed.code())),
                        means(after.get(followed.code())))))
        .toList();
  }

  private static double[] means(Posterior posterior) {
    return ((Posterior.Gaussian) posterior).mean();
  }

  private static double correlation(double[] change, double[] before, double[] after) {
    double[] answer = new double[before.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = after[i] - before[i];
    }
    return PearsonCorrelation.of(change, answer).r();
  }
}
