package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.examples.render.RenderedImages;

/**
 * Heads in grey, as in the paper's figure 3: five continuous codes, of which one becomes the
 * azimuth. The paper trains anew for each factor that it shows; the settings for the others are the
 * presets paper-faces-elevation, -lighting and -width.
 *
 * <p>Data: a folder of pictures, such as those that https://faces.dmi.unibas.ch/bfm/ lets you
 * render; the paper's own are not public. {@code rendered} draws bald heads.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.FacesExample rendered runs/faces</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 5,000 steps, each with a little less arithmetic than {@link SvhnExample}'s.
 * On the drawn heads, one code became the elevation in 3,500 steps: docs/results.md.
 */
public final class FacesExample {

  private FacesExample() {}

  /**
   * Runs the example.
   *
   * @param args as above. Not modified.
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("a folder of pictures, or rendered", args);
    InfoGanConfig preset = InfoGanConfig.paperFaces();
    ImageDataset images =
        given.rendered()
            ? RenderedImages.named("heads").draws(20_000, 1).cached()
            : ImageFolder.open(given.path(), preset.image(), ResizeMode.COVER);
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 3); // 10 rows, enlarged 3 times
    }
  }
}
