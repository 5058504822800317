package org.infogan.cli.run;

import java.util.concurrent.CancellationException;

/** A run was stopped by a signal and has said so itself. */
public final class StoppedException extends CancellationException {

  private static final long serialVersionUID = 1L;

  /** What shells give a process that Ctrl-C has ended. */
  public static final int EXIT_CODE = 130;

  StoppedException(int step) {
    super("stopped after step " + step);
  }
}
