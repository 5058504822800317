package org.infogan.cli.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How long the repetitions of a piece of work took.
 *
 * @param seconds of each repetition, at least one
 */
public record Timing(List<Double> seconds) {

  /** Repeats the work until the time is up; at least once. */
  public static Timing of(Runnable work, double atLeastSeconds) {
    List<Double> seconds = new ArrayList<>();
    long start = System.nanoTime();
    long end;
    do {
      long begin = System.nanoTime();
      work.run();
      end = System.nanoTime();
      seconds.add((end - begin) / 1e9);
    } while (end - start < atLeastSeconds * 1e9);
    return new Timing(seconds);
  }

  /** The number of repetitions. */
  int count() {
    return seconds.size();
  }

  public double mean() {
    return seconds.stream().mapToDouble(s -> s).average().orElseThrow();
  }

  /** Of an even number, the greater of the two in the middle. */
  double median() {
    return seconds.stream().sorted().skip(count() / 2).findFirst().orElseThrow();
  }
}
