package org.infogan.internal;

/**
 * Frees memory once, and not while it is in use: closing is safe at any time, from any thread and
 * from within a use. Any number of threads may use the memory at once.
 */
public final class CloseGuard {

  /**
   * A use of the memory.
   *
   * @param <T> what it gives
   * @param <E> what it may fail with
   */
  public interface Use<T, E extends Exception> {
    /**
     * Uses the memory.
     *
     * @return what the use gives
     * @throws E what it fails with
     */
    T make() throws E;
  }

  private final String owner;
  private final Runnable free;

  /** Uses in progress; one may contain another. */
  private int uses;

  private boolean closed;

  /**
   * Guards memory that is allocated already.
   *
   * @param owner the owner's name in messages
   * @param free frees the memory; called once, on the thread that closes or that ends the last use
   */
  public CloseGuard(String owner, Runnable free) {
    this.owner = owner;
    this.free = free;
  }

  /**
   * Makes a use of the memory, which stays until its end even if it is closed meanwhile.
   *
   * @param <T> what the use gives
   * @param <E> what the use may fail with
   * @param use the use
   * @return what the use gives
   * @throws E what the use fails with
   * @throws IllegalStateException when the memory is closed, or about to be
   */
  public <T, E extends Exception> T use(Use<T, E> use) throws E {
    begin();
    try {
      return use.make();
    } finally {
      if (endIsLast()) {
        free.run();
      }
    }
  }

  private synchronized void begin() {
    requireOpen();
    uses++;
  }

  private synchronized boolean endIsLast() {
    uses--;
    return closed && uses == 0;
  }

  /**
   * Checks that the memory is neither closed nor about to be.
   *
   * @throws IllegalStateException when it is
   */
  public synchronized void requireOpen() {
    if (closed) {
      throw new IllegalStateException(owner + ": expected an open one, found it closed");
    }
  }

  /** Lets no further use begin, and frees the memory now or at the end of those in progress. */
  public void close() {
    if (closeIsFirstAndUnused()) {
      free.run();
    }
  }

  private synchronized boolean closeIsFirstAndUnused() {
    boolean first = !closed;
    closed = true;
    return first && uses == 0;
  }
}
