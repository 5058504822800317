package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManualTest {

  @TempDir private Path folder;

  @Test
  void everyCommandHasAPageWithAllItsOptions() throws IOException {
    Manual.main(new String[] {folder.toString()});
    assertPages(Main.commandLine());
  }

  private void assertPages(CommandLine command) throws IOException {
    String name = command.getCommandSpec().qualifiedName("-");
    String page = Files.readString(folder.resolve("man/man1/" + name + ".1"));
    assertThat(page).startsWith(".TH \"").contains(".SH SYNOPSIS\n.B infogan");
    for (OptionSpec option : command.getCommandSpec().options()) {
      assertThat(page).as(name).contains(option.longestName().replace("-", "\\-"));
    }
    assertThat(page.lines().filter(line -> line.matches("[.'].*")))
        .as("what man takes for a request")
        .allMatch(line -> line.matches("\\.(TH|SH|B|TP|PP)( .*)?"));
    for (CommandLine below : command.getSubcommands().values()) {
      assertPages(below);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theShellCompletes() throws IOException, InterruptedException {
    Manual.main(new String[] {folder.toString()});
    String script = folder.resolve("completion/infogan").toString();
    // compopt is for a shell that asks by itself.
    String ask =
        "source '"
            + script
            + "'; compopt() { :; }; COMP_WORDS=(infogan tra); COMP_CWORD=1; _complete_infogan;"
            + " echo ${COMPREPLY[@]}";
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
    List<String> answer = bash.inputReader().lines().toList();
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(answer).containsExactly("train traverse");
  }
}
