package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Mnist;

/**
 * Clothes, in files named as MNIST's, with MNIST's recipe but for the two parts that have c2 and c3
 * follow slant and stroke width, which clothes do not have.
 *
 * <p>Data: the four files of https://github.com/zalandoresearch/fashion-mnist (data/fashion) in a
 * folder, packed or not (MIT).
 *
 * <pre>java -cp infogan-examples/target/infogan-examples.jar \
 *     org.infogan.examples.FashionMnistExample fashion runs/fashion</pre>
 *
 * <p>Arguments: the data; optional: the folder for model.zip and a picture per code (example), and
 * the number of steps. 2,000 steps of the networks of {@link MnistExample}. The recipe was tuned to
 * digits and is not measured on clothes: a category may well hold shirts and coats together.
 */
public final class FashionMnistExample {

  private FashionMnistExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    ExampleArguments given = ExampleArguments.of("the folder of Fashion-MNIST's four files", args);
    InfoGanConfig preset = InfoGanConfig.mnist().toBuilder().equivariances().build();
    ImageDataset images = Mnist.fromFolder(given.path()).train();
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 3); // 10 rows, enlarged 3 times
    }
  }
}
