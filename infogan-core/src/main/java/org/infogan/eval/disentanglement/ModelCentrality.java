package org.infogan.eval.disentanglement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.eval.disentanglement.FactorVaeScore.Protocol;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ModelCentrality: which of several models of the same data has the codes that the others agree
 * with most. It needs neither labels nor known factors, and so chooses between runs that differ in
 * their seeds. The idea: there are few ways to tell factors apart and many to mix them up, so that
 * good models are like each other, and bad ones are each bad in its own way.
 *
 * <p>Model j's codes take the place of the factors in a {@link FactorVaeScore}: j generates groups
 * of images in which one of its codes, chosen by chance, is held fixed, and the code of model i
 * that varies least, relative to its variance over all of j's images, gets the vote.
 *
 * <pre>
 * A[i][j] = Σ_d max_k votes[d][k] / Σ votes,   votes[d][k] from j's code k to i's code d
 * centrality[i] = mean over j ≠ i of (A[i][j] + A[j][i])/2
 * </pre>
 *
 * <p>With K models and V votes of L images it takes K·V·L images to generate and K times as many to
 * encode.
 *
 * @param agreements A, [K][K], row i for model i as the reader; 1 where each of i's codes is one of
 *     j's, whatever their order
 * @param centralities [K], from 0 to 1
 * @see <a href="https://arxiv.org/abs/1906.06034">Lin et al. 2020, InfoGAN-CR and
 *     ModelCentrality</a>
 */
public record ModelCentrality(List<List<Double>> agreements, List<Double> centralities) {

  private static final int FEWEST = 3;
  private static final int VOTES = 300;
  private static final int IMAGES_PER_VOTE = 64;
  private static final int IMAGES_FOR_VARIANCE = 2_000;

  /** Networks are fastest on many images at once. */
  private static final int VOTES_AT_ONCE = 10;

  /** Only whether a code varies at all is asked of it. */
  private static final Protocol PROTOCOL = Protocol.INFOGAN_CR;

  /**
   * Copies the lists.
   *
   * @param agreements A, [K][K]. Not modified.
   * @param centralities [K]. Not modified.
   */
  public ModelCentrality {
    agreements = agreements.stream().map(List::copyOf).toList();
    centralities = List.copyOf(centralities);
  }

  /**
   * Compares models, with 300 votes of 64 images each.
   *
   * @param models at least 3, of two codes or more each, for images of the same size. Not modified.
   * @param seed of the generated images
   * @return how central each model is
   * @throws IllegalArgumentException when there are fewer models, one has a single code, or one is
   *     for images of another size
   */
  public static ModelCentrality of(List<InfoGan> models, long seed) {
    requireComparable(models);
    List<Representation> readers = models.stream().map(Representation::of).toList();
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Double>> columns = new ArrayList<>();
    for (InfoGan model : models) {
      columns.add(new Groups(model, random.split()).agreements(readers));
    }
    List<Integer> all = IntStream.range(0, models.size()).boxed().toList();
    List<List<Double>> agreements =
        all.stream().map(i -> columns.stream().map(column -> column.get(i)).toList()).toList();
    return new ModelCentrality(
        agreements, all.stream().map(i -> centrality(agreements, i)).toList());
  }

  private static void requireComparable(List<InfoGan> models) {
    if (models.size() < FEWEST) {
      throw new IllegalArgumentException(
          "models: expected at least "
              + FEWEST
              + ", since of two neither is more central, found "
              + models.size());
    }
    ImageShape shape = models.get(0).config().image();
    for (int i = 0; i < models.size(); i++) {
      ImageShape found = models.get(i).config().image();
      if (!found.equals(shape)) {
        throw new IllegalArgumentException(
            "models: expected all for images of " + shape + ", found " + found + " at " + i);
      }
      int codes = models.get(i).config().latent().codes().size();
      if (codes < 2) {
        throw new IllegalArgumentException(
            "models: expected at least 2 codes of each, found " + codes + " at " + i);
      }
    }
  }

  private static double centrality(List<List<Double>> agreements, int i) {
    return IntStream.range(0, agreements.size())
        .filter(j -> j != i)
        .mapToDouble(j -> (agreements.get(i).get(j) + agreements.get(j).get(i)) / 2)
        .average()
        .orElseThrow();
  }

  /**
   * The most central model.
   *
   * @return its index, the first of equals
   */
  public int best() {
    return centralities.indexOf(Collections.max(centralities));
  }

  /** What one model generates, in groups that share a code. */
  private static final class Groups {

    private final InfoGan generator;
    private final List<LatentCode> codes;
    private final SplittableRandom random;

    Groups(InfoGan generator, SplittableRandom random) {
      this.generator = generator;
      this.random = random;
      codes = generator.config().latent().codes();
    }

    /** How well the codes of each reader say which code a group shares. */
    List<Double> agreements(List<Representation> readers) {
      double[][] variances = variances(readers, generator.latents(IMAGES_FOR_VARIANCE, draw()));
      int[][][] votes = new int[readers.size()][][];
      for (int i = 0; i < votes.length; i++) {
        votes[i] = new int[variances[i].length][codes.size()];
      }
      for (int done = 0; done < VOTES; done += VOTES_AT_ONCE) {
        vote(readers, variances, votes);
      }
      return Arrays.stream(votes).map(Groups::agreement).toList();
    }

    private static double agreement(int[][] votes) {
      boolean voted = Arrays.stream(votes).flatMapToInt(Arrays::stream).anyMatch(n -> n > 0);
      return voted ? FactorVaeScore.share(FactorVaeScore.majorities(votes), votes) : 0;
    }

    private long draw() {
      return random.nextLong();
    }

    private double[][] variances(List<Representation> readers, LatentVectors latents) {
      ImageDataset images = images(latents);
      return readers.stream()
          .map(reader -> CodeVariation.variances(reader.encode(images), reader::isCategorical))
          .toArray(double[][]::new);
    }

    private void vote(List<Representation> readers, double[][] variances, int[][][] votes) {
      LatentVectors latents = generator.latents(VOTES_AT_ONCE * IMAGES_PER_VOTE, draw());
      int[] shared = random.ints(VOTES_AT_ONCE, 0, codes.size()).toArray();
      for (int row = 0; row < latents.count(); row++) {
        int group = row / IMAGES_PER_VOTE;
        String code = codes.get(shared[group]).name();
        latents.set(row, code, latents.get(group * IMAGES_PER_VOTE, code));
      }
      ImageDataset images = images(latents);
      for (int i = 0; i < votes.length; i++) {
        Representation reader = readers.get(i);
        double[][] read = reader.encode(images);
        for (int group = 0; group < shared.length; group++) {
          int first = group * IMAGES_PER_VOTE;
          double[][] rows = Arrays.copyOfRange(read, first, first + IMAGES_PER_VOTE);
          double[] varying = CodeVariation.variances(rows, reader::isCategorical);
          int least = FactorVaeVotes.leastVarying(varying, variances[i], PROTOCOL);
          if (least >= 0) {
            votes[i][least][shared[group]]++;
          }
        }
      }
    }

    private ImageDataset images(LatentVectors latents) {
      try (INDArray images = generator.generate(latents)) {
        return FloatImages.copyOf(images);
      }
    }
  }
}
