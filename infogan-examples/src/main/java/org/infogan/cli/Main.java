package org.infogan.cli;

import java.io.PrintWriter;
import org.infogan.cli.support.Threads;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar infogan-examples.jar COMMAND}. */
@Command(
    name = "infogan",
    description = "Trains an InfoGAN, and uses the model that training leaves.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
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
      Fig1Command.class,
      BenchCommand.class,
      RenderCommand.class,
      PresetsCommand.class,
      ModelCommand.class
    })
public final class Main implements Runnable {

  private static final String BEGIN =
      "Begin with:  java -jar infogan-examples/target/infogan-examples.jar train --out runs/mnist";

  private static final String EXIT_CODES =
      "Exit codes:  0 done, 2 wrong arguments or input, 130 stopped, 1 anything else";

  /** The version of the program's jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"infogan " + (version == null ? "(run from classes)" : version)};
    }
  }

  @Spec private CommandSpec spec;

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
    CommandLine command = new CommandLine(new Main());
    command.getCommandSpec().usageMessage().footer("", BEGIN, EXIT_CODES);
    addExitCodes(command);
    command
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(ErrorReport::report)
        .setExecutionExceptionHandler(ErrorReport::report);
    try {
      return command.execute(args);
    } catch (OutOfMemoryError e) {
      err.println(
          "infogan: out of memory (" + e.getMessage() + "); give more: java -Xmx4g -jar ...");
      return CommandLine.ExitCode.SOFTWARE;
    }
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
    int exitCode = run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args);
    System.exit(exitCode);
  }
}
