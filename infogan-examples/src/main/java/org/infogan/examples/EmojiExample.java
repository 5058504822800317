package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.ImageKind;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;

/**
 * Pictures of one's own, 64×64 in colour, for which nobody wrote a list of layers: Google's emoji,
 * by the recipe for any images.
 *
 * <p>Data: the folder {@code package/img/google/64} of the npm package emoji-datasource-google
 * (Apache 2.0), 3,786 PNG files; docs/data.md has the commands. Any folder of PNG or JPEG files
 * will do.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.EmojiExample package/img/google/64 runs/emoji</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 2,000 steps, after the categories have been found in the images. Categories
 * are kinds of picture: colour and outline count before the thing does.
 */
public final class EmojiExample {

  private static final int CATEGORIES = 12;
  private static final int CONTINUOUS = 2;

  private EmojiExample() {}

  /**
   * Runs the example.
   *
   * @param args as above. Not modified.
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("a folder of PNG or JPEG files", args);
    ImageShape shape = new ImageShape(3, 64, 64);
    InfoGanConfig recipe =
        InfoGanConfig.forImages(shape, CATEGORIES, CONTINUOUS, ImageKind.OBJECTS);
    ImageDataset images = ImageFolder.open(given.path(), shape, ResizeMode.COVER);
    try (InfoGan model = ExampleRun.train(given, recipe, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), CATEGORIES, 2); // 12 rows, enlarged twice
    }
  }
}
