package org.infogan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.data.ImageNames;
import org.infogan.cli.display.CodesCsv;
import org.infogan.cli.display.Pictures;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageDataset;
import org.infogan.eval.CategoryNames;
import org.infogan.io.AtomicFile;
import org.infogan.io.ImageGrid;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code label}: names for the categories of a model, and images called by them. */
@Command(
    name = "label",
    description = {
      "Gives names to the categories of a categorical code.",
      "Look at them (show), name them (learn), and call images by these names (apply)."
    })
final class LabelCommand implements Runnable {

  private static final int COLUMNS = 10;

  @Spec private CommandSpec spec;

  /** The categorical code whose categories are named, and its model. */
  static final class NamedCode {

    @Mixin private ModelOption model;

    @Option(
        names = "--code",
        paramLabel = "CODE",
        description = "The categorical code to name. Default: the model's first categorical one.")
    private String name;

    CategoricalCode of(InfoGan infoGan) {
      LatentSpec spec = infoGan.config().latent();
      if (name == null) {
        return spec.firstCategorical()
            .orElseThrow(
                () ->
                    new UserException(model.file() + ": expected a categorical code, found none"));
      }
      LatentCode code = UserException.guard(() -> spec.code(name));
      if (code instanceof CategoricalCode categorical) {
        return categorical;
      }
      throw new UserException("--code: expected a categorical code, found " + code);
    }
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected one of the commands show, learn, apply, found none");
  }

  @Command(
      name = "show",
      sortOptions = false,
      description = "Draws a row of generated images for each category, to be named by looking.")
  void show(
      @Mixin NamedCode named,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "The .png file to write.")
          Path out) {
    Options.requireExtension(out, ".png");
    try (InfoGan infoGan = named.model.load()) {
      CategoricalCode code = named.of(infoGan);
      LatentVectors rows = infoGan.latents(Math.multiplyExact(code.categories(), COLUMNS), 1);
      for (int i = 0; i < rows.count(); i++) {
        int row = i / COLUMNS;
        rows.set(i, code.name(), row);
      }
      ImageGrid grid = Pictures.grid(infoGan, rows, COLUMNS);
      ImageGrid picture =
          Pictures.canDrawText()
              ? grid.withRowCaptions(
                  IntStream.range(0, code.categories())
                      .mapToObj(k -> code.name() + "=" + k)
                      .toList())
              : grid;
      UserException.guard(() -> picture.write(out));
      spec.commandLine().getOut().println("Written: " + out);
    }
  }

  @Command(
      name = "learn",
      sortOptions = false,
      description = {
        "Writes a file of names, one for each category.",
        "From labelled images, each category gets the label of most of its images; one that no"
            + " image falls into gets none."
      })
  void learn(
      @Mixin NamedCode named,
      @Option(
              names = "--data",
              paramLabel = "DATA",
              description =
                  "Labelled images: "
                      + DataSource.KINDS
                      + " Names are those of the sub-folders, otherwise the labels' numbers."
                      + " Default, without --names: MNIST, part of this program.")
          String data,
      @Option(
              names = "--names",
              split = ",",
              paramLabel = "CATEGORY=NAME",
              description = "The names themselves, such as 0=seven,1=two.")
          List<String> names,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "The .json file to write.")
          Path out) {
    Options.requireExtension(out, ".json");
    if (data != null && names != null) {
      throw new UserException("--names: expected --data or --names, found both");
    }
    try (InfoGan infoGan = named.model.load()) {
      CategoricalCode code = named.of(infoGan);
      CategoryNames learnt =
          UserException.guard(
              () ->
                  names == null
                      ? learn(infoGan, code, data)
                      : new CategoryNames(code.name(), code.categories(), parse(names)));
      UserException.guard(() -> learnt.write(out));
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "Written: %s (%d of %d categories have names)%n",
              out,
              learnt.names().size(),
              code.categories());
    }
  }

  @Command(
      name = "apply",
      sortOptions = false,
      description = {
        "Calls images by the names of their categories.",
        "Writes comma-separated values, a row per image: its most likely name, and the probability"
            + " of all categories of that name. The name is empty where the image most likely"
            + " belongs to the categories without one."
      })
  void apply(
      @Mixin ModelOption model,
      @Option(
              names = "--names",
              required = true,
              paramLabel = "FILE",
              description = "The file that label learn has written.")
          Path names,
      @Option(
              names = "--images",
              required = true,
              paramLabel = "DATA",
              description = "The images, as those of encode.")
          String images,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "The .csv file to write.")
          Path out) {
    try (InfoGan infoGan = model.load()) {
      CategoryNames known = UserException.guard(() -> CategoryNames.read(names));
      LatentCode code = UserException.guard(() -> infoGan.config().latent().code(known.code()));
      if (!(code instanceof CategoricalCode categorical)
          || categorical.categories() != known.categories()) {
        throw new UserException(
            (names + ": expected names for the model's " + code)
                + (", found names for " + known.categories() + " categories"));
      }
      ImageDataset data = DataSource.loadAll(images, infoGan.config()).train();
      double[][] posteriors =
          UserException.guard(() -> infoGan.encode(data).categorical(known.code()).probabilities());
      List<String> lines = new ArrayList<>(List.of("image,label,probability"));
      List<String> sources = ImageNames.of(images, data);
      for (int i = 0; i < posteriors.length; i++) {
        CategoryNames.Label label = known.label(posteriors[i]);
        lines.add(
            String.join(
                ",",
                CodesCsv.quote(sources.get(i)),
                CodesCsv.quote(label.name().orElse("")),
                CodesCsv.number(label.probability())));
      }
      byte[] csv = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      UserException.guard(() -> AtomicFile.write(out, stream -> stream.write(csv)));
      spec.commandLine()
          .getOut()
          .printf(Locale.ROOT, "Written: %s (%,d images)%n", out, posteriors.length);
    }
  }

  private static CategoryNames learn(InfoGan infoGan, CategoricalCode code, String data)
      throws IOException {
    ImageDataset images = DataSource.loadAll(data, infoGan.config()).train();
    int[] labels = images.labels();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        throw new UserException(
            "--data: expected labelled images, found image " + i + " without a label");
      }
    }
    return CategoryNames.learn(
        code.name(),
        code.categories(),
        infoGan.encode(images).categorical(code.name()).mostLikely(),
        labels,
        ImageNames.ofClasses(data, images, labels));
  }

  private static SortedMap<Integer, String> parse(List<String> assignments) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      try {
        int category = Integer.parseInt(assignment.substring(0, equals));
        if (names.put(category, assignment.substring(equals + 1)) != null) {
          throw new UserException("--names: expected one name for category " + category);
        }
      } catch (IndexOutOfBoundsException | NumberFormatException e) {
        throw new UserException(
            "--names: expected CATEGORY=NAME such as 0=seven, found " + assignment);
      }
    }
    return names;
  }
}
