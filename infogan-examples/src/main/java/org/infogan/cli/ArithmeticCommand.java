package org.infogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.LatentVectors;
import org.infogan.model.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code arithmetic}: man with glasses − man + woman. */
@Command(
    name = "arithmetic",
    sortOptions = false,
    description = {
      "Draws a, b, c and a - b + c.",
      "Every row has noise of its own, the same in all four columns. Categories combine by their"
          + " probabilities, the strongest is taken; continuous codes are kept in the range of"
          + " their prior."
    })
final class ArithmeticCommand implements Runnable {

  private static final List<String> COLUMNS = List.of("a", "b", "c", "a - b + c");

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Terms terms;

  private static final class Terms {
    @Option(
        names = "--images",
        arity = "3",
        paramLabel = "FILE",
        description =
            "Three .png or .jpg files a, b and c in the model's size. Q reads their codes; they"
                + " themselves are the picture's last row.")
    private List<Path> images;

    @Option(
        names = "--codes",
        arity = "3",
        paramLabel = "CODES",
        description =
            "Three latent vectors a, b and c, by the values of their codes, such as --codes"
                + " c1=3,c2=1 c1=3,c2=-1 c1=5,c2=-1. Codes that you do not set are drawn at"
                + " random, the same for a, b and c.")
    private List<String> codes;
  }

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of rows. Default: 5.")
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
      paramLabel = "FILE",
      description = "The .png file to write.")
  private Path out;

  @Mixin private UnreadableOption unreadable;

  @Override
  public void run() {
    Options.requireAtLeastOne("--rows", rows);
    Options.requireExtension(out, ".png");
    try (InfoGan infoGan = model.load()) {
      UserException.guard(
          () -> {
            if (terms.images == null) {
              write(infoGan, ofCodes(infoGan), null);
            } else {
              ImageDataset given = pictures(terms.images, infoGan.config());
              write(infoGan, ofImages(infoGan, infoGan.encode(given)), given);
            }
            return null;
          });
    }
    spec.commandLine().getOut().println("Written: " + out);
  }

  /** The first image of each source. */
  private record FirstImages(List<ImageDataset> sources, ImageShape shape) implements ImageDataset {

    @Override
    public int size() {
      return sources.size();
    }

    @Override
    public void read(int i, float[] pixels) {
      sources.get(i).read(0, pixels);
    }
  }

  private ImageDataset pictures(List<Path> files, InfoGanConfig config) {
    return new FirstImages(
        files.stream().map(file -> unreadable.loadAll(file.toString(), config).train()).toList(),
        config.image());
  }

  /** Four vectors a row, of which the first three have these codes. */
  private LatentVectors terms(InfoGan infoGan, List<Map<String, Double>> codes) {
    LatentVectors starts = infoGan.latents(rows, seed);
    LatentVectors all = new LatentVectors(infoGan.config().latent(), Math.multiplyExact(rows, 4));
    for (int i = 0; i < all.count(); i++) {
      int index = i;
      all.copy(i, starts, i / 4);
      if (i % 4 < 3) {
        codes.get(i % 4).forEach((code, value) -> all.set(index, code, value));
      }
    }
    return all;
  }

  private LatentVectors ofCodes(InfoGan infoGan) {
    List<Map<String, Double>> codes = new ArrayList<>();
    for (String term : terms.codes) {
      codes.add(Options.codes("--codes", Arrays.asList(term.split(","))));
    }
    LatentVectors all = terms(infoGan, codes);
    for (int first = 0; first < all.count(); first += 4) {
      all.copy(first + 3, all.arithmetic(first, first + 1, first + 2), 0);
    }
    return all;
  }

  private LatentVectors ofImages(InfoGan infoGan, Encoding encoding) {
    LatentVectors all = terms(infoGan, IntStream.range(0, 3).mapToObj(encoding::codes).toList());
    Map<String, Double> result = encoding.arithmetic(0, 1, 2);
    for (int i = 3; i < all.count(); i += 4) {
      int index = i;
      result.forEach((code, value) -> all.set(index, code, value));
    }
    return all;
  }

  private void write(InfoGan infoGan, LatentVectors latents, ImageDataset given)
      throws IOException {
    List<String> captions =
        new ArrayList<>(IntStream.rangeClosed(1, rows).mapToObj(row -> "z " + row).toList());
    ImageGrid grid;
    try (INDArray generated = infoGan.generate(latents)) {
      if (given == null) {
        grid = Pictures.enlarged(generated, 4);
      } else {
        captions.add("given");
        try (INDArray read = given.toArray();
            INDArray both = Nd4j.concat(0, generated, read)) {
          grid = Pictures.enlarged(both, 4);
        }
      }
    }
    if (Pictures.canDrawText()) {
      grid = grid.withColumnCaptions(COLUMNS).withRowCaptions(captions);
    }
    grid.write(out);
    LatentSpec layout = infoGan.config().latent();
    for (int i = 0; i < 4; i++) {
      int index = i;
      String codes =
          layout.codes().stream()
              .map(code -> code.name() + "=" + Pictures.number(latents.get(index, code.name())))
              .collect(Collectors.joining(" "));
      spec.commandLine().getOut().println(COLUMNS.get(i) + ": " + codes);
    }
  }
}
