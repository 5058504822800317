package org.infogan.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.infogan.internal.Internal;

/**
 * Puts indices into a random order, each order being equally likely, and draws some of them.
 *
 * @see <a href="https://doi.org/10.1145/364520.364540">R. Durstenfeld, Algorithm 235: Random
 *     permutation, Communications of the ACM 7, 1964</a>
 */
@Internal
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

  /**
   * Draws images to measure something on. Every k-th image would not do: data sets come in regular
   * patterns (in MNIST, two groups of writers alternate, and one of them slants).
   *
   * @param size how many images there are
   * @param count how many are wanted, at most size
   * @param random the source of one draw per image that there is
   * @return indices from 0 to size − 1, each at most once and all equally likely, in ascending
   *     order
   */
  public static int[] some(int size, int count, RandomGenerator random) {
    int[] indices = IntStream.range(0, size).toArray();
    apply(indices, random);
    return Arrays.stream(indices).limit(count).sorted().toArray();
  }
}
