package org.infogan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes what a shell offers besides {@code --help}, from the same descriptions: a manual page for
 * each command, in {@code man/man1}, and the completion of commands and options for bash and zsh,
 * in {@code completion}. The build puts both into the program's zip.
 */
public final class Manual {

  private Manual() {}

  /**
   * Writes the files.
   *
   * @param arguments the folder, made if absent. Not modified.
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    CommandLine program = Main.commandLine();
    Path completion = Files.createDirectories(folder.resolve("completion"));
    Files.writeString(completion.resolve("infogan"), AutoComplete.bash("infogan", program) + "\n");
    writePages(program, Files.createDirectories(folder.resolve("man").resolve("man1")));
  }

  private static void writePages(CommandLine command, Path folder) throws IOException {
    CommandSpec spec = command.getCommandSpec();
    String name = pageName(spec);
    Files.writeString(folder.resolve(name + ".1"), page(command), StandardCharsets.UTF_8);
    for (CommandLine below : new TreeMap<>(command.getSubcommands()).values()) {
      writePages(below, folder);
    }
  }

  private static String pageName(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /**
   * A command's page in the language of {@code man}.
   *
   * @param command the command
   * @return the page's source
   */
  static String page(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<String> description = List.of(spec.usageMessage().description());
    StringJoiner page = new StringJoiner("\n", "", "\n");
    page.add(".TH \"" + pageName(spec).toUpperCase(Locale.ROOT) + "\" 1");
    page.add(".SH NAME");
    page.add(pageName(spec) + " \\- " + escaped(description.get(0)));
    page.add(".SH SYNOPSIS");
    page.add(".B " + spec.qualifiedName());
    page.add(escaped(arguments(command)));
    page.add(".SH DESCRIPTION");
    description.forEach(paragraph -> page.add(escaped(paragraph)).add(".PP"));
    if (!spec.positionalParameters().isEmpty() || !spec.options().isEmpty()) {
      page.add(".SH OPTIONS");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      addEntry(page, parameter.paramLabel(), parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        addEntry(page, String.join(", ", option.names()) + value, option.description());
      }
    }
    if (!command.getSubcommands().isEmpty()) {
      page.add(".SH COMMANDS");
      command
          .getSubcommands()
          .forEach(
              (name, below) ->
                  addEntry(page, name, below.getCommandSpec().usageMessage().description()));
    }
    page.add(".SH EXIT STATUS");
    page.add(escaped(Main.EXIT_CODES.replaceFirst(".*: +", "") + "."));
    return page.toString();
  }

  /** The synopsis without the command's own name. */
  private static String arguments(CommandLine command) {
    String synopsis = command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    String name = command.getCommandSpec().qualifiedName();
    return synopsis.startsWith(name) ? synopsis.substring(name.length()).strip() : synopsis;
  }

  private static void addEntry(StringJoiner page, String term, String[] description) {
    page.add(".TP").add(".B " + escaped(term));
    page.add(description.length == 0 ? "\\ " : escaped(String.join(" ", description)));
  }

  /** Text whose characters mean nothing to {@code man}. */
  private static String escaped(String text) {
    String plain = Ansi.OFF.string(text).replace("%n", "\n").replace("%%", "%");
    return plain.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }
}
