package org.infogan.io;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts beside an {@link ImageGrid}, in a size that suits the images. */
final class GridCaptions {

  private static final Color INK = new Color(0x4A4F57);
  private static final int LARGEST_FONT = 16;
  private static final int SMALLEST_FONT = 7;

  private final List<String> rows;
  private final List<String> columns;
  private final long cellHeight;
  private final long cellWidth;

  /** Null if there is nothing to write, since a system without fonts can draw images too. */
  private final @Nullable FontMetrics font;

  /** Between a text and the images. */
  private final int pad;

  GridCaptions(List<String> rows, List<String> columns, long cellHeight, long cellWidth) {
    this.rows = rows;
    this.columns = columns;
    this.cellHeight = cellHeight;
    this.cellWidth = cellWidth;
    this.font = rows.isEmpty() && columns.isEmpty() ? null : fittingFont();
    this.pad = font == null ? 0 : font.getHeight() / 3;
  }

  /** The largest font in which no text is wider or higher than its image, down to the smallest. */
  private FontMetrics fittingFont() {
    Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      long size = Math.min(LARGEST_FONT, Math.max(10, cellHeight / 4));
      FontMetrics metrics =
          scratch.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, (int) size));
      while (size > SMALLEST_FONT
          && (widest(metrics, columns) > cellWidth || metrics.getAscent() > cellHeight)) {
        size--;
        metrics = scratch.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, (int) size));
      }
      return metrics;
    } finally {
      scratch.dispose();
    }
  }

  private static int widest(FontMetrics metrics, List<String> texts) {
    return texts.stream().mapToInt(metrics::stringWidth).max().orElse(0);
  }

  /** The room that the texts take left of the images. */
  int width() {
    return rows.isEmpty() ? 0 : widest(font, rows) + 2 * pad;
  }

  /** The room that the texts take above the images. */
  int height() {
    return columns.isEmpty() ? 0 : font.getAscent() + 2 * pad;
  }

  /** Centred above a column whose images begin at x. */
  void drawAbove(Graphics2D graphics, int column, long x) {
    if (!columns.isEmpty()) {
      String text = columns.get(column);
      draw(graphics, text, x + (cellWidth - font.stringWidth(text)) / 2, pad + font.getAscent());
    }
  }

  /** Centred left of a row whose images begin at y, flush right so that signs do not matter. */
  void drawLeft(Graphics2D graphics, int row, long y) {
    if (!rows.isEmpty()) {
      String text = rows.get(row);
      long baseline = y + (cellHeight + font.getAscent() - font.getDescent()) / 2;
      draw(graphics, text, width() - pad / 2 - font.stringWidth(text), baseline);
    }
  }

  private void draw(Graphics2D graphics, String text, long x, long baseline) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(INK);
    graphics.setFont(font.getFont());
    graphics.drawString(text, (int) x, (int) baseline);
  }
}
