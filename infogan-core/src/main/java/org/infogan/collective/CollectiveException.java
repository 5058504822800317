package org.infogan.collective;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The ranks of a run can no longer exchange anything. The message names the rank and its cause. */
public final class CollectiveException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** −1 where no rank ended the run on purpose. */
  private final int endedBy;

  /**
   * A connection, a time limit or an agreement that failed.
   *
   * @param message what failed, and with which rank
   * @param cause what the platform threw, or null
   */
  public CollectiveException(String message, @Nullable Throwable cause) {
    super(message, cause);
    endedBy = -1;
  }

  /**
   * A run that a rank has ended.
   *
   * @param message which rank, and why
   * @param endedBy the rank
   */
  public CollectiveException(String message, int endedBy) {
    super(message);
    this.endedBy = endedBy;
  }

  /**
   * The rank that ended the run by {@link Collective#abort}: it, and not this one, knows all that
   * there is to know about the cause.
   *
   * @return empty where this rank found the failure itself
   */
  public OptionalInt endedBy() {
    return endedBy < 0 ? OptionalInt.empty() : OptionalInt.of(endedBy);
  }
}
