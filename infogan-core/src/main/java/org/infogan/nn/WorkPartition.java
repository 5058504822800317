package org.infogan.nn;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Work divided over the processors: whoever is free takes the next share and does it piece by
 * piece.
 *
 * @param <T> a piece
 */
final class WorkPartition<T> {

  private final List<List<T>> shares;

  WorkPartition(List<List<T>> shares) {
    this.shares = shares;
  }

  /** 0 to n − 1 in even parts, as many as wanted, or fewer. */
  static List<Views.Range> ranges(int n, int wanted) {
    int parts = Math.min(n, wanted);
    return IntStream.range(0, parts)
        .mapToObj(
            part -> {
              int first = (int) ((long) part * n / parts);
              return Views.every(first, 1, (int) ((part + 1L) * n / parts) - first);
            })
        .toList();
  }

  /** The same division of something made from each piece. */
  <R> WorkPartition<R> map(Function<T, R> make) {
    return new WorkPartition<>(
        shares.stream().map(share -> share.stream().map(make).toList()).toList());
  }

  /** Does the work; returns when all of it is done. */
  void forEach(Consumer<T> work) {
    ComputePool.forEach(shares.size(), share -> shares.get(share).forEach(work));
  }
}
