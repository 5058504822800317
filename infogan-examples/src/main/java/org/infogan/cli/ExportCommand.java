package org.infogan.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.infogan.InfoGan;
import org.infogan.cli.support.UserException;
import org.infogan.eval.clustering.CategoryNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code export}: a model as ONNX files. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Writes a model as ONNX files, for runtimes in other languages.",
      "generator.onnx makes images of latent vectors; encoder.onnx reads the codes off images."
          + " Both say in their metadata where each code lies."
    })
final class ExportCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of the two files.")
  private Path out;

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description =
          "A file that label learn has written: its names go into the metadata. Repeat for"
              + " several codes.")
  private List<Path> names = List.of();

  @Override
  public void run() {
    try (InfoGan infoGan = model.load()) {
      Map<String, Map<Integer, String>> categoryNames = new TreeMap<>();
      for (Path file : names) {
        CategoryNames known = NamesFile.read(file, infoGan);
        if (categoryNames.put(known.code(), known.names()) != null) {
          throw new UserException(
              file + ": expected names of a code that has none yet, found " + known.code());
        }
      }
      UserException.guard(() -> infoGan.exportOnnx(out, categoryNames))
          .forEach(file -> spec.commandLine().getOut().println("Written: " + file));
    }
  }
}
