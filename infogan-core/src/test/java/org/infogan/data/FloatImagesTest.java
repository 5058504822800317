package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.infogan.nn.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatImagesTest extends ImageDatasetContract {

  @Override
  ImageDataset dataset(int[] labels) {
    FloatImages images;
    try (INDArray array = array()) {
      images = FloatImages.copyOf(array);
    }
    return labels == null ? images : images.withLabels(labels);
  }

  /** [40, 2, 3, 5] in c-order, FLOAT. */
  static INDArray array() {
    float[] values = new float[SIZE * 30];
    for (int i = 0; i < values.length; i++) {
      values[i] = expected(i / 30, i % 30);
    }
    return Nd4j.createFromArray(values).reshape('c', SIZE, 2, 3, 5);
  }

  private static void assertEqual(ImageDataset found, INDArray expected) {
    INDArray images =
        expected.rank() == 4
            ? expected
            : expected.reshape(expected.size(0), 1, expected.size(1), expected.size(2));
    assertThat(found.size()).isEqualTo((int) images.size(0));
    ImageShape shape = found.shape();
    assertThat(new long[] {shape.channels(), shape.height(), shape.width()})
        .containsExactly(images.size(1), images.size(2), images.size(3));
    float[] pixels = new float[shape.pixels()];
    for (int n = 0; n < found.size(); n++) {
      found.read(n, pixels);
      int p = 0;
      for (int c = 0; c < shape.channels(); c++) {
        for (int h = 0; h < shape.height(); h++) {
          for (int w = 0; w < shape.width(); w++) {
            assertThat(pixels[p++]).isEqualTo(images.getFloat(n, c, h, w));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 3, 4, 5",
    "5, 1, 1, 1",
    "5, 1, 4, 1",
    "5, 1, 1, 4",
    "5, 3, 1, 1",
    "3, 2, 4, 5"
  })
  void copiesEveryOrderAndView(int n, int c, int h, int w) {
    INDArray images = Nd4j.rand(DataType.FLOAT, n, c, h, w);
    assertEqual(FloatImages.copyOf(images), images);
    assertEqual(FloatImages.copyOf(images.dup('f')), images);
    // The library's own batch-last memory, seen from the front.
    INDArray batchLast = Nd4j.rand(DataType.FLOAT, c, h, w, n).permute(3, 0, 1, 2);
    assertEqual(FloatImages.copyOf(batchLast), batchLast);
    INDArray large = Nd4j.rand(DataType.FLOAT, n + 2, c + 1, h + 2, 2L * w);
    INDArray view =
        large.get(
            NDArrayIndex.interval(1, n + 1),
            NDArrayIndex.interval(1, c + 1),
            NDArrayIndex.interval(2, h + 2),
            NDArrayIndex.interval(0, 2, 2L * w));
    assertEqual(FloatImages.copyOf(view), view);
    INDArray grey = Nd4j.rand(DataType.FLOAT, n, h, w);
    assertEqual(FloatImages.copyOf(grey), grey);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "HALF", "BFLOAT16"})
  void otherFloatingTypesAreRounded(DataType type) {
    INDArray images = Nd4j.rand(DataType.DOUBLE, 6, 1, 3, 4).castTo(type);
    assertEqual(FloatImages.copyOf(images), images.castTo(DataType.FLOAT));
  }

  @ParameterizedTest
  @EnumSource(names = {"UBYTE", "INT", "LONG"})
  void integersCountAsTheyStand(DataType type) {
    INDArray bits = Nd4j.createFromArray(0, 1, 1, 0, 1, 0).reshape(1, 1, 2, 3).castTo(type);
    float[] pixels = new float[6];
    FloatImages.copyOf(bits).read(0, pixels);
    assertThat(pixels).containsExactly(0, 1, 1, 0, 1, 0);
    INDArray bytes = Nd4j.createFromArray(0, 1, 255, 0, 1, 0).reshape(1, 1, 2, 3).castTo(type);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(bytes))
        .withMessageStartingWith("image 0, channel 0, row 0, column 2: ")
        .withMessageContaining("found 255.0");
  }

  /**
   * Several images per copied chunk of 2^20 values with some left over, and one that exceeds it.
   */
  @ParameterizedTest
  @CsvSource({"25, 3, 150, 151", "2, 1, 1024, 1025"})
  void largeArraysAreCopiedWithoutSeams(int n, int c, int h, int w) {
    INDArray images = Nd4j.rand(DataType.FLOAT, n, c, h, w);
    ImageDataset copy = FloatImages.copyOf(images);
    float[] pixels = new float[c * h * w];
    for (int i = 0; i < n; i++) {
      copy.read(i, pixels);
      assertThat(pixels).isEqualTo(images.slice(i).dup('c').data().asFloat());
    }
  }

  @Test
  void worksInTheCallersWorkspaceAndOutlivesIt() {
    ImageDataset copy;
    INDArray images = array();
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager()
            .getAndActivateWorkspace(
                WorkspaceConfiguration.builder().initialSize(1 << 20).build(), "test")) {
      assertThat(workspace.isScopeActive()).isTrue();
      copy = FloatImages.copyOf(images.dup());
    }
    assertEqual(copy, images);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NaN        | found NaN
          Infinity   | found Infinity
          -Infinity  | found -Infinity
          -1         | found -1.0; map x from [-1, 1] by (x + 1) / 2, and from 0 to 255 by x / 255
          255        | found 255.0; map x from [-1, 1] by (x + 1) / 2, and from 0 to 255 by x / 255
          1.0000001  | found 1.0000001; map x from [-1, 1] by (x + 1) / 2, and from 0 to 255 by x / 255
          """)
  void namesThePixelOutOfRange(float value, String found) {
    INDArray images = array();
    images.putScalar(new int[] {17, 1, 2, 3}, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(images))
        .withMessage("image 17, channel 1, row 2, column 3: expected a value in [0, 1], " + found);
  }

  @Test
  void refusesOtherRanks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(Nd4j.zeros(8, 784)))
        .withMessage(
            "images: expected shape [N, C, H, W] or [N, H, W], found [8, 784]"
                + "; to read flat images, give their ImageShape");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(Nd4j.zeros(1, 2, 3, 4, 5)))
        .withMessage("images: expected shape [N, C, H, W] or [N, H, W], found [1, 2, 3, 4, 5]");
  }

  @Test
  void refusesNothingAndTruthValues() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(Nd4j.empty(DataType.FLOAT)))
        .withMessage("images: expected at least one per batch, found shape []");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(Nd4j.create(DataType.FLOAT, 0, 1, 28, 28)))
        .withMessage("images: expected at least one per batch, found shape [0, 1, 28, 28]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.copyOf(Nd4j.zeros(DataType.BOOL, 1, 1, 2, 2)))
        .withMessage("images: expected a numeric type, found BOOL");
  }

  @Test
  void arraysAreCopiedOrTakenOver() {
    ImageShape shape = new ImageShape(1, 1, 2);
    float[][] arrays = {{0, 0.5f}, {1, 0.25f}};
    FloatImages copied = FloatImages.of(shape, arrays);
    FloatImages taken = FloatImages.wrap(shape, arrays);
    arrays[1][0] = 0.75f;
    float[] pixels = new float[2];
    copied.read(1, pixels);
    assertThat(pixels).containsExactly(1, 0.25f);
    taken.read(1, pixels);
    assertThat(pixels).containsExactly(0.75f, 0.25f);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.of(shape, new float[][] {{0, 0}, {0}}))
        .withMessage("image 1: expected 2 values for shape [1, 1, 2], found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.of(shape, new float[][] {{0, Float.NaN}}))
        .withMessage("image 0: expected values in [0, 1], found NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FloatImages.of(shape, new float[0][]))
        .withMessage("images: expected at least one, found none");
  }

  @Test
  void anImagesShapeIsThatOfANetworksExample() {
    ImageShape image = new ImageShape(3, 4, 5);
    assertThat(image.toShape()).isEqualTo(Shape.of(3, 4, 5));
    assertThat(ImageShape.of(Shape.of(3, 4, 5))).isEqualTo(image);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageShape.of(Shape.of(60)))
        .withMessage("image shape: expected [C, H, W], found [60]");
  }
}
