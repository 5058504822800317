package org.infogan.train;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.collective.Collective;
import org.infogan.collective.CollectiveException;
import org.infogan.internal.Internal;

/**
 * What the trainers of one model do together: each update is made with the mean of all ranks'
 * gradients, so that N trainers that begin with the same parameters keep the same parameters. A
 * single trainer exchanges nothing, and its bits do not change.
 */
@Internal
public final class Ranks {

  /** A float holds every number of so many bits. */
  private static final int BITS = 16;

  private static final int PIECES = Long.SIZE / BITS;

  private final Collective collective;

  /** 1 where a rank asks for an end after this step. */
  private final float[] stops;

  private boolean stopAgreed;

  /**
   * A rank.
   *
   * @param collective what it exchanges values through, which its owner closes
   */
  public Ranks(Collective collective) {
    this.collective = collective;
    stops = new float[collective.size()];
  }

  /**
   * The number of this rank.
   *
   * @return from 0 to {@link #size} − 1
   */
  public int rank() {
    return collective.rank();
  }

  /**
   * The number of ranks.
   *
   * @return at least 1
   */
  public int size() {
    return collective.size();
  }

  /**
   * Begins a step.
   *
   * @param stop whether this rank wants it to be the last; the step's exchanges tell the others
   */
  public void begin(boolean stop) {
    Arrays.fill(stops, 0);
    stopAgreed = false;
    if (stop) {
      stops[rank()] = 1;
    }
  }

  /**
   * Replaces the gradients that each rank has added up by their mean over all ranks. Those of
   * several networks are one vector, and the wish to stop goes with it.
   *
   * @param networks the networks of one update. Their gradients are modified.
   * @throws CollectiveException when another rank is lost, or has ended the run
   */
  void averageGradients(Collection<TrainableNetwork> networks) {
    if (size() == 1) {
      return;
    }
    List<FloatBuffer> vector = new ArrayList<>();
    networks.forEach(network -> network.gradient().ifPresent(vector::add));
    float[] requests = stops.clone();
    vector.add(FloatBuffer.wrap(requests));
    collective.sum(vector);
    networks.forEach(network -> network.scaleGradient(1.0 / size()));
    stopAgreed |= IntStream.range(0, size()).anyMatch(rank -> requests[rank] > 0);
  }

  /**
   * Replaces what each rank has measured by the mean over all ranks.
   *
   * @param values as many on each rank. Modified.
   * @throws CollectiveException when another rank is lost, or has ended the run
   */
  void average(float[] values) {
    if (size() == 1) {
      return;
    }
    collective.sum(List.of(FloatBuffer.wrap(values)));
    for (int i = 0; i < values.length; i++) {
      values[i] /= size();
    }
  }

  /**
   * Whether a rank has asked for an end; if so, all ranks know it after the same step.
   *
   * @return whether the latest step is to be the last
   */
  public boolean isStopAgreed() {
    return stopAgreed;
  }

  /**
   * Checks that all ranks have the same number, where rank 0's is taken for right.
   *
   * @param what what the number stands for, in the message
   * @param mine this rank's number
   * @throws CollectiveException on every rank when one has another
   */
  public void requireSame(String what, long mine) {
    long[] all = gather(mine);
    for (int rank = 1; rank < all.length; rank++) {
      if (all[rank] != all[0]) {
        throw new CollectiveException(
            String.format(
                "%s: expected %d as rank 0 has it, found %d on rank %d",
                what, all[0], all[rank], rank),
            null);
      }
    }
  }

  /**
   * Tells every rank a number of each.
   *
   * @param mine this rank's number
   * @return the numbers by rank
   */
  public long[] gather(long mine) {
    if (size() == 1) {
      return new long[] {mine};
    }
    // Each rank's place is 0 on all others, so that the sum puts the numbers side by side.
    float[] pieces = new float[PIECES * size()];
    for (int i = 0; i < PIECES; i++) {
      pieces[PIECES * rank() + i] = (mine >>> (BITS * i)) & ((1 << BITS) - 1);
    }
    collective.sum(List.of(FloatBuffer.wrap(pieces)));
    long[] all = new long[size()];
    for (int i = 0; i < pieces.length; i++) {
      all[i / PIECES] |= (long) pieces[i] << (BITS * (i % PIECES));
    }
    return all;
  }

  /**
   * Ends the run on all ranks.
   *
   * @param cause why
   */
  public void abort(Throwable cause) {
    String message = cause.getMessage();
    collective.abort(message == null ? cause.toString() : message);
  }
}
