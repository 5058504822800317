package org.infogan.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.infogan.cli.run.ConfigDescription;
import org.infogan.cli.run.ConfigSource;
import org.infogan.cli.run.RunDescription;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code presets}: the set-ups that {@code train --preset} knows. */
@Command(name = "presets", description = "Lists the presets, or shows one or a configuration file.")
final class PresetsCommand implements Runnable {

  private static final String WHICH =
      "For images of your own take none of them: train --data FOLDER makes networks for these."
          + " The first seven are recipes of this library; the others are as their sources have"
          + " them, to compare with.";

  /** Where a line of text ends. */
  private static final int WIDTH = 96;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "A line of JSON for each preset.")
  private boolean json;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Preset.all().forEach(preset -> out.println(toJson(preset)));
    } else {
      print(out);
    }
  }

  private static String toJson(Preset preset) {
    InfoGanConfig config = preset.config();
    ObjectNode line =
        new ObjectMapper()
            .createObjectNode()
            .put("preset", preset.name())
            .put("summary", preset.summary());
    preset.warning().ifPresent(text -> line.put("warning", text));
    line.putArray("image")
        .add(config.image().channels())
        .add(config.image().height())
        .add(config.image().width());
    ArrayNode codes = line.putArray("codes");
    config.latent().codes().forEach(code -> codes.add(code.name()));
    return line.put("batch", config.batch()).put("steps", config.steps()).toString();
  }

  private static void print(PrintWriter out) {
    wrap(WHICH).forEach(out::println);
    out.println();
    for (Preset preset : Preset.all()) {
      InfoGanConfig config = preset.config();
      out.println(
          preset.name() + ": images " + config.image() + ", " + RunDescription.latents(config));
      wrap(preset.summary()).forEach(line -> out.println("    " + line));
      preset
          .warning()
          .ifPresent(text -> wrap("Warning: " + text).forEach(line -> out.println("    " + line)));
      out.println("    " + RunDescription.networks(config));
    }
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  @Command(
      name = "show",
      description = "Prints a preset or a configuration file: layers, losses, optimisers.")
  void show(
      @Parameters(
              paramLabel = "NAME|FILE",
              description =
                  "A preset, such as mnist, or a JSON file as train and bench take it with"
                      + " --config.")
          String name,
      @Option(names = "--json", description = "In JSON, as train and bench take it with --config.")
          boolean inJson) {
    PrintWriter out = spec.commandLine().getOut();
    InfoGanConfig config = ConfigSource.ofNameOrFile(name).read().build();
    if (inJson) {
      out.println(config.toJson());
    } else {
      ConfigDescription.lines(config).forEach(out::println);
    }
  }
}
