package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.files.Mnist;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a user does with the library, in a build of their own. */
class ConsumerTest {

  @Test
  void trainsOnMnistSavesLoadsAndSamples(@TempDir Path folder) throws IOException {
    Mnist mnist = Mnist.fromFolder(Path.of(System.getProperty("mnist.folder")));
    assertEquals(60_000, mnist.train().size());
    Path file = folder.resolve("model.zip");
    InfoGanConfig config =
        InfoGanConfig.mnist().toBuilder()
            .batch(32)
            .steps(4)
            .refinement(Refinement.NONE) // takes minutes
            .build();
    float[] images;
    int[] categories;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config);
        InfoGan model = trainer.fit(mnist.train())) {
      model.save(file);
      images = pixels(model.sample(10, 1));
      categories = model.classify(mnist.test());
    }
    assertEquals(10_000, categories.length);
    try (InfoGan model = InfoGan.load(file)) {
      INDArray sample = model.sample(10, 1);
      assertArrayEquals(new long[] {10, 1, 28, 28}, sample.shape());
      assertArrayEquals(images, pixels(sample));
      assertArrayEquals(categories, model.classify(mnist.test()));
      assertEquals(config, model.config());
    }
  }

  /** nd4j-native-platform alone would bring OpenBLAS 0.3.19 and JavaCPP 1.5.7. */
  @Test
  void importingTheBomBringsTheFasterOpenBlas() {
    List<String> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .filter(name -> name.matches("(openblas|javacpp)-.*"))
            .toList();
    assertTrue(jars.contains("openblas-0.3.23-1.5.9.jar"), jars::toString);
    assertTrue(jars.contains("javacpp-1.5.9.jar"), jars::toString);
    for (String library : List.of("openblas", "javacpp")) {
      assertTrue(
          jars.stream().anyMatch(jar -> jar.matches(library + "-[0-9.-]+-[a-z]+-x86_64\\.jar")),
          library + " for this platform: " + jars);
    }
    assertTrue(jars.stream().allMatch(jar -> jar.contains("1.5.9")), jars::toString);
    String loaded = Loader.load(openblas_nolapack.class);
    assertTrue(loaded.contains("openblas-0.3.23-1.5.9-"), loaded);
  }

  private static float[] pixels(INDArray images) {
    return images.dup('c').data().asFloat();
  }
}
