package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.infogan.InfoGan;
import org.infogan.cli.run.ConfigDescription;
import org.infogan.config.InfoGanConfig;
import org.infogan.model.Provenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model}: what a model's file says of itself. */
@Command(name = "model", description = "Shows what a trained model is.")
final class ModelCommand implements Runnable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected the command show, such as: model show model.zip; found none");
  }

  @Command(
      name = "show",
      description = "Prints how a model was trained, and its layers, losses and optimisers.")
  void show(
      @Parameters(paramLabel = "FILE", description = "The model.zip that training left.") Path file,
      @Option(names = "--json", description = "One line of JSON.") boolean json)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    try (InfoGan model = ModelOption.load(file)) {
      if (json) {
        out.println(toJson(file, model));
      } else {
        lines(model).forEach(out::println);
      }
      out.flush();
    }
  }

  private static String toJson(Path file, InfoGan model) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode line = mapper.createObjectNode().put("model", file.toString());
    Optional<Provenance> provenance = model.provenance();
    line.set(
        "provenance",
        provenance.isEmpty() ? null : mapper.readTree(provenance.orElseThrow().toJson()));
    line.set("config", mapper.readTree(model.config().toJson()));
    return line.toString();
  }

  private static List<String> lines(InfoGan model) {
    List<String> lines =
        new ArrayList<>(
            model
                .provenance()
                .map(known -> lines(known, model.config()))
                .orElse(List.of(line("Trained", "not known: the file does not say"))));
    lines.addAll(ConfigDescription.lines(model.config()));
    return lines;
  }

  private static List<String> lines(Provenance provenance, InfoGanConfig config) {
    int recalibratedOn = provenance.recalibratedOn();
    return List.of(
        line(
            "Trained",
            String.format(
                Locale.ROOT,
                "%,d of %,d steps, seed %d, %s UTC, library %s",
                provenance.steps(),
                Math.max(provenance.steps(), config.steps()),
                provenance.seed(),
                TIME.format(provenance.time()),
                provenance.library())),
        line(
            "Data",
            String.format(
                Locale.ROOT,
                "%s, %,d images",
                provenance.data().orElse("without a name"),
                provenance.images())),
        line(
            "Batch norm",
            recalibratedOn == 0
                ? "statistics of the images trained on"
                : String.format(Locale.ROOT, "statistics of %,d other images", recalibratedOn)));
  }

  private static String line(String what, String text) {
    return String.format(Locale.ROOT, "%-14s%s", what, text);
  }
}
