package org.infogan.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.infogan.cli.run.SmallRun;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.files.Mnist;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.examples.render.FactorImages;
import org.infogan.examples.render.RenderedImages;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSourceTest {

  /** Made by make_array_fixtures.py, with NumPy's sums beside them. */
  private static final Path ARRAYS = Path.of("../infogan-core/src/test/resources/data/arrays");

  @TempDir private Path temporary;

  private static InfoGanConfig config(ImageShape image) {
    return SmallRun.config(1).toBuilder()
        .image(image.channels(), image.height(), image.width())
        .generator(
            new Dense(image.pixels()),
            Reshape.to(image.channels(), image.height(), image.width()),
            new Sigmoid())
        .trunk(Reshape.to(image.pixels()))
        .build();
  }

  private static InfoGanConfig config(int channels, int height, int width) {
    return config(new ImageShape(channels, height, width));
  }

  private static float[] image(ImageDataset images, int index) {
    float[] pixels = new float[images.shape().pixels()];
    images.read(index, pixels);
    return pixels;
  }

  private static double sum(float[] pixels) {
    return IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).sum();
  }

  /** The array's name stands in sums.txt; its images are read in their own size. */
  @ParameterizedTest
  @CsvSource({
    "svhn.mat, svhn.mat",
    "last-u1.npy, last-u1.npy",
    "grey-f4.npy, grey-f4.npy",
    "last-u1.h5, last-u1.h5:images",
    "grey-f4.npy, packed.npz:grey-f4",
    "dsprites.npz, dsprites.npz"
  })
  void everyKindOfFileHasNumpysSums(String noted, String data) throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(ARRAYS.resolve("sums.txt"))) {
      String[] words = line.split(" ", -1);
      if (words[0].equals(noted)) {
        int[] numpy = Arrays.stream(words, 1, 8).mapToInt(Integer::parseInt).toArray();
        InfoGanConfig config = config(numpy[2], numpy[3], numpy[4]);
        DataSource source = DataSource.loadAll(ARRAYS.resolve(data).toString(), config);
        assertThat(source.name()).isEqualTo(ARRAYS.resolve(data).toString());
        assertThat(source.train().label(numpy[0])).isEqualTo(numpy[1]);
        assertThat(255 * sum(image(source.train(), numpy[0])))
            .isEqualTo(numpy[5], within(1e-2 * numpy[5] / 255));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void cifarsFoldersAndSvhnsTestFileAreFound() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Files.copy(ARRAYS.resolve("cifar10.bin"), temporary.resolve("data_batch_" + i + ".bin"));
    }
    InfoGanConfig config = config(3, 32, 32);
    DataSource cifar = DataSource.load(temporary.toString(), config);
    assertThat(cifar.train().size()).as("one image says nothing in a test").isEqualTo(10);
    assertThat(cifar.test()).isEmpty();
    Files.copy(ARRAYS.resolve("cifar10.bin"), temporary.resolve("test_batch.bin"));
    cifar = DataSource.load(temporary.toString(), config);
    assertThat(cifar.train().size()).isEqualTo(10);
    assertThat(cifar.test().orElseThrow().size()).isEqualTo(2);

    Path train = Files.copy(ARRAYS.resolve("svhn.mat"), temporary.resolve("train_32x32.mat"));
    Files.copy(ARRAYS.resolve("svhn-plain.mat"), temporary.resolve("test_32x32.mat"));
    DataSource svhn = DataSource.load(train.toString(), config);
    assertThat(svhn.test().orElseThrow().size()).isEqualTo(5);
    assertThat(svhn.name()).isEqualTo(train + ", fitted from [3, 4, 6]");
    assertThat(svhn.train().shape()).isEqualTo(config.image());
  }

  /**
   * A frame adds no light, resizing multiplies it with the area: (32 / 28)² and (64 / 28)², but for
   * what smoothing does at the edges.
   */
  @ParameterizedTest
  @CsvSource({"tf-tutorial, 1, padded", "pytorch-gan, 1.3061, fitted", "lab6, 5.2245, fitted"})
  void mnistIsPaddedOrResizedAsThePresetWants(String preset, double light, String how)
      throws IOException {
    DataSource data = DataSource.load(null, InfoGanConfig.preset(preset));
    assertThat(data.name()).isEqualTo("MNIST, " + how + " from [1, 28, 28]");
    ImageDataset original = Mnist.load().train();
    for (int i = 0; i < 5; i++) {
      double expected = light * sum(image(original, i));
      assertThat(sum(image(data.train(), i))).isEqualTo(expected, within(0.01 * expected));
    }
    assertThat(data.test().orElseThrow().size()).isEqualTo(10_000);
    assertThat(data.test().get().label(0)).isEqualTo(7);
  }

  /** Of twenty pictures in two classes, the tenth and the twentieth are to test with. */
  @Test
  void picturesAreCroppedToTheMiddleAndSubFoldersAreClasses() throws IOException {
    for (int i = 0; i < 20; i++) {
      Path folder = Files.createDirectories(temporary.resolve(i < 10 ? "a" : "b"));
      BufferedImage picture = new BufferedImage(24, 8, BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = picture.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(8, 0, 8, 8);
      graphics.dispose();
      ImageIO.write(picture, "png", folder.resolve(10 + i + ".png").toFile());
    }
    DataSource data = DataSource.load(temporary.toString(), config(1, 4, 4));
    assertThat(image(data.train(), 0)).containsOnly(1f);
    assertThat(data.train().readsFromDisk()).isTrue();
    assertThat(labels(data.train())).hasSize(18).endsWith(1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(labels(data.test().orElseThrow())).containsExactly(0, 1);
    assertThat(DataSource.loadAll(temporary.toString(), config(1, 4, 4)).train().size())
        .isEqualTo(20);
    Path one = temporary.resolve("a/10.png");
    assertThat(DataSource.loadAll(one.toString(), config(1, 4, 4)).train().size()).isOne();
  }

  private static int[] labels(ImageDataset images) {
    return IntStream.range(0, images.size()).map(images::label).toArray();
  }

  /** Twenty pictures in one sub-folder are labelled, and the label says nothing. */
  @Test
  void aSingleClassIsNoLabelling() throws IOException {
    writePictures(temporary.resolve("only"), 20);
    DataSource data = DataSource.load(temporary.toString(), config(1, 4, 4));
    assertThat(data.test()).isEmpty();
    assertThat(data.train().size()).isEqualTo(20);
    assertThat(data.classNames()).isEmpty();
    assertThat(data.name()).endsWith("; without labels, since all images are of one class");
  }

  @Test
  void labelsCountWhereBothPartsHaveTwoClasses() throws IOException {
    writePictures(temporary.resolve("a"), 20);
    writePictures(temporary.resolve("b"), 1);
    DataSource data = DataSource.load(temporary.toString(), config(1, 4, 4));
    assertThat(data.test()).isEmpty();
    assertThat(data.train().size()).as("nothing is kept").isEqualTo(21);
    assertThat(data.name())
        .endsWith("; without labels, since the images to test with are not of two classes");
    for (int i = 10; i < 25; i++) {
      Files.delete(temporary.resolve("a/" + i + ".png"));
    }
    data = DataSource.load(temporary.toString(), config(1, 4, 4));
    assertThat(data.train().size()).isEqualTo(6);
    assertThat(data.name()).endsWith("since fewer than 10 images are too few to test with");
  }

  @Test
  void theNameSaysWhichClassesThereAreAndHintsAtPartsOfADataSet() throws IOException {
    for (String folder : List.of("train/cat", "train/dog", "test/cat", "test/dog")) {
      writePictures(temporary.resolve(folder), 10);
    }
    assertThat(DataSource.load(temporary.toString(), config(1, 4, 4)).name())
        .endsWith(
            "; classes test, train, which look like parts of a data set: name one of them, such as"
                + " --data "
                + temporary.resolve("train"));
    assertThat(DataSource.load(temporary.resolve("train").toString(), config(1, 4, 4)).name())
        .endsWith("; classes cat, dog");
  }

  @Test
  void picturesThatCannotBeReadAreNamedOrLeftOut() throws IOException {
    writePictures(temporary.resolve("cat"), 10);
    writePictures(temporary.resolve("dog"), 10);
    Path gif = Files.writeString(temporary.resolve("cat/99.jpg"), "GIF89a and so on");
    Path cut = temporary.resolve("dog/12.png");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 42));
    String data = temporary.toString();
    assertRefused(
        data,
        config(1, 4, 4),
        gif + ": expected a PNG or JPEG image, found a GIF image; convert it to PNG\n",
        cut + ": damaged or unsupported PNG image: ",
        "\n2 of 21 files cannot be read: ",
        "--skip-unreadable");
    DataSource rest = DataSource.loadAll(data, config(1, 4, 4), true);
    assertThat(rest.train().size()).isEqualTo(19);
    assertThat(rest.name()).contains("2 of 21 files left out that cannot be read");
    assertThat(rest.classNames()).containsExactly("cat", "dog");
  }

  @ParameterizedTest
  @CsvSource({
    "'', -, ''",
    "'', -, .gz",
    "'', ., ''",
    "'', ., .gz",
    "within, -, ''",
    "within, ., .gz",
    "raw, -, ''",
    "beside, -, ''"
  })
  void mnistsFilesAreFoundAsArchivesLeaveThem(String where, String dash, String end)
      throws IOException {
    for (String stem : List.of("train-images", "train-labels", "t10k-images", "t10k-labels")) {
      boolean images = stem.endsWith("images");
      int count = stem.startsWith("train") ? 40 : 20;
      ByteBuffer file = ByteBuffer.allocate(images ? 16 + 16 * count : 8 + count);
      file.putInt(images ? 0x803 : 0x801).putInt(count);
      if (images) {
        file.putInt(4).putInt(4);
      }
      for (int i = 0; file.hasRemaining(); i++) {
        file.put((byte) (i % 10));
      }
      String name = stem + dash + (images ? "idx3" : "idx1") + "-ubyte" + end;
      Path folder = temporary;
      if (where.equals("within")) {
        folder = temporary.resolve(name);
      } else if (where.equals("raw")) {
        folder = temporary.resolve("MNIST/raw");
      } else if (where.equals("beside")) {
        Files.createDirectories(temporary.resolve(name + ".gz"));
      }
      Files.createDirectories(folder);
      try (OutputStream out = Files.newOutputStream(folder.resolve(name));
          OutputStream packed = end.isEmpty() ? out : new GZIPOutputStream(out)) {
        packed.write(file.array());
      }
    }
    DataSource data = DataSource.load(temporary.toString(), config(1, 4, 4));
    assertThat(data.train().size()).isEqualTo(40);
    assertThat(data.test().orElseThrow().size()).isEqualTo(20);
    assertThat(data.train().label(13)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"grey-u1.npy, 1", "grey-u1.h5, 1", "svhn.mat, 3"})
  void filesAreKnownByWhatTheyHold(String name, int channels) throws IOException {
    Path file = Files.copy(ARRAYS.resolve(name), temporary.resolve("data"));
    DataSource data = DataSource.loadAll(file.toString(), config(channels, 4, 6));
    assertThat(data.train().size()).isEqualTo(5);
  }

  @Test
  void subFoldersAreTheNamesOfTheClasses() throws IOException {
    writePictures(temporary.resolve("hen"), 10);
    writePictures(temporary.resolve("cat"), 10);
    assertThat(DataSource.load(temporary.toString(), config(1, 4, 4)).classNames())
        .containsExactly("cat", "hen");
  }

  /** One value more of one image of the first, one label more, one image less: other data. */
  @Test
  void theFingerprintIsThatOfTheContentsWhereverTheyLie() {
    byte[][] pixels = new byte[9][6];
    ByteImages images = ByteImages.of(new ImageShape(1, 2, 3), pixels);
    String fingerprint = fingerprint(images);
    assertThat(fingerprint).matches("[0-9a-f]{64}").isEqualTo(fingerprint(images));
    assertThat(fingerprint(images.withLabels(new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1})))
        .isNotEqualTo(fingerprint);
    byte[][] other = new byte[9][6];
    other[8][5] = 1;
    assertThat(fingerprint(ByteImages.of(new ImageShape(1, 2, 3), other)))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(ByteImages.of(new ImageShape(1, 3, 2), pixels)))
        .isNotEqualTo(fingerprint);
    assertThat(fingerprint(ByteImages.of(new ImageShape(1, 2, 3), new byte[8][6])))
        .isNotEqualTo(fingerprint);
    assertThat(
            new DataSource("b", images, Optional.of(images), Optional.empty(), List.of())
                .fingerprint())
        .as("with test images")
        .isNotEqualTo(fingerprint);
  }

  private static String fingerprint(ImageDataset images) {
    return new DataSource("a", images, Optional.empty(), Optional.empty(), List.of()).fingerprint();
  }

  @Test
  void unknownFilesListTheKindsThatAreRead() throws IOException {
    Path file = Files.writeString(temporary.resolve("emoji.json"), "[{\"name\": \"smile\"}]");
    assertRefused(
        file.toString(),
        config(1, 4, 4),
        file + ": expected a picture (.png, .jpg, .jpeg), an array (.npy, .npz, .h5, .hdf5)",
        "IDX");
  }

  private static void writePictures(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
      ImageIO.write(picture, "png", folder.resolve(10 + i + ".png").toFile());
    }
  }

  @Test
  void renderedSetsHaveLabelsAndFactors() {
    DataSource data = DataSource.load("rendered:house-numbers", config(3, 32, 32));
    FactorImages all = RenderedImages.named("house-numbers");
    FactorImages draws = all.draws(data.train().size(), 1);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(image(data.train(), 3))
          .containsExactly(image(draws, 3), within(0.5f / 255 + 1e-6f));
    }
    assertThat(data.train().label(3)).isEqualTo(draws.values(3)[0]);
    assertThat(image(data.test().orElseThrow(), 3)).isNotEqualTo(image(data.train(), 3));
    FactorData factors = data.factors().orElseThrow();
    assertThat(factors.factorSizes()).containsExactly(10, 12, 10, 2, 5000);
    float[] pixels = new float[factors.shape().pixels()];
    factors.read(draws.values(3), pixels);
    assertThat(pixels).isEqualTo(image(draws, 3));
  }

  @Test
  void renderedSetsAreFittedAndMayHaveNoLabels() {
    DataSource data = DataSource.load("rendered:heads", config(3, 16, 16));
    assertThat(data.name()).isEqualTo("rendered:heads, fitted from [1, 32, 32]");
    assertThat(data.test()).isEmpty();
    assertThat(data.factors().orElseThrow().shape()).isEqualTo(new ImageShape(3, 16, 16));
  }

  @Test
  void saysWhatItCannotFind() throws IOException {
    InfoGanConfig grey = config(1, 4, 6);
    assertRefused("rendered:cats", grey, "one of shapes, shapes-32, chairs", "found \"cats\"");
    assertRefused("absent", grey, "absent: expected a folder, a file or rendered:NAME, found no");
    assertRefused("heads", grey, "found no such file or folder; name", " drawn rendered:heads");
    assertRefused("MNIST", grey, "MNIST: expected a folder", "evaluate take MNIST where --data");
    assertRefused(temporary.toString(), grey, "train-images-idx3-ubyte", "CIFAR-10", ".png");
    for (String array : List.of("four-channels.npy", "svhn-no-y.mat", "cifar10.bin")) {
      assertRefused(ARRAYS.resolve(array).toString(), grey, array + ": ", "expected", "found");
    }
    Path h5 = ARRAYS.resolve("grey-u1.h5");
    assertRefused(h5 + ":absent", grey, h5 + ": expected a data set absent, found images");
    Path npz = ARRAYS.resolve("packed.npz");
    assertRefused(npz + ":absent", grey, npz + ": expected an array absent, found ");
    assertRefused(npz.toString(), grey, "one array, or one of images", "grey-u1, ", "npz:ARRAY");
    Path torn = Files.writeString(temporary.resolve("torn.npz"), "no zip");
    assertRefused(torn.toString(), grey, "torn.npz: damaged .npz file");
    Path numbers = ARRAYS.resolve("grey-u1.npy");
    assertRefused(numbers.toString(), config(2, 4, 6), numbers + ": ", "channels");
  }

  private static void assertRefused(String data, InfoGanConfig config, String... parts) {
    assertThatThrownBy(() -> DataSource.load(data, config))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(parts);
  }
}
