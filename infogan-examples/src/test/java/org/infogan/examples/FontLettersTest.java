package org.infogan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.infogan.Pictures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Letters of fonts made for this test, in which each is a box: A of 1000 × 1000 units, letter
 * number i after it of (100 + 30·i) × 500.
 */
class FontLettersTest {

  @TempDir private Path temporary;
  private Path fonts;
  private Path letters;

  @BeforeEach
  void makeFolders() throws IOException {
    assumeTrue(Pictures.canDrawText());
    fonts = Files.createDirectories(temporary.resolve("fonts/deep"));
    letters = temporary.resolve("letters");
  }

  private void give(String font, String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/fonts/" + font)) {
      Files.copy(in, fonts.resolve(name));
    }
  }

  private static double white(BufferedImage image, int x, int y, int width, int height) {
    double[] grey = image.getRaster().getSamples(x, y, width, height, 0, (double[]) null);
    return Arrays.stream(grey).sum() / 255;
  }

  @Test
  void theLargestLetterFillsItsPictureAndOthersAreInScale() throws IOException {
    give("boxes.ttf", "Box es.TTF");
    assertThat(FontLetters.draw(fonts.getParent(), letters)).isEqualTo(1);

    BufferedImage a = ImageIO.read(letters.resolve("A/0001-Box es.png").toFile());
    assertThat(white(a, 2, 2, 28, 28)).isEqualTo(28 * 28);
    assertThat(white(a, 0, 0, 32, 32)).isEqualTo(28 * 28);
    BufferedImage k = ImageIO.read(letters.resolve("K/0001-Box es.png").toFile());
    assertThat(white(k, 0, 0, 32, 32)).isCloseTo(28 * 0.4 * 28 * 0.5, within(1.0));
    assertThat(white(k, 10, 9, 12, 14)).isCloseTo(28 * 0.4 * 28 * 0.5, within(1.0));
    assertThat(letters.toFile().list()).hasSize(26);
  }

  @Test
  void whatAddsNothingIsPassedOver() throws IOException {
    give("boxes.ttf", "a.ttf");
    give("boxes.ttf", "the same again.otf");
    give("without-z.ttf", "b.ttf");
    give("alike.ttf", "c.ttf");
    Files.writeString(fonts.resolve("no font.ttf"), "text");
    Files.createSymbolicLink(fonts.resolve("nowhere.ttf"), fonts.resolve("absent.ttf"));
    assertThat(FontLetters.draw(fonts, letters)).isEqualTo(1);
    assertThat(letters.resolve("Q").toFile().listFiles())
        .extracting(File::getName)
        .containsExactly("0001-a.png");
  }

  @Test
  void aFolderWithoutFontsIsNamed() {
    assertThatThrownBy(() -> FontLetters.draw(fonts, letters))
        .isInstanceOf(IOException.class)
        .hasMessage(fonts + ": expected .ttf or .otf files with the letters A to Z, found none");
    assertThat(letters).doesNotExist();
  }

  @Test
  void theExampleTrainsOnThem() throws IOException {
    give("boxes.ttf", "boxes.ttf");
    LettersExample.main(fonts.toString(), temporary.toString(), "2");
    assertThat(temporary.resolve("model.zip")).exists();
    assertThat(temporary.resolve("c3.png")).exists();
  }
}
