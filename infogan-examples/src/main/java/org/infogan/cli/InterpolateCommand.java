package org.infogan.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.LatentGrid;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.latent.LatentVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interpolate}: the way from one image to another. */
@Command(
    name = "interpolate",
    sortOptions = false,
    description = {
      "Draws the way from one image to another.",
      "Noise and codes move in equal steps; between two categories lie mixtures that the generator"
          + " was not trained on."
    })
final class InterpolateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--from",
      paramLabel = "CODES",
      defaultValue = "",
      description =
          "Codes of the first image, such as c1=3,c2=-1. Codes that you do not set are drawn at"
              + " random.")
  private String from;

  @Option(
      names = "--from-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first image's noise. Default: 1.")
  private long fromSeed;

  @Option(
      names = "--to",
      paramLabel = "CODES",
      defaultValue = "",
      description = "Codes of the last image.")
  private String to;

  @Option(
      names = "--to-seed",
      paramLabel = "N",
      defaultValue = "2",
      description = "Seed of the last image's noise. Default: 2.")
  private long toSeed;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "10",
      description = "Number of images, at least 2, both ends included. Default: 10.")
  private int columns;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .png file to write.")
  private Path out;

  @Override
  public void run() {
    if (columns < 2) {
      throw new UserException("--columns: expected at least 2, found " + columns);
    }
    Options.requireExtension(out, ".png");
    try (InfoGan infoGan = model.load()) {
      UserException.guard(
          () -> {
            LatentVectors ends = infoGan.latents(new long[] {fromSeed, toSeed});
            set(ends, 0, "--from", from);
            set(ends, 1, "--to", to);
            LatentGrid.path(ends, columns).picture(infoGan).write(out);
            return null;
          });
    }
    spec.commandLine().getOut().println("Written: " + out);
  }

  private static void set(LatentVectors ends, int index, String option, String codes) {
    List<String> assignments = codes.isEmpty() ? List.of() : Arrays.asList(codes.split(","));
    Options.codes(option, assignments).forEach((code, value) -> ends.set(index, code, value));
  }
}
