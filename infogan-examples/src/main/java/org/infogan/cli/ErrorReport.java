package org.infogan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.infogan.cli.run.StoppedException;
import org.infogan.cli.support.Spelling;
import org.infogan.cli.support.UserException;
import org.infogan.collective.CollectiveException;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns an exception into one line for the user and an exit code. */
final class ErrorReport {

  private ErrorReport() {}

  /** For arguments that do not parse. */
  static int report(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + message(e) + " (see " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return e.getMessage();
    }
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String word = unmatched.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return e.getMessage() + hint(word, spec.optionsMap().keySet());
    }
    if (spec.subcommands().isEmpty()) {
      return e.getMessage();
    }
    Set<String> commands = spec.subcommands().keySet();
    return "expected one of the commands "
        + String.join(", ", commands)
        + ", found '"
        + word
        + "'"
        + Spelling.suggestion(word, commands);
  }

  /**
   * The path of an argument. In the locale C the JVM can neither read nor write a name that has an
   * umlaut in it.
   *
   * @throws TypeConversionException when the system cannot have such a name
   */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "expected the name of a file or folder, found '"
              + name
              + "': "
              + e.getReason()
              + "; the system's locale is for the charset "
              + System.getProperty("sun.jnu.encoding")
              + ", and names in other alphabets need LC_ALL=C.UTF-8 or another of UTF-8");
    }
  }

  private static String hint(String option, Set<String> known) {
    String name = option.replaceFirst("=.*", "");
    return name.equals("--epochs") && known.contains("--steps")
        ? "; use --steps: an epoch is the number of images divided by --batch"
        : Spelling.suggestion(name, known);
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
    if (!saysAll(e)) {
      // A fault of the program: whoever corrects it needs to know where.
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Whether the message says all: a full disk, losses that diverged, no backend, a cancelled run.
   */
  private static boolean saysAll(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof ArithmeticException
        || e instanceof CancellationException
        || e instanceof CollectiveException
        || (e instanceof IllegalStateException && e.getCause() instanceof LinkageError);
  }
}
