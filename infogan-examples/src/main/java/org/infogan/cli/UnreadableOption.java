package org.infogan.cli;

import java.io.PrintWriter;
import org.infogan.cli.data.DataSource;
import org.infogan.config.InfoGanConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What becomes of pictures that cannot be read, of all commands that read images. */
final class UnreadableOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--skip-unreadable",
      description =
          "Leave pictures out that cannot be read, and say how many. Without this, they are named,"
              + " and nothing is done.")
  private boolean skip;

  boolean isGiven() {
    return skip;
  }

  /** {@link DataSource#load}. */
  DataSource load(String data, InfoGanConfig config) {
    return told(DataSource.load(data, config, skip));
  }

  /** {@link DataSource#loadAll}. */
  DataSource loadAll(String data, InfoGanConfig config) {
    return told(DataSource.loadAll(data, config, skip));
  }

  private DataSource told(DataSource source) {
    if (skip) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("Data      " + source.name());
      err.flush();
    }
    return source;
  }
}
