package org.infogan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.infogan.Pictures;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.data.FloatImages;
import org.infogan.examples.render.Factor;
import org.infogan.examples.render.FactorImages;
import org.infogan.examples.render.RenderedImages;
import org.infogan.io.ImageGrid;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code render}: what the data sets look like that the program draws itself. */
@Command(
    name = "render",
    sortOptions = false,
    description = {
      "Draws images of a data set with known factors: shapes, shapes-32, chairs, heads,"
          + " house-numbers or drawn-faces.",
      "With --walk, every row goes through one factor from its first value to its last and keeps"
          + " the others."
    })
final class RenderCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "Name of the data set, such as chairs.")
  private String name;

  @Option(names = "--walk", description = "One row for each factor instead of random images.")
  private boolean walk;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "8",
      description = "Number of rows of random images. Default: 8.")
  private int rows;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "12",
      description = "Number of columns. Default: 12.")
  private int columns;

  @Option(
      names = "--zoom",
      paramLabel = "N",
      defaultValue = "2",
      description = "Edge of one pixel in the picture. Default: 2.")
  private int zoom;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random values. Default: 1.")
  private long seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The .png file to write.")
  private Path out;

  @Override
  public void run() {
    Options.requireAtLeastOne("--rows", rows);
    Options.requireAtLeastOne("--columns", columns);
    Options.requireAtLeastOne("--zoom", zoom);
    Options.requireExtension(out, ".png");
    UserException.guard(
        () -> {
          write(RenderedImages.named(name));
          return null;
        });
    spec.commandLine().getOut().println("Written: " + out);
  }

  private void write(FactorImages images) throws IOException {
    List<String> names = images.factors().stream().map(Factor::name).toList();
    int count = Math.multiplyExact(walk ? names.size() : rows, columns);
    FactorImages draws = images.draws(count, seed);
    float[][] pixels = new float[count][images.shape().pixels()];
    for (int i = 0; i < count; i++) {
      int[] values = draws.values(walk ? 0 : i);
      if (walk) {
        int factor = i / columns;
        values[factor] = step(i % columns, images.factors().get(factor).count());
      }
      images.render(values, pixels[i]);
    }
    try (INDArray array = FloatImages.wrap(images.shape(), pixels).toArray()) {
      ImageGrid grid = ImageGrid.of(array, columns).withZoom(zoom);
      (walk && Pictures.canDrawText() ? grid.withRowCaptions(names) : grid).write(out);
    }
  }

  /** Values from the first to the last, as evenly spread over the columns as they can be. */
  private int step(int column, int values) {
    return columns == 1 ? 0 : (int) Math.round((double) column * (values - 1) / (columns - 1));
  }
}
