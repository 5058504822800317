package org.infogan.cli.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Where a thread's time goes, by the kind of work: its stack is sampled every millisecond. Each
 * operation of a step returns when it is done, so the fractions of one thread are fractions of the
 * time.
 */
public final class StepProfile implements AutoCloseable {

  /**
   * The kinds of work, each recognised by the innermost of these classes on the stack. Simple
   * names, since most of the classes can only be seen in packages of their own.
   */
  private static final Map<String, String> KIND_OF_CLASS =
      Map.ofEntries(
          Map.entry("Gemm", "matrix products"),
          Map.entry("DirectConvolution", "matrix products"),
          Map.entry("PointProducts", "matrix products"),
          Map.entry("LoweredInput", "pixels laid out"),
          Map.entry("HostTiles", "tiles transformed"),
          Map.entry("Nd4jTiles", "tiles transformed"),
          Map.entry("BatchNorm", "batch norm and biases"),
          Map.entry("HostBatchNorm", "batch norm and biases"),
          Map.entry("Nd4jBatchNorm", "batch norm and biases"),
          Map.entry("Bias", "batch norm and biases"),
          Map.entry("ActivationPass", "activations"),
          Map.entry("PartialTanh", "activations"),
          Map.entry("Dropout", "activations"),
          Map.entry("AdamOptimizer", "Adam"),
          Map.entry("ImageBatches", "data and latent vectors"),
          Map.entry("LatentBatches", "data and latent vectors"),
          Map.entry("MutualInformationLowerBound", "losses"),
          Map.entry("AdversarialLoss", "losses"));

  private static final String OTHER = "everything else";
  private static final String LIBRARY = "org.infogan.";

  private final Thread watched;
  private final Map<String, Integer> samples = new LinkedHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Thread sampler = new Thread(this::sample, "step-profile");

  /**
   * Begins to look at a thread.
   *
   * @param watched the thread
   */
  public StepProfile(Thread watched) {
    this.watched = watched;
    sampler.setDaemon(true);
    sampler.start();
  }

  /** The simple names of the library's classes that the profile knows. */
  static Set<String> classNames() {
    return KIND_OF_CLASS.keySet();
  }

  private void sample() {
    while (running.get()) {
      samples.merge(kind(watched.getStackTrace()), 1, Integer::sum);
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String kind(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith(LIBRARY)) {
        String name = frame.getClassName();
        String outer = name.substring(name.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
        String kind = KIND_OF_CLASS.get(outer);
        if (kind != null) {
          return kind;
        }
      }
    }
    return OTHER;
  }

  /**
   * Ends the profile.
   *
   * @return the fraction of the time that each kind of work took, largest first
   */
  public Map<String, Double> shares() {
    close();
    double all = samples.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Double> shares = new LinkedHashMap<>();
    samples.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / all));
    return shares;
  }

  @Override
  public void close() {
    running.set(false);
    try {
      sampler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
