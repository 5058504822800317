package org.infogan.nn;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Work divided over the processors: each takes one share, piece by piece, so that the pieces of a
 * share may use one buffer.
 *
 * @param <T> a piece
 */
final class Shares<T> {

  private final List<List<T>> shares;

  Shares(List<List<T>> shares) {
    this.shares = shares;
  }

  /** The same division of something made from each piece. */
  <R> Shares<R> map(Function<T, R> make) {
    return new Shares<>(shares.stream().map(share -> share.stream().map(make).toList()).toList());
  }

  /** Does the work; returns when all of it is done. */
  void forEach(Consumer<T> work) {
    Processors.forEach(shares.size(), share -> shares.get(share).forEach(work));
  }
}
