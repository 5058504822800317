package org.infogan.data;

import java.util.random.RandomGenerator;

/**
 * Puts indices into a random order, each order being equally likely.
 *
 * @see <a href="https://doi.org/10.1145/364520.364540">R. Durstenfeld, Algorithm 235: Random
 *     permutation, Communications of the ACM 7, 1964</a>
 */
public final class Shuffle {

  private Shuffle() {}

  /**
   * Shuffles an array.
   *
   * @param values any numbers. Modified.
   * @param random the source of one draw per value
   */
  public static void apply(int[] values, RandomGenerator random) {
    for (int i = 0; i < values.length; i++) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
