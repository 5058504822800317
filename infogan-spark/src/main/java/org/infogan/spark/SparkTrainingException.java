package org.infogan.spark;

import org.jspecify.annotations.Nullable;

/** A training that has failed, and that would fail again if it were begun anew as it is. */
public final class SparkTrainingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message which rank failed, and why
   * @param cause what Spark threw, or null
   */
  public SparkTrainingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
