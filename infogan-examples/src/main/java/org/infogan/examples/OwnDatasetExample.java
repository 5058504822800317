package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images, codes and networks of one's own: {@link ShapeImages} draws discs and bars. Nobody says
 * so, but c1 comes to tell the two apart, and c2 takes what varies smoothly, such as their size.
 *
 * <p>Arguments, all optional: the picture to write (shapes.png), and the number of steps.
 */
public final class OwnDatasetExample {

  private OwnDatasetExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path picture = Path.of(args.length > 0 ? args[0] : "shapes.png");
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    int side = ShapeImages.SIDE;
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, side, side)
            .latent(
                Noise.uniform(8), LatentCode.categorical("c1", 2), LatentCode.uniform("c2", -1, 1))
            .generator(
                new Dense(128),
                new BatchNorm(),
                new Relu(),
                new Dense(side * side),
                Reshape.to(1, side, side),
                new Sigmoid())
            .trunk(Reshape.to(side * side), new Dense(128), new Relu())
            .head(new Dense(1))
            .q(new Dense(3)) // two logits for c1, one mean for c2
            .batch(64)
            .steps(steps)
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(new ShapeImages(2000));
        INDArray walk = model.traverse("c2", 6, 1)) {
      ImageGrid.of(walk, 10).withZoom(3).write(picture);
      System.out.println("wrote " + picture);
    }
  }
}
