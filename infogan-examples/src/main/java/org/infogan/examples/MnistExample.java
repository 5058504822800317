package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.infogan.InfoGan;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.TrainingListener;
import org.infogan.data.ImageDataset;
import org.infogan.data.Mnist;
import org.infogan.io.ImageGrid;
import org.infogan.latent.LatentCode;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Digits, with this library's own recipe: c1 finds the ten digits, c2 their slant and c3 the width
 * of their strokes. {@link ClassifyExample} then recognises digits with the model.
 *
 * <p>Data: {@code included} takes MNIST as it comes with the examples; or name a folder of its four
 * files, packed or not.
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.MnistExample included runs/mnist</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 2,000 steps, about 2 minutes on 2 cores (Zen 5), 0.7 GB. In c1.png every
 * column should be one digit; which one differs from seed to seed. paperMnist() in place of mnist()
 * is the paper's table 1: 5,000 steps of 152 ms, and by far not so sure of the digits.
 */
public final class MnistExample {

  private MnistExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    ExampleArguments given =
        ExampleArguments.of("a folder of MNIST's four files, or included", args);
    InfoGanConfig preset = InfoGanConfig.mnist();
    Mnist mnist = given.data().equals("included") ? Mnist.load() : Mnist.fromFolder(given.path());
    ImageDataset images = mnist.train();
    InfoGanConfig config = given.fit(preset, images.size());
    TrainingListener watcher = new TrainExample.Watcher();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).addListener(watcher);
        InfoGan model = trainer.fit(images)) {
      model.save(given.folder().resolve("model.zip"));
      for (LatentCode code : config.latent().codes()) {
        try (INDArray walk = model.traverse(code.name(), 10, 1)) { // a row per noise vector
          Path picture = given.folder().resolve(code.name() + ".png");
          ImageGrid.of(walk, code.traversal().length).withZoom(3).write(picture);
        }
      }
    }
  }
}
