package org.infogan.selfsupervised;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.Shuffle;
import org.infogan.data.augment.Distortion;
import org.infogan.model.EquivariantMean;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.train.batches.LatentBatches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What tells, without labels, whether trunk and Q have become better or worse.
 *
 * <pre>I(k; k′) = Σ Pₖₖ′·ln(Pₖₖ′ / (Pₖ·Pₖ′)),    P = E[Q(·|x)·Q(·|jitter(x))ᵀ]</pre>
 *
 * <p>is the information, in nats, that the category of a distorted copy gives about that of the
 * image (<a href="https://arxiv.org/abs/1807.06653">Ji et al. 2019</a>). It is ln K where all K
 * categories are equally large and every copy is recognised, and falls where categories merge, lose
 * their members, or become less certain or less stable.
 *
 * @param agreement I(k; k′) of each categorical code, in their order. Not modified.
 * @param bounds L_I of each code on generated images, in the order of all codes. Not modified.
 * @param following of each code that follows a change ({@link
 *     org.infogan.config.Stabilizers.Equivariance}), in their order: the correlation of t(x) −
 *     μ(x), by which Q's mean is to change on a copy, and of μ(jitter(x)) − μ(x), by which it does.
 *     1 where it follows, 0 where it ignores the change or the jitter makes none. Not modified.
 */
public record RefinementMeasures(
    List<Double> agreement, List<Double> bounds, List<Double> following) {

  private static final int IMAGES = 5_000;
  private static final int BATCHES = 20;

  /** Nats that may be lost to chance. */
  private static final double AGREEMENT_TOLERANCE = 0.01;

  /** Nats of L_I that a refinement may cost, since images that G draws wrongly count as well. */
  private static final double BOUND_TOLERANCE = 0.05;

  private static final double FOLLOWING_TOLERANCE = 0.05;

  /**
   * Copies the lists.
   *
   * @param agreement I(k; k′) of each categorical code
   * @param bounds L_I of each code on generated images
   * @param following how closely codes follow their change
   */
  public RefinementMeasures {
    agreement = List.copyOf(agreement);
    bounds = List.copyOf(bounds);
    following = List.copyOf(following);
  }

  /** Measures networks whose statistics are those of real images, the same way each time. */
  static RefinementMeasures of(
      InfoGanNetworks networks, InfoGanConfig config, ImageDataset images, LatentBatches latents) {
    int[] indices =
        Shuffle.some(
            images.size(),
            Math.min(IMAGES, images.size()),
            RandomStreams.at(config.seed(), -1, Purpose.REFINEMENT));
    List<Double> agreement = new ArrayList<>();
    List<Double> following = new ArrayList<>();
    try (NetworkReader reader = new NetworkReader(images, config, networks.trunk(), networks.q())) {
      float[][] clean = reader.read(indices, null).posterior();
      NetworkReader.Outputs distorted = reader.read(indices, config.refinement().jitter());
      float[][] copies = distorted.posterior();
      for (CategoryAnswers code : CategoryAnswers.of(config.latent())) {
        agreement.add(information(code.probabilities(clean), code.probabilities(copies)));
      }
      for (EquivariantMean follower : EquivariantMean.of(config)) {
        following.add(correlation(follower, distorted.distortions(), clean, copies));
      }
    }
    return new RefinementMeasures(agreement, bounds(networks, config, latents), following);
  }

  /** Of the changes that are wanted and those that are made, from Q's outputs, [n][P] each. */
  private static double correlation(
      EquivariantMean follower,
      List<Distortion> distortions,
      float[][] onImages,
      float[][] onCopies) {
    double[] wanted = new double[onImages.length];
    double[] made = new double[onImages.length];
    for (int i = 0; i < onImages.length; i++) {
      float[] means = onImages[i];
      double mean = means[follower.row()];
      wanted[i] = follower.onCopy(distortions.get(i)).of(row -> means[row]) - mean;
      made[i] = onCopies[i][follower.row()] - mean;
    }
    double covariance = covariance(wanted, made);
    return covariance == 0
        ? 0
        : covariance / Math.sqrt(covariance(wanted, wanted) * covariance(made, made));
  }

  private static double covariance(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / x.length;
  }

  /** I(k; k′) of answers on images and on their copies, [n][K] each. */
  static double information(double[][] onImages, double[][] onCopies) {
    int categories = onImages[0].length;
    double[][] joint = new double[categories][categories];
    double[] rows = new double[categories];
    double[] columns = new double[categories];
    for (int i = 0; i < onImages.length; i++) {
      for (int j = 0; j < categories; j++) {
        for (int k = 0; k < categories; k++) {
          double p = onImages[i][j] * onCopies[i][k] / onImages.length;
          joint[j][k] += p;
          rows[j] += p;
          columns[k] += p;
        }
      }
    }
    double sum = 0;
    for (int j = 0; j < categories; j++) {
      for (int k = 0; k < categories; k++) {
        double p = joint[j][k];
        sum += p == 0 ? 0 : p * Math.log(p / (rows[j] * columns[k]));
      }
    }
    return sum;
  }

  private static List<Double> bounds(
      InfoGanNetworks networks, InfoGanConfig config, LatentBatches latents) {
    double[] sums = new double[config.latent().codes().size()];
    int noise = config.latent().noise().width();
    try (Pass generator = networks.generator().newPass(config.batch());
        Pass trunk = networks.trunk().newPass(config.batch());
        Pass q = networks.q().newPass(config.batch());
        INDArray unused =
            LastingArrays.zeros(
                networks.q().dataType(), config.latent().posteriorWidth(), config.batch())) {
      for (int i = 0; i < BATCHES; i++) {
        var random = RandomStreams.at(config.seed(), i, Purpose.REFINEMENT);
        INDArray drawn = latents.draw(-1 - i, Purpose.REFINEMENT_LATENTS);
        INDArray fake = generator.forward(drawn, Mode.INFERENCE, random);
        INDArray features = trunk.forward(fake, Mode.INFERENCE, random);
        INDArray posterior = q.forward(features, Mode.INFERENCE, random);
        INDArray codes = drawn.get(NDArrayIndex.interval(noise, drawn.size(0)), NDArrayIndex.all());
        double[] bounds = config.latent().bound().valueAndGradient(posterior, codes, unused);
        for (int code = 0; code < sums.length; code++) {
          sums[code] += bounds[code] / BATCHES;
        }
      }
    }
    return Arrays.stream(sums).boxed().toList();
  }

  /**
   * Whether networks may take the place of those that were measured before: no code's I(k; k′) is
   * lower by more than .01 nats, no code's L_I by more than .05 nats, and no code follows its
   * change less closely by more than .05.
   *
   * @param before the measures of the networks to be replaced
   * @return false where one is worse, or not a number
   */
  public boolean noWorseThan(RefinementMeasures before) {
    return noneLower(agreement, before.agreement, AGREEMENT_TOLERANCE)
        && noneLower(bounds, before.bounds, BOUND_TOLERANCE)
        && noneLower(following, before.following, FOLLOWING_TOLERANCE);
  }

  private static boolean noneLower(List<Double> values, List<Double> than, double tolerance) {
    for (int i = 0; i < values.size(); i++) {
      // Also refuses what is not a number.
      if (!(values.get(i) >= than.get(i) - tolerance)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "I(k; k') "
        + text(agreement)
        + ", L_I "
        + text(bounds)
        + (following.isEmpty() ? "" : ", changes followed " + text(following));
  }

  private static String text(List<Double> values) {
    return String.join(
        ", ", values.stream().map(v -> String.format(Locale.ROOT, "%.3f", v)).toList());
  }
}
