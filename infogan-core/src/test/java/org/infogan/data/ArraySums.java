package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.infogan.data.files.IdxFilesTest;

/** What NumPy says of each image in the fixtures of make_array_fixtures.py. */
public final class ArraySums {

  public static final Path FOLDER = IdxFilesTest.FIXTURES.resolve("arrays");

  private ArraySums() {}

  /** Compares all images with those that are noted under this name. */
  public static void compare(String name, ImageDataset images) throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(FOLDER.resolve("sums.txt"))) {
      String[] words = line.split(" ", -1);
      if (words[0].equals(name)) {
        int[] numbers = Arrays.stream(words, 1, 8).mapToInt(Integer::parseInt).toArray();
        compareImage(images, numbers);
        compared++;
      }
    }
    assertThat(compared).as(name).isEqualTo(images.size()).isPositive();
  }

  /** Compares with index, label, channels, height, width, sum and sum weighted by position. */
  private static void compareImage(ImageDataset images, int[] numpy) {
    assertThat(images.shape()).isEqualTo(new ImageShape(numpy[2], numpy[3], numpy[4]));
    assertThat(images.label(numpy[0])).isEqualTo(numpy[1]);
    float[] pixels = new float[images.shape().pixels()];
    images.read(numpy[0], pixels);
    int sum = 0;
    int weighted = 0;
    for (int p = 0; p < pixels.length; p++) {
      int value = Math.round(pixels[p] * 255);
      assertThat(pixels[p]).isEqualTo(value / 255f, within(1e-6f));
      sum += value;
      weighted += value * (p + 1);
    }
    assertThat(sum).as("sum of image %d", numpy[0]).isEqualTo(numpy[5]);
    assertThat(weighted).as("weighted sum of image %d", numpy[0]).isEqualTo(numpy[6]);
  }
}
