package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.config.ImageKind;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;

/**
 * The alphabet from the fonts of this computer: 26 categories become letters, by the recipe for any
 * images, without a label.
 *
 * <p>Data: a folder of .ttf and .otf files, such as {@code /usr/share/fonts}; docs/data.md has
 * packages with 612 fonts. Their capital letters are drawn into FOLDER/letters first, a sub-folder
 * for each, which {@code train --data} takes as well; other fonts need another FOLDER, since what
 * lies there stays.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.LettersExample /usr/share/fonts runs/letters</pre>
 *
 * <p>Arguments: the fonts; optional: the folder for letters, model.zip and a picture per code
 * (example), and the number of steps. c1 is the letter, c2 the slant, c3 the thickness.
 */
public final class LettersExample {

  private static final int CATEGORIES = 26;
  private static final int CONTINUOUS = 2;

  private LettersExample() {}

  /**
   * Runs the example.
   *
   * @param args as above. Not modified.
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("a folder of fonts (.ttf, .otf)", args);
    Path letters = given.folder().resolve("letters");
    System.out.println(
        "Fonts drawn into " + letters + ": " + FontLetters.draw(given.path(), letters));
    ImageShape shape = new ImageShape(1, FontLetters.SIDE, FontLetters.SIDE);
    InfoGanConfig recipe = InfoGanConfig.forImages(shape, CATEGORIES, CONTINUOUS, ImageKind.DIGITS);
    ImageDataset images = ImageFolder.open(letters, shape, ResizeMode.COVER);
    try (InfoGan model = ExampleRun.train(given, recipe, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 2); // 10 rows, enlarged twice
    }
  }
}
