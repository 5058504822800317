package org.infogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.infogan.cli.run.StoppedException;
import org.infogan.cli.support.UserException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one line for the user and an exit code. */
final class ErrorReport {

  private ErrorReport() {}

  /** For arguments that do not parse. */
  static int report(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + e.getMessage() + " (see " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** For a command that did not come to its end. */
  static int report(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    if (e instanceof StoppedException) {
      return StoppedException.EXIT_CODE;
    }
    if (e instanceof UserException) {
      err.println(name + ": " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println(name + ": " + UserException.message(e));
    if (!isTold(e)) {
      // A fault of the program: whoever mends it needs to know where.
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Whether the message says all: a full disk, losses that diverged, no backend, a cancelled run.
   */
  private static boolean isTold(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof ArithmeticException
        || e instanceof CancellationException
        || (e instanceof IllegalStateException && e.getCause() instanceof LinkageError);
  }
}
