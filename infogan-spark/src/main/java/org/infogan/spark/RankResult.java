package org.infogan.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a rank's task gives back: of rank 0 the model, or else why there is none. */
final class RankResult implements Serializable {

  private static final long serialVersionUID = 1L;

  final int rank;
  final int attempt;
  final int resumedAt;
  final long checksum;

  /** The model's file; empty of other ranks, and where the run failed. */
  final byte[] model;

  /** Why the run failed, where making it again would not help; null where it did not fail. */
  final @Nullable String failure;

  private RankResult(
      int rank, int attempt, int resumedAt, long checksum, byte[] model, @Nullable String failure) {
    this.rank = rank;
    this.attempt = attempt;
    this.resumedAt = resumedAt;
    this.checksum = checksum;
    this.model = model;
    this.failure = failure;
  }

  static RankResult trained(int rank, int attempt, int resumedAt, long checksum, byte[] model) {
    return new RankResult(rank, attempt, resumedAt, checksum, model, null);
  }

  static RankResult failed(int rank, int attempt, String failure) {
    return new RankResult(rank, attempt, -1, 0, new byte[0], failure);
  }
}
