package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.infogan.InfoGan;
import org.infogan.cli.display.Activity;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.study.StudyFolder;
import org.infogan.cli.support.UserException;
import org.infogan.eval.disentanglement.ModelCentrality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code choose}: which of several models has the codes that the others agree with most. */
@Command(
    name = "choose",
    sortOptions = false,
    description = {
      "Says which of several models has the codes that the others agree with most.",
      "Runs that differ in their seeds alone tell things apart more or less well; good models are"
          + " like each other, bad ones each bad in its own way. So each model reads what each other"
          + " one generates while one code is held fixed, and the most central is the one that"
          + " agrees with the others most (ModelCentrality, of InfoGAN-CR). No labels are needed, but"
          + " five models or more."
    })
final class ChooseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL|FOLDER",
      description =
          "The models, at least 3, for images of the same size: model.zip files, folders of train,"
              + " or the folder of a study for all its seeds.")
  private List<Path> named;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the generated images. Default: 1.")
  private long seed;

  @Option(
      names = "--json",
      description = "One line of JSON on standard output instead of the table.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      addModels(path, files);
    }
    requireDifferent(files);
    ModelCentrality found = compare(files);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(files, found));
    } else {
      print(out, files, found);
    }
    out.flush();
    return 0;
  }

  private static void addModels(Path path, List<Path> files) throws IOException {
    Path model = path.resolve(RunFolder.MODEL);
    if (!Files.isDirectory(path)) {
      files.add(path);
    } else if (Files.exists(model)) {
      files.add(model);
    } else {
      List<Path> models = new StudyFolder(path).models();
      if (models.isEmpty()) {
        throw new UserException(
            path
                + ": expected a folder of train, with model.zip, or of study, with"
                + " seed-N/model.zip, found neither");
      }
      files.addAll(models);
    }
  }

  /** A model that is named twice would agree with itself. */
  private static void requireDifferent(List<Path> files) throws IOException {
    Set<Path> seen = new HashSet<>();
    for (Path file : files) {
      if (Files.exists(file) && !seen.add(file.toRealPath())) {
        throw new UserException("models: expected each once, found " + file + " twice");
      }
    }
  }

  private ModelCentrality compare(List<Path> files) {
    List<InfoGan> models = new ArrayList<>();
    try {
      files.forEach(file -> models.add(ModelOption.load(file)));
      return Activity.during(
          "Comparing " + models.size() + " models",
          spec.commandLine().getErr(),
          () -> UserException.guard(() -> ModelCentrality.of(models, seed)));
    } finally {
      models.forEach(InfoGan::close);
    }
  }

  private static void print(PrintWriter out, List<Path> files, ModelCentrality found) {
    StringBuilder header = new StringBuilder("model  centrality");
    for (int j = 1; j <= files.size(); j++) {
      header.append(String.format(Locale.ROOT, " %6s", "of " + j));
    }
    out.println(header + "  file");
    for (int i = 0; i < files.size(); i++) {
      StringBuilder row = new StringBuilder();
      found.agreements().get(i).forEach(a -> row.append(String.format(Locale.ROOT, " %6.2f", a)));
      out.printf(
          Locale.ROOT,
          "%5d  %10.3f%s  %s%n",
          i + 1,
          found.centralities().get(i),
          row,
          files.get(i));
    }
    out.println("\"of 2\": how often a model's codes say which code of model 2 was held fixed");
    out.println("Most central: " + files.get(found.best()));
  }

  private static String toJson(List<Path> files, ModelCentrality found)
      throws JsonProcessingException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("models", files.stream().map(Path::toString).toList());
    line.put("centralities", found.centralities());
    line.put("agreements", found.agreements());
    line.put("most_central", files.get(found.best()).toString());
    return new ObjectMapper().writeValueAsString(line);
  }
}
