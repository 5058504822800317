package org.infogan.config;

import static org.infogan.config.ConfigChecks.require;

import org.infogan.data.augment.Jitter;

/**
 * Categories that are found in the real images before the game begins, for data in which the game
 * by itself finds others than a person would. Without labels:
 *
 * <ol>
 *   <li>a trunk of its own learns that two distorted copies of an image belong together (NT-Xent,
 *       <a href="https://arxiv.org/abs/2002.05709">Chen et al. 2020</a>);
 *   <li>the graph of its features' nearest neighbours is embedded by its leading eigenvectors and
 *       divided into as many clusters of equal sizes as the first categorical code has categories:
 *       the code's prior is uniform;
 *   <li>that trunk and a head learn the clusters from distorted images, in rounds as those of
 *       {@link Refinement}, sizes kept, and give every image its answer.
 * </ol>
 *
 * <p>In the game the {@link Stabilizers.Consistency} of the first categorical code then takes these
 * answers as its target, in place of Q's own answer on the undistorted image. Trunk and Q of the
 * game start from their usual weights. Off by default.
 *
 * @param steps the number of updates of the contrastive loss; 0 for no pretraining
 * @param images the number of images in the graph and in each round, or all where there are fewer
 * @param rounds the number of rounds in which the clusters are learnt
 * @param stepsPerRound the number of updates in each round
 * @param temperature τ of the contrastive loss
 * @param learningRate Adam's rate of the contrastive loss, which falls to a tenth along a cosine
 * @param jitter how images are distorted: what leaves their kind the same
 */
public record Pretraining(
    int steps,
    int images,
    int rounds,
    int stepsPerRound,
    double temperature,
    double learningRate,
    Jitter jitter) {

  /** No pretraining; with another number of steps and a jitter, the settings that were measured. */
  public static final Pretraining NONE = new Pretraining(0, 10_000, 2, 150, 0.3, 1e-3, Jitter.NONE);

  /**
   * Checks the values.
   *
   * @param steps the number of updates of the contrastive loss; 0 for no pretraining
   * @param images the number of images in the graph and in each round
   * @param rounds the number of rounds in which the clusters are learnt
   * @param stepsPerRound the number of updates in each round
   * @param temperature τ of the contrastive loss
   * @param learningRate Adam's rate of the contrastive loss
   * @param jitter how images are distorted
   * @throws IllegalArgumentException when one is missing or out of its range
   */
  public Pretraining {
    require(steps >= 0, "pretraining.steps", "at least 0", steps);
    require(
        images >= 2 && images <= 1_000_000, "pretraining.images", "from 2 to 1,000,000", images);
    require(rounds >= 1, "pretraining.rounds", "at least 1", rounds);
    require(stepsPerRound >= 1, "pretraining.stepsPerRound", "at least 1", stepsPerRound);
    require(
        temperature >= 0.01 && temperature <= 100,
        "pretraining.temperature",
        "from 0.01 to 100",
        temperature);
    require(
        learningRate > 0 && learningRate < 1,
        "pretraining.learningRate",
        "above 0 and below 1",
        learningRate);
    require(jitter != null, "pretraining.jitter", "strengths", "none");
    require(
        steps == 0 || !jitter.equals(Jitter.NONE),
        "pretraining.jitter",
        "one that changes images, since there are " + steps + " steps",
        jitter);
  }

  /**
   * The settings that were measured.
   *
   * @param steps the number of updates of the contrastive loss
   * @param jitter how images are distorted
   * @return settings like {@link #NONE}'s but for these two
   */
  public static Pretraining of(int steps, Jitter jitter) {
    return new Pretraining(
        steps,
        NONE.images,
        NONE.rounds,
        NONE.stepsPerRound,
        NONE.temperature,
        NONE.learningRate,
        jitter);
  }
}
