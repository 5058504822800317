package org.infogan.backend;

import java.nio.charset.StandardCharsets;

/**
 * The inputs of the golden values: numbers that are a hash of a tensor's name and an element's
 * index.
 *
 * <p>{@code src/test/python/golden.py} computes the same ones, bit for bit, so that the golden
 * files carry results only.
 */
public final class HashNumbers {

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * Half the width of the interval of the paper networks' weights: a standard deviation of about
   * 0.02.
   */
  private static final double WEIGHT_HALF_WIDTH = 0.0346;

  private HashNumbers() {}

  /**
   * u(name, i): the top 53 bits of splitmix64's finalizer on FNV-1a(name) + (i + 1)·gamma, over
   * 2^53.
   *
   * @param name hashed as UTF-8
   * @param i the element's index in c-order
   * @return a number in [0, 1)
   */
  public static double uniform(String name, long i) {
    return uniform(hash(name), i);
  }

  /**
   * The first numbers of a name.
   *
   * @param name hashed as UTF-8
   * @param n how many
   * @return u(name, 0) … u(name, n − 1)
   */
  public static double[] fill(String name, int n) {
    long hash = hash(name);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = uniform(hash, i);
    }
    return values;
  }

  /**
   * The first numbers of a name, moved to [centre − half, centre + half).
   *
   * @param name hashed as UTF-8
   * @param n how many
   * @param centre the interval's centre
   * @param half half of its width
   * @return centre + (2u − 1)·half for each
   */
  public static double[] fill(String name, int n, double centre, double half) {
    double[] values = fill(name, n);
    for (int i = 0; i < n; i++) {
      values[i] = centre + (2 * values[i] - 1) * half;
    }
    return values;
  }

  /**
   * A parameter of the golden training step at its start.
   *
   * @param name "network.index.weight", ".bias", ".gamma" or ".beta"
   * @param n its number of elements
   * @return the elements in c-order of PyTorch's shape
   */
  public static double[] parameter(String name, int n) {
    String kind = name.substring(name.lastIndexOf('.') + 1);
    return switch (kind) {
      case "weight" -> fill(name, n, 0, WEIGHT_HALF_WIDTH);
      case "bias" -> fill(name, n, 0, 0.01);
      case "gamma" -> fill(name, n, 1, 0.1);
      case "beta" -> fill(name, n, 0, 0.1);
      default ->
          throw new IllegalArgumentException(
              name + ": expected a weight, bias, gamma or beta, found " + kind);
    };
  }

  /** FNV-1a, 64 bits. */
  static long hash(String name) {
    long h = FNV_OFFSET;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * FNV_PRIME;
    }
    return h;
  }

  /** As {@link #uniform(String, long)}; a caller with many indices hashes the name once. */
  static double uniform(long hash, long i) {
    long z = hash + (i + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z = z ^ (z >>> 31);
    return (z >>> 11) * 0x1p-53;
  }
}
