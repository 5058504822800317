package org.infogan.examples;

import java.io.IOException;
import org.infogan.InfoGan;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Mnist;

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
 * the number of steps. 2,400 steps and the refinement, about 4½ minutes on 2 cores (Zen 5), 1 GB.
 * In c1.png every column should be one digit; which one differs from seed to seed. paperMnist() in
 * place of mnist() is the paper's table 1: 5,000 steps of 152 ms, and far less accurate.
 */
public final class MnistExample {

  private MnistExample() {}

  /**
   * Runs the example.
   *
   * @param args as above. Not modified.
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String... args) throws IOException {
    ExampleArguments given =
        ExampleArguments.of("a folder of MNIST's four files, or included", args);
    InfoGanConfig preset = InfoGanConfig.mnist();
    Mnist mnist = given.data().equals("included") ? Mnist.load() : Mnist.fromFolder(given.path());
    ImageDataset images = mnist.train();
    try (InfoGan model = ExampleRun.train(given, preset, images)) {
      model.save(given.folder().resolve("model.zip"));
      ExampleRun.drawCodes(model, given.folder(), 10, 3); // 10 rows, enlarged 3 times
    }
  }
}
