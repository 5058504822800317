package org.infogan.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C, and any other signal that asks the process to end: the process waits until the work in
 * hand has come to a good end, which {@link #close} tells.
 */
final class StopRequest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StopRequest.class);

  /** A step, a checkpoint and its way to the disk take seconds; what takes longer is stuck. */
  private static final int MOST_SECONDS = 120;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "stop-request");
  private volatile boolean requested;

  /** Listens from now on. */
  StopRequest() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested = true;
    try {
      boolean ended = closed.await(MOST_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        LOG.warn("the step in hand did not end within {} seconds; it is given up", MOST_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process has been asked to end. */
  boolean isRequested() {
    return requested;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process ends this very moment, and the hook with it.
      }
    }
  }
}
