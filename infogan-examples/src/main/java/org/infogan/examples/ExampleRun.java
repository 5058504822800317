package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What all examples of single data sets do once they have a configuration and images. */
final class ExampleRun {

  private ExampleRun() {}

  /**
   * Trains, and prints the statistics of every hundredth step.
   *
   * @param given the arguments of the program: they may say how many steps to make
   * @param preset the configuration, whose batch becomes smaller if there are fewer images
   * @param images the images to train on
   * @return the trained model; the caller closes it
   */
  static InfoGan train(ExampleArguments given, InfoGanConfig preset, ImageDataset images) {
    InfoGanConfig config = given.fit(preset, images.size());
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      return trainer.addListener(new TrainExample.Watcher()).fit(images);
    }
  }

  /**
   * Draws what each code does: a picture CODE.png with a row for each noise vector, in which the
   * code runs through its values from left to right and all else stays.
   *
   * @param model the model
   * @param folder where to write
   * @param rows the number of noise vectors
   * @param zoom how many times to enlarge the images
   * @throws IOException if a picture cannot be written
   */
  static void drawCodes(InfoGan model, Path folder, int rows, int zoom) throws IOException {
    for (LatentCode code : model.config().latent().codes()) {
      try (INDArray walk = model.traverse(code.name(), rows, 1)) {
        Path picture = folder.resolve(code.name() + ".png");
        ImageGrid.of(walk, code.traversal().length).withZoom(zoom).write(picture);
      }
    }
  }
}
