package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.examples.render.RenderedImages;

/**
 * Chairs in grey, as in the paper's figure 4: three codes of twenty categories each, and a
 * continuous one for the rotation. The preset for wide and narrow is paper-chairs-width.
 *
 * <p>Data: {@code rendered_chairs.tar} from https://www.di.ens.fr/willow/research/seeing3Dchairs/,
 * unpacked. Where it cannot be had, {@code rendered} draws chairs of boxes.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.ChairsExample rendered_chairs runs/chairs</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 5,000 steps, each with eleven times the arithmetic of {@link SvhnExample}'s.
 * On the drawn chairs this preset paints nothing but grey unless its D does without batch norm;
 * with that, c4 turns the chairs: docs/results.md.
 */
public final class ChairsExample {

  private ChairsExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("a folder of pictures, or rendered", args);
    InfoGanConfig preset = InfoGanConfig.paperChairs();
    ImageDataset images =
        given.rendered()
            ? RenderedImages.named("chairs").draws(20_000, 1).cached()
            : ImageFolder.open(given.path(), preset.image(), ResizeMode.COVER);
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 5, 2); // 5 rows, enlarged 2 times
    }
  }
}
