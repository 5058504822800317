package org.infogan.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.infogan.cli.support.Threads;
import org.infogan.cli.support.UnsafeWarning;
import org.infogan.cli.support.Versions;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar infogan-examples.jar COMMAND}. */
@Command(
    name = "infogan",
    description = "Trains an InfoGAN, and uses the model that training leaves.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Versions.class,
    subcommands = {
      TrainCommand.class,
      GenerateCommand.class,
      TraverseCommand.class,
      InterpolateCommand.class,
      ArithmeticCommand.class,
      EncodeCommand.class,
      LabelCommand.class,
      ExportCommand.class,
      ExploreCommand.class,
      EvaluateCommand.class,
      StudyCommand.class,
      ChooseCommand.class,
      Fig1Command.class,
      BenchCommand.class,
      RenderCommand.class,
      PresetsCommand.class,
      ModelCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Main implements Runnable {

  private static final String BEGIN =
      "Begin with:  "
          // As bin/infogan and infogan.bat set it, which are called by that name.
          + System.getProperty(
              "infogan.program", "java -jar infogan-examples/target/infogan-examples.jar")
          + " train --out runs/mnist";

  static final String EXIT_CODES =
      "Exit codes:  0 done, 2 wrong arguments or input, 130 stopped, 1 anything else";

  @Spec private CommandSpec spec;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      order = 1,
      description = "Only errors on the error stream: no progress and no warnings.")
  private boolean quiet;

  /** All commands, before any option is read. */
  public Main() {}

  /**
   * Limits the threads; read by the library when it first computes.
   *
   * @param threads the number of threads
   */
  @Option(
      names = "--threads",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      order = 1, // after the options of the command itself
      description =
          "How many threads compute, at most 1024 (default: one per processor). Another number gives"
              + " slightly other numbers.")
  void setThreads(int threads) {
    if (threads < 1 || threads > 1024) {
      throw new ParameterException(
          spec.commandLine(), "--threads: expected a number from 1 to 1024, found " + threads);
    }
    System.setProperty(Threads.PROPERTY, Integer.toString(threads));
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    String commands = String.join(", ", spec.subcommands().keySet());
    throw new ParameterException(
        spec.commandLine(), "expected one of the commands " + commands + ", found none");
  }

  /**
   * Runs one command.
   *
   * @param out where results go
   * @param err where progress and errors go
   * @param args the command and its options. Not modified.
   * @return the exit code: 0, 2 for a mistake of the user's, 130 for a run that was stopped, 1 for
   *     any other failure
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    Main main = new Main();
    CommandLine command = commandLine(main);
    command
        .registerConverter(Path.class, ErrorReport::path)
        .setOut(out)
        .setErr(err)
        .setExecutionStrategy(parsed -> main.execute(parsed))
        .setParameterExceptionHandler(ErrorReport::report)
        .setExecutionExceptionHandler(
            (e, failed, parsed) -> ErrorReport.report(e, failed.setErr(err), parsed));
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      err.println(
          "infogan: out of memory (" + e.getMessage() + "); give more: java -Xmx4g -jar ...");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private int execute(ParseResult parsed) {
    if (quiet) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      parsed.asCommandLineList().forEach(command -> command.setErr(nowhere));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** The program with all its commands, as its help and its manual describe it. */
  static CommandLine commandLine() {
    return commandLine(new Main());
  }

  private static CommandLine commandLine(Main main) {
    CommandLine command = new CommandLine(main);
    command.getCommandSpec().usageMessage().footer("", BEGIN, EXIT_CODES);
    addExitCodes(command);
    return command;
  }

  /** To the help of every command below this one. */
  private static void addExitCodes(CommandLine command) {
    for (CommandLine below : command.getSubcommands().values()) {
      below.getCommandSpec().usageMessage().footer("", EXIT_CODES);
      addExitCodes(below);
    }
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its options. Not modified.
   */
  @SuppressWarnings("DefaultCharset") // what the terminal shows is in the platform's charset
  public static void main(String[] args) {
    // Charts and captions are drawn into files: no window, no dock icon, no display needed.
    System.setProperty("java.awt.headless", "true");
    UnsafeWarning.silence();
    int exitCode = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    System.exit(exitCode);
  }
}
