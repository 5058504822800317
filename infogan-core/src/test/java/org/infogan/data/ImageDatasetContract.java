package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ImageDataset} owes its readers; each implementation's test inherits this. */
abstract class ImageDatasetContract {

  /** The shape that {@link #dataset} must have; not square, so that swapped axes show. */
  static final ImageShape SHAPE = new ImageShape(2, 3, 5);

  /** The number of images that {@link #dataset} must have. */
  static final int SIZE = 40;

  /**
   * The dataset under test: image n holds at position p the value {@link #expected}.
   *
   * @param labels one class per image, or null for none
   */
  abstract ImageDataset dataset(int[] labels);

  static int expectedByte(int image, int position) {
    return (image * 31 + position * 7) % 256;
  }

  static float expected(int image, int position) {
    return expectedByte(image, position) / 255f;
  }

  static int[] someLabels() {
    int[] labels = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      labels[i] = (i * 3) % 11;
    }
    return labels;
  }

  @Test
  void readsEveryPixelInRowOrder() {
    ImageDataset dataset = dataset(null);
    assertThat(dataset.size()).isEqualTo(SIZE);
    assertThat(dataset.shape()).isEqualTo(SHAPE);
    float[] pixels = new float[30];
    for (int n = 0; n < SIZE; n++) {
      dataset.read(n, pixels);
      for (int p = 0; p < pixels.length; p++) {
        assertThat(pixels[p]).as("image %d, position %d", n, p).isEqualTo(expected(n, p));
        assertThat(pixels[p]).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void aReadArrayBelongsToTheCaller() {
    ImageDataset dataset = dataset(null);
    float[] pixels = new float[30];
    dataset.read(3, pixels);
    float[] before = pixels.clone();
    pixels[4] = -7;
    dataset.read(3, pixels);
    assertThat(pixels).isEqualTo(before);
  }

  @Test
  void labelsAreCopiedAndOptional() {
    assertThat(dataset(null).label(SIZE - 1)).isEqualTo(ImageDataset.NO_LABEL);
    int[] labels = someLabels();
    ImageDataset dataset = dataset(labels);
    labels[2] = 99;
    assertThat(dataset.label(2)).isEqualTo(6);
    assertThat(dataset.label(39)).isEqualTo(7);
  }

  @Test
  void refusesAnIndexOutOfRange() {
    ImageDataset dataset = dataset(someLabels());
    float[] pixels = new float[30];
    for (int index : new int[] {-1, SIZE, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      String message = "image index: expected 0 to 39, found " + index;
      assertThatThrownBy(() -> dataset.read(index, pixels))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> dataset.label(index))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(message);
    }
  }

  @Test
  void refusesAnArrayOfAnotherLength() {
    ImageDataset dataset = dataset(null);
    for (int length : new int[] {0, 29, 31}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> dataset.read(0, new float[length]))
          .withMessage(
              "pixels: expected an array of length 30 for an image of shape [2, 3, 5], found length "
                  + length);
    }
  }

  @Test
  void severalThreadsReadTheSame() throws Exception {
    ImageDataset dataset = dataset(someLabels());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> readers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int start = t * 7;
        readers.add(() -> firstDifference(dataset, start));
      }
      for (Future<String> difference : threads.invokeAll(readers)) {
        assertThat(difference.get()).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String firstDifference(ImageDataset dataset, int start) {
    float[] pixels = new float[30];
    for (int i = start; i < start + 4000; i++) {
      int n = i % SIZE;
      dataset.read(n, pixels);
      for (int p = 0; p < pixels.length; p++) {
        if (pixels[p] != expected(n, p)) {
          return "image " + n + ", position " + p + ": " + pixels[p];
        }
      }
      if (dataset.label(n) != (n * 3) % 11) {
        return "label of image " + n + ": " + dataset.label(n);
      }
    }
    return "";
  }
}
