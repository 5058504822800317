package org.infogan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.data.ImageNames;
import org.infogan.cli.display.Activity;
import org.infogan.cli.display.Agreement;
import org.infogan.cli.display.CodesCsv;
import org.infogan.cli.display.UnlikeImages;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageDataset;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.eval.clustering.ContingencyTable;
import org.infogan.io.AtomicFile;
import org.infogan.io.ImageGrid;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;
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
      @Mixin UnreadableOption unreadable,
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
          Path out,
      @Option(
              names = "--json",
              description = "One line of JSON on standard output instead of text.")
          boolean json)
      throws JsonProcessingException {
    Options.requireExtension(out, ".json");
    if (data != null && names != null) {
      throw new UserException("--names: expected --data or --names, found both");
    }
    try (InfoGan infoGan = named.model.load()) {
      CategoricalCode code = named.of(infoGan);
      if (names == null) {
        LabelledImages images =
            LabelledImages.of(
                infoGan,
                code,
                unreadable.loadAll(data, infoGan.config()),
                spec.commandLine().getErr());
        report(write(images.names(code), out), Optional.of(images), json);
      } else {
        CategoryNames given =
            UserException.guard(
                () -> new CategoryNames(code.name(), code.categories(), parse(names)));
        report(write(given, out), Optional.empty(), json);
      }
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
      @Mixin UnreadableOption unreadable,
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
          Path out,
      @Option(
              names = "--json",
              description = "One line of JSON on standard output instead of text.")
          boolean json)
      throws JsonProcessingException {
    try (InfoGan infoGan = model.load()) {
      CategoryNames known = NamesFile.read(names, infoGan);
      DataSource source = unreadable.loadAll(images, infoGan.config());
      ImageDataset data = source.train();
      Encoding encoding =
          UserException.guard(() -> encode(infoGan, data, spec.commandLine().getErr()));
      Posterior.Categorical posterior = encoding.categorical(known.code());
      List<String> lines = new ArrayList<>(List.of("image,label,probability"));
      List<String> sources = ImageNames.of(images, data);
      for (int i = 0; i < sources.size(); i++) {
        CategoryNames.Label label = known.label(posterior.probabilities()[i]);
        lines.add(
            String.join(
                ",",
                CodesCsv.quote(sources.get(i)),
                CodesCsv.quote(label.name().orElse("")),
                CodesCsv.number(label.probability())));
      }
      byte[] csv = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      UserException.guard(() -> AtomicFile.write(out, stream -> stream.write(csv)));
      UnlikeImages.hint(encoding, sources, spec.commandLine().getErr());
      Optional<LabelledImages> labelled =
          source.isLabelled()
              ? Optional.of(new LabelledImages(source, posterior.mostLikely(), known.categories()))
              : Optional.empty();
      report(
          new Written(
              String.format(Locale.ROOT, "%s (%,d images)", out, sources.size()),
              Map.of("written", out.toString(), "images", sources.size())),
          labelled,
          json);
    }
  }

  /** Labelled images, and the category that Q found in each. */
  @SuppressWarnings("ArrayRecordComponent") // a result to read, never compared
  private record LabelledImages(DataSource source, int[] categories, int count) {

    static LabelledImages of(
        InfoGan infoGan, CategoricalCode code, DataSource source, PrintWriter err) {
      ImageDataset images = source.train();
      int[] labels = images.labels();
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] < 0) {
          throw new UserException(
              "--data: expected labelled images, found image " + i + " without a label");
        }
      }
      int[] categories =
          UserException.guard(() -> encode(infoGan, images, err))
              .categorical(code.name())
              .mostLikely();
      return new LabelledImages(source, categories, code.categories());
    }

    private int[] labels() {
      return source.train().labels();
    }

    private int classes() {
      return 1 + IntStream.of(labels()).max().orElseThrow();
    }

    /** A class without a name goes by its number. */
    CategoryNames names(CategoricalCode code) {
      return CategoryNames.learn(code.name(), count, categories, labels(), source.labelNames());
    }

    ContingencyTable table() {
      return ContingencyTable.of(categories, labels(), count, classes());
    }
  }

  private static Encoding encode(InfoGan infoGan, ImageDataset images, PrintWriter err) {
    return Activity.reading("Reading the codes", images, err, infoGan::encode);
  }

  /** What was written, for people and for programs. */
  private record Written(String text, Map<String, Object> fields) {}

  private static Written write(CategoryNames names, Path out) {
    UserException.guard(() -> names.write(out));
    int named = names.names().size();
    return new Written(
        String.format(
            Locale.ROOT, "%s (%d of %d categories have names)", out, named, names.categories()),
        Map.of("written", out.toString(), "categories", names.categories(), "named", named));
  }

  private void report(Written written, Optional<LabelledImages> images, boolean json)
      throws JsonProcessingException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> line = new TreeMap<>(written.fields());
      images.ifPresent(labelled -> line.putAll(Agreement.toMap(labelled.table())));
      out.println(new ObjectMapper().writeValueAsString(line));
    } else {
      out.println("Written: " + written.text());
      images.ifPresent(
          labelled -> Agreement.print(labelled.table(), labelled.source().classNames(), out));
    }
    out.flush();
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
