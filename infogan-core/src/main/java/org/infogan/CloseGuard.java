package org.infogan;

/**
 * Frees memory once, and not while it is in use: closing is safe at any time, from any thread and
 * from within a use.
 */
final class CloseGuard {

  /** A use of the memory. */
  interface Use<T, E extends Exception> {
    T make() throws E;
  }

  private final String owner;
  private final Runnable free;

  /** Uses in progress; one may contain another. */
  private int uses;

  private boolean closed;

  /**
   * Of memory that is there already.
   *
   * @param owner for messages
   * @param free what closing does, in the end
   */
  CloseGuard(String owner, Runnable free) {
    this.owner = owner;
    this.free = free;
  }

  /** Makes a use of the memory, which stays until its end even if it is closed meanwhile. */
  <T, E extends Exception> T during(Use<T, E> use) throws E {
    enter();
    try {
      return use.make();
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    requireOpen();
    uses++;
  }

  private synchronized void leave() {
    uses--;
    if (closed && uses == 0) {
      free.run();
    }
  }

  /** Fails when the memory is closed, or about to be. */
  synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException(owner + ": expected an open one, found it closed");
    }
  }

  /** Lets no further use begin, and frees the memory now or at the end of those in progress. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      if (uses == 0) {
        free.run();
      }
    }
  }
}
