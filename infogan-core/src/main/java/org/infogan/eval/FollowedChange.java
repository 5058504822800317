package org.infogan.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.infogan.InfoGan;
import org.infogan.config.Stabilizers;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.Shuffle;
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

  /** Images that are in memory at a time. */
  private static final int BLOCK = 200;

  /**
   * Measures all codes of a model that were to follow a change.
   *
   * @param model the model
   * @param images real images in the model's shape; 2,000 of them are drawn, always the same ones
   * @return one for each equivariance of the model's configuration, in their order; empty where it
   *     has none
   * @throws IllegalArgumentException if the images have another shape
   */
  public static List<FollowedChange> of(InfoGan model, ImageDataset images) {
    List<Stabilizers.Equivariance> equivariances =
        model.config().stabilizers().consistency().equivariances();
    if (equivariances.isEmpty()) {
      return List.of();
    }
    int count = Math.min(IMAGES, images.size());
    double[][] changes = new double[equivariances.size()][count];
    double[][] answers = new double[equivariances.size()][count];
    RandomGenerator random = new SplittableRandom(SEED);
    int[] all = Shuffle.some(images.size(), count, random);
    for (int first = 0; first < count; first += BLOCK) {
      int[] indices = Arrays.copyOfRange(all, first, Math.min(first + BLOCK, count));
      distort(model, images, indices, random, first, changes, answers);
    }
    List<FollowedChange> followed = new ArrayList<>();
    for (int e = 0; e < equivariances.size(); e++) {
      Stabilizers.Equivariance wanted = equivariances.get(e);
      double r = PearsonCorrelation.of(changes[e], answers[e]).r();
      followed.add(new FollowedChange(wanted.code(), wanted.factor(), r));
    }
    return List.copyOf(followed);
  }

  /** Distorts a block of images; writes δ and μ(distorted) − μ(image) by equivariance and image. */
  private static void distort(
      InfoGan model,
      ImageDataset images,
      int[] indices,
      RandomGenerator random,
      int first,
      double[][] changes,
      double[][] answers) {
    Stabilizers.Consistency training = model.config().stabilizers().consistency();
    ImageShape shape = model.config().image();
    float[][] originals = new float[indices.length][shape.pixels()];
    float[][] copies = new float[indices.length][shape.pixels()];
    for (int i = 0; i < indices.length; i++) {
      images.read(indices[i], originals[i]);
      Distortion distortion = training.jitter().draw(random);
      distortion.apply(originals[i], shape, copies[i]);
      for (int p = 0; p < copies[i].length; p++) {
        copies[i][p] = Math.max(0, Math.min(1, copies[i][p]));
      }
      for (int e = 0; e < changes.length; e++) {
        Distortion.Factor factor = training.equivariances().get(e).factor();
        changes[e][first + i] = distortion.amount(factor, shape);
      }
    }
    var before = model.encode(FloatImages.wrap(shape, originals)).posteriors();
    var after = model.encode(FloatImages.wrap(shape, copies)).posteriors();
    for (int e = 0; e < answers.length; e++) {
      String code = training.equivariances().get(e).code();
      double[] ofImages = ((Posterior.Gaussian) before.get(code)).mean();
      double[] ofCopies = ((Posterior.Gaussian) after.get(code)).mean();
      for (int i = 0; i < indices.length; i++) {
        answers[e][first + i] = ofCopies[i] - ofImages[i];
      }
    }
  }
}
