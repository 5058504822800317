package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

  private static final String[] PACKED = {
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz"
  };

  @TempDir Path folder;

  /** Mean and standard deviation: the constants by which PyTorch's examples normalise MNIST. */
  @Test
  void isThePublishedDataSet() throws IOException {
    Mnist mnist = Mnist.fromFolder(MnistFiles.folder());
    assertThat(mnist.train().shape()).isEqualTo(new ImageShape(1, 28, 28));
    assertThat(mnist.test().shape()).isEqualTo(new ImageShape(1, 28, 28));
    assertThat(classCounts(mnist.train()))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(classCounts(mnist.test()))
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);

    double sum = 0;
    double squares = 0;
    float[] pixels = new float[784];
    for (int n = 0; n < mnist.train().size(); n++) {
      mnist.train().read(n, pixels);
      for (float pixel : pixels) {
        sum += pixel;
        squares += pixel * pixel;
      }
    }
    double mean = sum / (60_000 * 784.0);
    assertThat(mean).isCloseTo(0.1307, within(5e-5));
    assertThat(Math.sqrt(squares / (60_000 * 784.0) - mean * mean)).isCloseTo(0.3081, within(5e-5));
  }

  private static int[] classCounts(ImageDataset dataset) {
    int[] counts = new int[10];
    for (int n = 0; n < dataset.size(); n++) {
      counts[dataset.label(n)]++;
    }
    return counts;
  }

  @Test
  void aFolderMayHoldUnpackedFiles() throws IOException {
    // The test files under both names, which spares unpacking the large ones.
    for (String kind : new String[] {"images-idx3-ubyte", "labels-idx1-ubyte"}) {
      Path packed = MnistFiles.folder().resolve("t10k-" + kind + ".gz");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        Files.copy(in, folder.resolve("t10k-" + kind));
      }
      Files.copy(folder.resolve("t10k-" + kind), folder.resolve("train-" + kind));
    }
    assertThat(Mnist.fromFolder(folder).train().label(0)).isEqualTo(7);
  }

  @Test
  void namesTheFileThatAFolderLacks() throws IOException {
    copy(PACKED[0], PACKED[0]);
    copy(PACKED[1], PACKED[1]);
    copy(PACKED[3], PACKED[3]);
    assertThatThrownBy(() -> Mnist.fromFolder(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(
            folder
                + ": expected t10k-images-idx3-ubyte.gz or t10k-images-idx3-ubyte, found neither");
  }

  @Test
  void refusesAnotherNumberOfLabels() throws IOException {
    copy(PACKED[0], PACKED[0]);
    copy(PACKED[3], PACKED[1]);
    assertThatThrownBy(() -> Mnist.fromFolder(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(
            "%s: expected 60000 labels, one per image of %s, found 10000",
            folder.resolve(PACKED[1]), folder.resolve(PACKED[0]));
  }

  @Test
  void theClassPathComesBeforeAnyDownload() throws IOException {
    URL resources = MnistFiles.folder().getParent().toUri().toURL();
    try (URLClassLoader classPath = new URLClassLoader(new URL[] {resources}, null)) {
      MnistDownload none = MnistDownloadTest.download();
      Mnist mnist = Mnist.load(classPath, folder.resolve("absent"), none);
      assertThat(mnist.train().size()).isEqualTo(60_000);
      assertThat(folder.resolve("absent")).doesNotExist();
    }
  }

  @Test
  void withoutClassPathTheFolderServes() throws IOException {
    for (String packed : PACKED) {
      copy(packed, packed);
    }
    try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> Mnist.fromClasspath(empty))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessage(
              "mnist/train-labels-idx1-ubyte.gz: expected on the class path, found nothing");
      Mnist mnist = Mnist.load(empty, folder, MnistDownloadTest.download());
      assertThat(mnist.test().size()).isEqualTo(10_000);
    }
  }

  private void copy(String from, String to) throws IOException {
    Files.copy(MnistFiles.folder().resolve(from), folder.resolve(to));
  }
}
