package org.infogan.cli.explore;

/** A request that is not served. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * With what is wrong.
   *
   * @param status the status of HTTP
   * @param message what was expected and found
   */
  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
