package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.examples.render.RenderedImages;

/**
 * Faces in colour, as in the paper's figure 6: ten codes of ten categories each, some of which the
 * paper finds to be pose, glasses, hair style and emotion.
 *
 * <p>Data: {@code img_align_celeba.zip} from https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html,
 * unpacked (non-commercial research). Where it cannot be had, {@code rendered} draws plain faces.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.CelebAExample img_align_celeba runs/celeba</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 5,000 steps with the networks of {@link SvhnExample}, and more for unpacking
 * JPEGs, unless you shrink them once beforehand (docs/data.md). On the drawn faces D wins unless
 * noise is added to what it sees: docs/results.md.
 */
public final class CelebAExample {

  private CelebAExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("a folder of pictures, or rendered", args);
    InfoGanConfig preset = InfoGanConfig.paperCelebA();
    ImageDataset images =
        given.rendered()
            ? RenderedImages.named("drawn-faces").draws(20_000, 1).cached()
            : ImageFolder.open(given.path(), preset.image(), ResizeMode.COVER);
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 3); // 10 rows, enlarged 3 times
    }
  }
}
