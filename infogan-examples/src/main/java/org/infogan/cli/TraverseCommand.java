package org.infogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.latent.LatentCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code traverse}: what a code does to an image. */
@Command(
    name = "traverse",
    sortOptions = false,
    description = {
      "Draws what a code does.",
      "Every row keeps its noise, every column has its value of the code. In the pictures of other codes, the rows go through the categories of the first categorical"
          + " code."
    })
final class TraverseCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--code",
      paramLabel = "NAME",
      description = "The code to walk along. Default: every code, each in a picture of its own.")
  private String code;

  @Option(
      names = "--values",
      paramLabel = "V",
      split = ",",
      description =
          "What to set the code to, such as -2,-1,0,1,2; only with --code. Default: every"
              + " category, or twice the range of the code's prior.")
  private double[] values;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10",
      description = "Number of rows. Default: 10.")
  private int rows;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the rows' noise. Default: 1.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "With --code a .png file, otherwise a folder for traversal-CODE.png files.")
  private Path out;

  @Override
  public void run() {
    Options.requireAtLeastOne("--rows", rows);
    if (code != null) {
      Options.requireExtension(out, ".png");
    } else if (values != null) {
      throw new UserException("--values: expected --code too, to say which code has these values");
    } else if (Options.hasExtension(out, ".png")) {
      throw new UserException(
          "--out: expected a folder, since without --code there is a picture for each code, found "
              + out);
    }
    try (InfoGan infoGan = model.load()) {
      UserException.guard(
          () -> {
            write(infoGan);
            return null;
          });
    }
  }

  private void write(InfoGan infoGan) throws IOException {
    if (code != null) {
      LatentCode chosen = infoGan.config().latent().code(code);
      double[] steps = values == null ? chosen.traversal() : values;
      Pictures.traversal(infoGan, code, rows, seed, steps).write(out);
      spec.commandLine().getOut().println("Written: " + out);
      return;
    }
    for (LatentCode each : infoGan.config().latent().codes()) {
      Path file = out.resolve(RunFolder.traversal(each));
      Pictures.traversal(infoGan, each, rows, seed).write(file);
      spec.commandLine().getOut().println("Written: " + file);
    }
  }
}
