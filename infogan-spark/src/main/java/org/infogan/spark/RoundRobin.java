package org.infogan.spark;

import org.apache.spark.Partitioner;

/** Gives image i to rank i modulo N. */
final class RoundRobin extends Partitioner {

  private static final long serialVersionUID = 1L;

  private final int ranks;

  RoundRobin(int ranks) {
    this.ranks = ranks;
  }

  @Override
  public int numPartitions() {
    return ranks;
  }

  @Override
  public int getPartition(Object index) {
    return (int) ((Long) index % ranks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoundRobin same && same.ranks == ranks;
  }

  @Override
  public int hashCode() {
    return ranks;
  }
}
