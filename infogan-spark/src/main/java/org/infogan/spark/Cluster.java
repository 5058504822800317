package org.infogan.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.infogan.internal.Checks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a cluster must be like for a training, checked before Spark would wait for it in vain. */
final class Cluster {

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final long POLL_MILLIS = 500;

  private final SparkContext context;
  private final SparkOptions options;

  Cluster(SparkContext context, SparkOptions options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Checks settings, and waits for executors that are still to come.
   *
   * @return the number of ranks
   * @throws IllegalArgumentException when a setting does not fit, or there are too few executors
   */
  int requireRanks() throws InterruptedException {
    SparkConf conf = context.conf();
    requireOff(conf, "spark.dynamicAllocation.enabled", "a barrier stage needs a fixed number");
    if (!options.isUnencryptedAllowed()) {
      String unencrypted = "ranks exchange gradients unencrypted; SparkOptions.allowUnencrypted()";
      requireOff(conf, "spark.network.crypto.enabled", unencrypted);
      requireOff(conf, "spark.ssl.rpc.enabled", unencrypted);
    }
    long deadline = System.nanoTime() + options.ready().toNanos();
    while (slots() < Math.max(1, options.ranks()) && System.nanoTime() < deadline) {
      Thread.sleep(POLL_MILLIS);
    }
    int slots = slots();
    int ranks = options.ranks() == 0 ? Math.max(1, executors()) : options.ranks();
    Checks.require(
        ranks <= slots,
        "spark: ranks",
        "at most the " + slots + " tasks that the cluster runs at once",
        ranks
            + "; ask for more executors (spark.executor.instances, spark.cores.max) or fewer ranks");
    if (!context.isLocal() && ranks > executors()) {
      LOG.warn(
          "{} ranks on {} executors: each uses all processors of its executor, so that two in one are"
              + " not faster; set spark.task.cpus to spark.executor.cores",
          ranks,
          executors());
    }
    return ranks;
  }

  private static void requireOff(SparkConf conf, String setting, String why) {
    Checks.require(
        !conf.getBoolean(setting, false), "spark: " + setting, "false (" + why + ")", "true");
  }

  private int slots() {
    return context.maxNumConcurrentTasks(context.resourceProfileManager().defaultResourceProfile());
  }

  /** Executors that run tasks: the driver is counted among them in local mode alone. */
  private int executors() {
    return context.isLocal()
        ? context.defaultParallelism()
        : context.statusTracker().getExecutorInfos().length - 1;
  }
}
