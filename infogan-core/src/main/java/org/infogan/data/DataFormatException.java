package org.infogan.data;

import java.io.IOException;

/**
 * A file was read but does not hold what its format promises: it is damaged, cut short or of
 * another kind. The message names the file, what was expected and what was found. Failures of the
 * disk or the network are plain {@link IOException}s.
 */
public final class DataFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the file, what was expected and what was found
   */
  public DataFormatException(String message) {
    super(message);
  }

  /**
   * Creates the exception from the failure that revealed the damage.
   *
   * @param message the file, what was expected and what was found
   * @param cause the failure
   */
  public DataFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
