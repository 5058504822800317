package org.infogan.spark;

import java.io.Serializable;
import java.time.Duration;
import org.infogan.TrainingListener;
import org.infogan.data.ResizeMode;
import org.infogan.internal.Checks;

/** How a model is trained on a cluster. Immutable: each method gives changed options. */
public final class SparkOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Makes a rank's listeners, on its executor. */
  @FunctionalInterface
  public interface Listeners extends Serializable {

    /**
     * A listener of one rank's steps. What it throws ends the run.
     *
     * @param rank the rank, from 0; the run's checkpoints are rank 0's
     * @param attempt how often the training has been begun before, from 0
     * @return a new listener
     */
    TrainingListener of(int rank, int attempt);
  }

  private static final int CHECKPOINT_EVERY = 250;
  private static final int KEEP = 2;

  private final String checkpoints;
  private int ranks;
  private int checkpointEvery = CHECKPOINT_EVERY;
  private int keep = KEEP;
  private Duration ready = Duration.ofMinutes(5);
  private Duration timeout = Duration.ofMinutes(5);
  private ResizeMode resize = ResizeMode.PAD;
  private boolean skipUnreadable;
  private boolean unencrypted;
  private Listeners listeners = SparkOptions::none;

  private SparkOptions(String checkpoints) {
    this.checkpoints = checkpoints;
  }

  private static TrainingListener none(int rank, int attempt) {
    return new TrainingListener() {};
  }

  private SparkOptions copy() {
    SparkOptions copy = new SparkOptions(checkpoints);
    copy.ranks = ranks;
    copy.checkpointEvery = checkpointEvery;
    copy.keep = keep;
    copy.ready = ready;
    copy.timeout = timeout;
    copy.resize = resize;
    copy.skipUnreadable = skipUnreadable;
    copy.unencrypted = unencrypted;
    copy.listeners = listeners;
    return copy;
  }

  /**
   * A rank per executor, a checkpoint every 250 steps, time limits of five minutes.
   *
   * @param folder where rank 0 keeps the run's checkpoints, in any file system that Hadoop knows,
   *     such as {@code hdfs:///runs/1}; one folder a run. A run that finds checkpoints there goes
   *     on from the newest
   * @return the options
   */
  public static SparkOptions checkpointsIn(String folder) {
    Checks.require(!folder.isBlank(), "spark: folder of checkpoints", "a name", "none");
    return new SparkOptions(folder);
  }

  /**
   * Sets the number of ranks.
   *
   * @param count the number of trainers, each a task with B images a step; 0, as it is at first,
   *     for one on every executor, or in local mode on every thread
   * @return changed options
   */
  public SparkOptions ranks(int count) {
    Checks.atLeast("spark: ranks", 0, count);
    SparkOptions copy = copy();
    copy.ranks = count;
    return copy;
  }

  /**
   * Sets how much work a failure may cost.
   *
   * @param steps the number of steps from one checkpoint to the next, at first 250
   * @return changed options
   */
  public SparkOptions checkpointEvery(int steps) {
    Checks.atLeast("spark: checkpointEvery", 1, steps);
    SparkOptions copy = copy();
    copy.checkpointEvery = steps;
    return copy;
  }

  /**
   * Sets how many checkpoints stay.
   *
   * @param count the latest so many, at first 2: should the last be damaged, the one before is
   *     there
   * @return changed options
   */
  public SparkOptions keep(int count) {
    Checks.atLeast("spark: keep", 1, count);
    SparkOptions copy = copy();
    copy.keep = count;
    return copy;
  }

  /**
   * Sets the time limits.
   *
   * @param ready how long ranks wait for each other at the beginning, while JVMs start
   * @param step how long an exchange within a step may stand still; longer than the slowest rank's
   *     step, and than writing a checkpoint takes
   * @return changed options
   */
  public SparkOptions timeouts(Duration ready, Duration step) {
    SparkOptions copy = copy();
    copy.ready = ready;
    copy.timeout = step;
    return copy;
  }

  /**
   * Sets what becomes of pictures of other sizes than the configuration's.
   *
   * @param mode how height and width are changed, at first by {@link ResizeMode#PAD}
   * @return changed options
   */
  public SparkOptions resize(ResizeMode mode) {
    SparkOptions copy = copy();
    copy.resize = mode;
    return copy;
  }

  /**
   * Leaves out pictures that cannot be read, instead of refusing the whole data set.
   *
   * @return changed options
   */
  public SparkOptions skipUnreadable() {
    SparkOptions copy = copy();
    copy.skipUnreadable = true;
    return copy;
  }

  /**
   * Lets ranks exchange gradients without encryption also where Spark is told to encrypt its own
   * messages. A reader of the network then sees gradients, from which images can be inferred, and
   * the run's token.
   *
   * @return changed options
   */
  public SparkOptions allowUnencrypted() {
    SparkOptions copy = copy();
    copy.unencrypted = true;
    return copy;
  }

  /**
   * Sets who hears of each rank's steps, on its executor.
   *
   * @param made makes a listener for a rank
   * @return changed options
   */
  public SparkOptions listeners(Listeners made) {
    SparkOptions copy = copy();
    copy.listeners = made;
    return copy;
  }

  String checkpoints() {
    return checkpoints;
  }

  int ranks() {
    return ranks;
  }

  int checkpointEvery() {
    return checkpointEvery;
  }

  int keep() {
    return keep;
  }

  Duration ready() {
    return ready;
  }

  Duration timeout() {
    return timeout;
  }

  ResizeMode resize() {
    return resize;
  }

  boolean skipsUnreadable() {
    return skipUnreadable;
  }

  boolean isUnencryptedAllowed() {
    return unencrypted;
  }

  Listeners listeners() {
    return listeners;
  }
}
