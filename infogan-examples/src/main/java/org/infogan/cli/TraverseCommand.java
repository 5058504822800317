package org.infogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.infogan.InfoGan;
import org.infogan.LatentGrid;
import org.infogan.Pictures;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
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
      "Every row keeps its noise, every column has its value of the code. In the pictures of other"
          + " codes, the rows go through the categories of the first categorical code unless --set"
          + " sets it. With --row-code, every row has its value of a second code, and all have the"
          + " same noise."
    })
final class TraverseCommand implements Runnable {

  private static final String VALUES_ALONE =
      "--values: expected --code too, to say which code has these values";

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
      names = "--seeds",
      split = ",",
      paramLabel = "N",
      description =
          "In place of --rows and --seed: a row for each of these seeds, each with the noise that"
              + " generate --count 1 --seed N has.")
  private long[] seeds;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Sets another code of all images: a category from 0, or a number. Repeat for several."
              + " Codes that you do not set are drawn at random.")
  private List<String> codes = List.of();

  @Option(
      names = "--row-code",
      paramLabel = "NAME",
      description = "A second code, which changes from row to row; only with --code.")
  private String rowCode;

  @Option(
      names = "--row-values",
      paramLabel = "V",
      split = ",",
      description = "What to set --row-code to. Default: as --values.")
  private double[] rowValues;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "With --code a .png file, otherwise a folder for traversal-CODE.png files.")
  private Path out;

  @Override
  public void run() {
    Options.requireAtLeastOne("--rows", rows);
    requireCode();
    var set = Options.codes("--set", codes);
    try (InfoGan infoGan = model.load()) {
      UserException.guard(() -> code == null ? writeAll(infoGan, set) : write(infoGan, set));
    }
  }

  private void requireCode() {
    if (rowValues != null && rowCode == null) {
      throw new UserException(
          "--row-values: expected --row-code too, to say which code has these values");
    }
    if (code != null) {
      Options.requireExtension(out, ".png");
    } else if (values != null || rowCode != null) {
      throw new UserException(
          (values == null ? "--row-code: expected --code too, for the columns" : VALUES_ALONE));
    } else if (Options.hasExtension(out, ".png")) {
      throw new UserException(
          "--out: expected a folder, since without --code there is a picture for each code, found "
              + out);
    }
  }

  private Path write(InfoGan infoGan, Map<String, Double> set) throws IOException {
    LatentSpec latent = infoGan.config().latent();
    double[] steps = values == null ? latent.code(code).traversal() : values;
    LatentVectors starts = starts(infoGan, set);
    ImageGrid picture;
    if (rowCode != null) {
      picture = plane(latent.code(rowCode), starts, steps).picture(infoGan);
    } else if (goesThroughCategories(latent, set.keySet())) {
      picture = Pictures.traversal(infoGan, code, starts, steps);
    } else {
      List<String> captions = seeds == null ? List.of() : LatentGrid.seedCaptions(seeds);
      picture = LatentGrid.walk(starts, code, steps, captions).picture(infoGan);
    }
    picture.write(out);
    spec.commandLine().getOut().println("Written: " + out);
    return out;
  }

  private LatentGrid plane(LatentCode second, LatentVectors starts, double[] steps) {
    if (second.name().equals(code)) {
      throw new UserException("--row-code: expected another code than --code, found " + code);
    }
    if (seeds != null && seeds.length != 1) {
      throw new UserException(
          "--seeds: expected one seed with --row-code, since all rows have the same noise, found "
              + seeds.length);
    }
    LatentVectors start = new LatentVectors(starts.spec(), 1).copy(0, starts, 0);
    double[] rowSteps = rowValues == null ? second.traversal() : rowValues;
    return LatentGrid.plane(start, second.name(), rowSteps, code, steps);
  }

  private Path writeAll(InfoGan infoGan, Map<String, Double> set) throws IOException {
    for (LatentCode each : infoGan.config().latent().codes()) {
      Path file = out.resolve(RunFolder.traversal(each));
      Pictures.traversal(infoGan, each.name(), starts(infoGan, set), each.traversal()).write(file);
      spec.commandLine().getOut().println("Written: " + file);
    }
    return out;
  }

  private LatentVectors starts(InfoGan infoGan, Map<String, Double> set) {
    LatentVectors starts = seeds == null ? infoGan.latents(rows, seed) : infoGan.latents(seeds);
    set.forEach(starts::set);
    return starts;
  }

  /** Where neither the columns nor the user say what the first categorical code is. */
  private boolean goesThroughCategories(LatentSpec latent, Set<String> set) {
    return latent
        .firstCategorical()
        .map(LatentCode::name)
        .filter(name -> !name.equals(code) && !set.contains(name))
        .isPresent();
  }
}
