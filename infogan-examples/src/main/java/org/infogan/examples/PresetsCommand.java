package org.infogan.examples;

import org.infogan.InfoGanConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
      spec.commandLine()
          .getOut()
          .println(name + ": images " + config.image() + ", " + RunDescription.latents(config));
    }
  }

  @Command(name = "show", description = "Prints a preset in its JSON form.")
  void show(
      @Parameters(paramLabel = "NAME", description = "Name of the preset, such as mnist.")
          String name) {
    String json = UserException.guard(() -> InfoGanConfig.preset(name)).toJson();
    spec.commandLine().getOut().println(json);
  }
}
