package org.infogan.examples;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The capital letters of fonts as pictures, white on black: a data set for which every computer has
 * the makings.
 *
 * <p>All letters of a font have one size, by which the largest fills most of its picture, and each
 * is in the middle. Fonts that lack letters are passed over, and so are those that draw several
 * letters alike, or all letters as an earlier font does.
 */
final class FontLetters {

  static final int SIDE = 32;

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  /** Pixels that the largest letter of a font is high or wide. */
  private static final double LARGEST = 28;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private FontLetters() {}

  /**
   * Draws the letters of all fonts of a folder and its sub-folders into a sub-folder for each
   * letter. What a font file is called does not matter but for the order, and for the names of the
   * pictures.
   *
   * @param fonts the folder of the .ttf and .otf files
   * @param folder where the pictures go: A/0001-NAME.png and so on
   * @return the number of fonts that were drawn
   * @throws IOException if no font could be drawn, or a file cannot be read or written
   */
  static int draw(Path fonts, Path folder) throws IOException {
    Set<ByteBuffer> known = new HashSet<>();
    for (Path file : fontFiles(fonts)) {
      Optional<List<BufferedImage>> letters = font(file).flatMap(FontLetters::letters);
      if (letters.isPresent() && known.add(pixels(letters.get()))) {
        write(letters.get(), folder, name(file, known.size()));
      }
    }
    if (known.isEmpty()) {
      throw new IOException(
          fonts + ": expected .ttf or .otf files with the letters A to Z, found none");
    }
    return known.size();
  }

  private static List<Path> fontFiles(Path fonts) throws IOException {
    try (Stream<Path> files = Files.walk(fonts.toRealPath())) {
      return files
          .filter(Files::isRegularFile) // no link that leads nowhere
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.[to]tf"))
          .sorted(Comparator.comparing(Path::getFileName).thenComparing(Path::toString))
          .toList();
    }
  }

  /** The font, unless Java cannot read it, or it lacks letters. */
  private static Optional<Font> font(Path file) throws IOException {
    try {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(100f);
      return Optional.of(font).filter(each -> each.canDisplayUpTo(LETTERS) == -1);
    } catch (FontFormatException e) {
      return Optional.empty();
    }
  }

  /** A picture for each letter, unless some are alike. */
  private static Optional<List<BufferedImage>> letters(Font font) {
    List<Shape> outlines =
        LETTERS
            .chars()
            .mapToObj(c -> font.createGlyphVector(EXACT, new char[] {(char) c}).getOutline())
            .toList();
    double largest =
        outlines.stream()
            .map(Shape::getBounds2D)
            .mapToDouble(box -> Math.max(box.getWidth(), box.getHeight()))
            .max()
            .orElseThrow();
    if (!(largest > 0)) {
      return Optional.empty();
    }
    List<BufferedImage> letters =
        outlines.stream().map(each -> letter(each, LARGEST / largest)).toList();
    long different = letters.stream().map(each -> pixels(List.of(each))).distinct().count();
    return Optional.of(letters).filter(all -> different == all.size());
  }

  private static BufferedImage letter(Shape outline, double scale) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.WHITE);
    Rectangle2D box = outline.getBounds2D();
    AffineTransform place = AffineTransform.getTranslateInstance(SIDE / 2.0, SIDE / 2.0);
    place.scale(scale, scale);
    place.translate(-box.getCenterX(), -box.getCenterY());
    graphics.fill(place.createTransformedShape(outline));
    graphics.dispose();
    return image;
  }

  private static ByteBuffer pixels(List<BufferedImage> images) {
    ByteBuffer all = ByteBuffer.allocate(images.size() * SIDE * SIDE);
    for (BufferedImage image : images) {
      all.put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
    return all.flip();
  }

  private static String name(Path file, int number) {
    String name = String.valueOf(file.getFileName());
    return String.format(Locale.ROOT, "%04d-%s.png", number, name.substring(0, name.length() - 4));
  }

  private static void write(List<BufferedImage> letters, Path folder, String name)
      throws IOException {
    for (int i = 0; i < letters.size(); i++) {
      Path kind = Files.createDirectories(folder.resolve(LETTERS.substring(i, i + 1)));
      ImageIO.write(letters.get(i), "png", kind.resolve(name).toFile());
    }
  }
}
