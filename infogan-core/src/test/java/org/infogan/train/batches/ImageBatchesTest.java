package org.infogan.train.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.infogan.Tiny;
import org.infogan.backend.NativeRuntime;
import org.infogan.backend.TestArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.data.ByteImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Tanh;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which images a step sees: 20 of them, each of one brightness by which it is known. */
class ImageBatchesTest {

  private static final ImageDataset IMAGES = brightnesses();

  @BeforeAll
  static void loadNd4j() {
    NativeRuntime.prepare();
  }

  private static ImageDataset brightnesses() {
    byte[][] images = new byte[20][64];
    for (int i = 0; i < images.length; i++) {
      Arrays.fill(images[i], (byte) (i * 10));
    }
    return ByteImages.of(new ImageShape(1, 8, 8), images);
  }

  @Test
  void anEpochShowsNoImageTwiceAndTheNextIsInAnotherOrder() {
    try (ImageBatches batches = new ImageBatches(IMAGES, Tiny.config())) {
      assertThat(batches.perEpoch()).isEqualTo(2);
      List<List<Integer>> epochs = new ArrayList<>();
      for (int epoch = 0; epoch < 10; epoch++) {
        List<Integer> shown = new ArrayList<>(indices(batches, 2 * epoch));
        shown.addAll(indices(batches, 2 * epoch + 1));
        assertThat(shown).hasSize(16).doesNotHaveDuplicates();
        epochs.add(shown);
      }
      assertThat(epochs).doesNotHaveDuplicates();
      HashSet<Integer> all = new HashSet<>();
      epochs.forEach(all::addAll);
      assertThat(all).as("images of a last part batch come in other epochs").hasSize(20);
    }
  }

  @Test
  void aStepsImagesFollowFromTheSeedAndTheStepAlone() {
    InfoGanConfig other = Tiny.builder().seed(2).build();
    try (ImageBatches onward = new ImageBatches(IMAGES, Tiny.config());
        ImageBatches resumed = new ImageBatches(IMAGES, Tiny.config());
        ImageBatches otherSeed = new ImageBatches(IMAGES, other)) {
      List<List<Integer>> steps = new ArrayList<>();
      for (int step = 0; step < 6; step++) {
        steps.add(indices(onward, step));
      }
      assertThat(indices(resumed, 5)).isEqualTo(steps.get(5));
      assertThat(indices(resumed, 0)).isEqualTo(steps.get(0));
      assertThat(indices(otherSeed, 0)).isNotEqualTo(steps.get(0));
    }
  }

  @Test
  void pixelsAreMappedToTheGeneratorsRange() {
    InfoGanConfig symmetric =
        Tiny.builder()
            .valueRange(ValueRange.SYMMETRIC)
            .generator(new Dense(64), Reshape.to(1, 8, 8), new Tanh())
            .build();
    try (ImageBatches unit = new ImageBatches(IMAGES, Tiny.config());
        ImageBatches mapped = new ImageBatches(IMAGES, symmetric)) {
      double[] expected =
          Arrays.stream(TestArrays.values(unit.read(0).images())).map(x -> 2 * x - 1).toArray();
      assertThat(TestArrays.values(mapped.read(0).images()))
          .containsExactly(expected, within(1e-6));
    }
  }

  /** The image in each column, by its brightness. */
  private static List<Integer> indices(ImageBatches batches, int step) {
    double[] pixels = TestArrays.batchFirst(batches.read(step).images());
    List<Integer> indices = new ArrayList<>();
    for (int b = 0; b < pixels.length / 64; b++) {
      double brightness = pixels[b * 64];
      assertThat(Arrays.copyOfRange(pixels, b * 64, (b + 1) * 64)).containsOnly(brightness);
      indices.add((int) Math.round(brightness * 255 / 10));
    }
    return indices;
  }
}
