package org.infogan.cli;

import java.io.PrintWriter;
import org.infogan.InfoGanConfig;
import org.infogan.cli.run.ConfigDescription;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.run.RunDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code presets}: the set-ups that {@code train --preset} knows. */
@Command(name = "presets", description = "Lists the presets, or shows one.")
final class PresetsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (String name : InfoGanConfig.presets()) {
      InfoGanConfig config = InfoGanConfig.preset(name);
      PrintWriter out = spec.commandLine().getOut();
      out.println(name + ": images " + config.image() + ", " + RunDescription.latents(config));
      out.println("    " + RunDescription.networks(config));
    }
  }

  @Command(name = "show", description = "Prints a preset: layers, losses, optimisers.")
  void show(
      @Parameters(paramLabel = "NAME", description = "Name of the preset, such as mnist.")
          String name,
      @Option(names = "--json", description = "In JSON, as train and bench take it with --config.")
          boolean json) {
    InfoGanConfig config = ConfigSource.ofPreset(name).read().build();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(config.toJson());
    } else {
      ConfigDescription.lines(config).forEach(out::println);
    }
  }
}
