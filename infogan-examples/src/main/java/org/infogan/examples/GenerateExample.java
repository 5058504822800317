package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loads a model and generates what one asks for: one category in every column, leaning further over
 * from row to row.
 *
 * <p>Arguments, all optional: the model (model.zip), and the picture to write (digits.png).
 */
public final class GenerateExample {

  private static final int ROWS = 5;
  private static final int CATEGORIES = 10;

  private GenerateExample() {}

  /**
   * Runs the example.
   *
   * @param args as above. Not modified.
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "model.zip");
    Path picture = Path.of(args.length > 1 ? args[1] : "digits.png");
    try (InfoGan model = InfoGan.load(file)) {
      // Noise and codes at random; the seed makes it the same picture every time.
      LatentVectors latents = model.latents(ROWS * CATEGORIES, 42);
      for (int i = 0; i < latents.count(); i++) {
        int row = i / CATEGORIES;
        latents
            .set(i, "c1", i % CATEGORIES) // a category; which digit it is, training has decided
            .set(i, "c2", row - 2.0) // from -2 to 2, beyond the -1 to 1 that training has seen
            .set(i, "c3", 0);
      }
      try (INDArray images = model.generate(latents)) {
        ImageGrid.of(images, CATEGORIES).withZoom(2).write(picture);
      }
      System.out.println("wrote " + picture);
    }
  }
}
