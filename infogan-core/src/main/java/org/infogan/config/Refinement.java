package org.infogan.config;

import static org.infogan.config.ConfigChecks.require;

import org.infogan.data.augment.Jitter;

/**
 * Refinement of the categories on real images after the game, without labels. Each round takes
 * other images; spreads Q's answers over a graph of their nearest neighbours in the trunk's
 * features and, for a part, in the pictures themselves, since images that look alike are mostly of
 * one kind; and lets copies of trunk and Q learn the spread answers from distorted images,
 *
 * <pre>−Σ over the categorical codes of E[wᵢ·ln Q(argmaxₖ tᵢₖ | jitter(xᵢ))],   w = 1 − H(t)/ln K
 * </pre>
 *
 * <p>beside L_I of all codes on generated images, which keeps their meaning, and, of continuous
 * codes that follow a change ({@link Stabilizers.Equivariance}), the error of their means on the
 * distorted images, ½·E[(μ(jitter(x)) − t(x))²] with their weights: t is what the mean is to be
 * there, given those of the averaged networks on x. Off by default.
 *
 * @param rounds the number of rounds; 0 for no refinement
 * @param steps the number of updates in each round
 * @param images the number of images in each round, or all where there are fewer
 * @param neighbors the number of nearest neighbours of each image
 * @param pixels the pictures' part in the cosines of the first round's graph, the features having
 *     the rest, from 0 to 1; see {@link #pixelsIn} for the rounds that follow
 * @param share α of the spreading, from 0, which leaves the answers as they are, to below 1
 * @param keepSizes whether the spread answers keep the sizes that the categories have at the start:
 *     without that small categories can drain away, with it wrong sizes stay wrong
 * @param learningRate Adam's rate at the start, which falls to a tenth along a cosine
 * @param emaDecay the decay of the moving average of the parameters, which gives answers and result
 * @param jitter how the images are distorted
 */
public record Refinement(
    int rounds,
    int steps,
    int images,
    int neighbors,
    double pixels,
    double share,
    boolean keepSizes,
    double learningRate,
    double emaDecay,
    Jitter jitter) {

  /** No refinement; with another number of rounds and a jitter, the settings that were measured. */
  public static final Refinement NONE =
      new Refinement(0, 200, 20_000, 10, 0, 0.9, false, 5e-4, 0.98, Jitter.NONE);

  /**
   * Checks the values.
   *
   * @param rounds the number of rounds; 0 for no refinement
   * @param steps the number of updates in each round
   * @param images the number of images in each round
   * @param neighbors the number of nearest neighbours of each image
   * @param pixels the pictures' part in the first graph
   * @param share α of the spreading
   * @param keepSizes whether the categories keep their sizes
   * @param learningRate Adam's rate at the start
   * @param emaDecay the decay of the moving average of the parameters
   * @param jitter how the images are distorted
   * @throws IllegalArgumentException when one is missing or out of its range
   */
  public Refinement {
    require(rounds >= 0, "refinement.rounds", "at least 0", rounds);
    require(steps >= 1, "refinement.steps", "at least 1", steps);
    // The graph's cosines are one array per block of images.
    require(images >= 2 && images <= 1_000_000, "refinement.images", "from 2 to 1,000,000", images);
    require(neighbors >= 1, "refinement.neighbors", "at least 1", neighbors);
    require(pixels >= 0 && pixels <= 1, "refinement.pixels", "from 0 to 1", pixels);
    require(share >= 0 && share < 1, "refinement.share", "from 0 to below 1", share);
    require(
        learningRate > 0 && learningRate < 1,
        "refinement.learningRate",
        "above 0 and below 1",
        learningRate);
    require(emaDecay >= 0 && emaDecay < 1, "refinement.emaDecay", "from 0 to below 1", emaDecay);
    require(jitter != null, "refinement.jitter", "strengths", "none");
    require(
        rounds == 0 || !jitter.equals(Jitter.NONE),
        "refinement.jitter",
        "one that changes images, since there are " + rounds + " rounds",
        jitter);
  }

  /**
   * The settings that were measured.
   *
   * @param rounds the number of rounds
   * @param jitter how the images are distorted
   * @return settings like {@link #NONE}'s but for these two
   */
  public static Refinement of(int rounds, Jitter jitter) {
    return new Refinement(
        rounds,
        NONE.steps,
        NONE.images,
        NONE.neighbors,
        NONE.pixels,
        NONE.share,
        NONE.keepSizes,
        NONE.learningRate,
        NONE.emaDecay,
        jitter);
  }

  /**
   * These settings with other sizes.
   *
   * @param ofSteps the number of updates in each round
   * @param ofImages the number of images in each round
   * @return new settings
   */
  public Refinement withSizes(int ofSteps, int ofImages) {
    return new Refinement(
        rounds,
        ofSteps,
        ofImages,
        neighbors,
        pixels,
        share,
        keepSizes,
        learningRate,
        emaDecay,
        jitter);
  }

  /**
   * The pictures' part in the cosines of a round's graph, s·(1 − r/R). The pictures free a style
   * that the game has left in the wrong category; features, once they have learnt that, tell kinds
   * apart better than pictures do.
   *
   * @param round r, from 0 to R − 1
   * @return from 0 to 1
   */
  public double pixelsIn(int round) {
    return pixels * (rounds - round) / rounds;
  }

  /**
   * These settings with another graph and another spreading.
   *
   * @param ofPictures the pictures' part in the cosines of the first round's graph, from 0 to 1:
   *     neighbours that the trunk has not learnt to see as alike
   * @param ofNeighbors α of the spreading, from 0 to below 1: near 1, whole groups of images that
   *     are joined by their neighbours change their category together
   * @return new settings
   */
  public Refinement withSpreading(double ofPictures, double ofNeighbors) {
    return new Refinement(
        rounds,
        steps,
        images,
        neighbors,
        ofPictures,
        ofNeighbors,
        keepSizes,
        learningRate,
        emaDecay,
        jitter);
  }

  /**
   * These settings with the categories' sizes kept.
   *
   * @return new settings
   */
  public Refinement keepingSizes() {
    return new Refinement(
        rounds, steps, images, neighbors, pixels, share, true, learningRate, emaDecay, jitter);
  }
}
