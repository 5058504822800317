package org.infogan.cli;

import java.nio.file.Path;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.io.Npy;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code generate}: new images from chosen or random codes. */
@Command(
    name = "generate",
    sortOptions = false,
    description = {"Generates images.", "Codes that you do not set are drawn at random."})
final class GenerateCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "A .png file for a picture of all images in a grid, or a .npy file for an array"
              + " [N, C, H, W] of numbers from 0 to 1 that NumPy reads.")
  private Path out;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of images. Default: 100.")
  private int count;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "10",
      description = "Images per row of the picture. Default: 10.")
  private int columns;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same images. Default: 1.")
  private long seed;

  @Option(
      names = "--code",
      paramLabel = "NAME=VALUE",
      description =
          "Sets a code of all images: a category from 0, or a number. Repeat for several:"
              + " --code c1=3 --code c2=-1.5")
  private List<String> codes = List.of();

  @Override
  public void run() {
    Options.requireAtLeastOne("--count", count);
    Options.requireAtLeastOne("--columns", columns);
    Options.requireExtension(out, ".png", ".npy");
    var values = Options.codes("--code", codes);
    try (InfoGan infoGan = model.load()) {
      UserException.guard(
          () -> {
            LatentVectors latents = infoGan.latents(count, seed);
            values.forEach(latents::set);
            if (Options.hasExtension(out, ".npy")) {
              try (INDArray images = infoGan.generate(latents)) {
                Npy.write(out, images);
              }
            } else {
              Pictures.grid(infoGan, latents, Math.min(columns, count)).write(out);
            }
            return null;
          });
    }
    spec.commandLine().getOut().println("Written: " + out);
  }
}
