package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.infogan.data.files.IdxFilesTest;
import org.junit.jupiter.api.Test;

/** Views that change size or channels; resizing is compared with PyTorch's. */
class MappedImagesTest {

  /** 2 × 3 pixels, 0 to 5 in units of 51/255. */
  private static final ImageDataset SMALL = grey(2, 3, 0, 51, 102, 153, 204, 255);

  private static ImageDataset grey(int height, int width, int... bytes) {
    return images(new ImageShape(1, height, width), bytes);
  }

  private static ImageDataset images(ImageShape shape, int... bytes) {
    byte[] image = new byte[bytes.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) bytes[i];
    }
    return ByteImages.of(shape, new byte[][] {image}).withLabels(new int[] {7});
  }

  /** In units of 51/255. */
  private static List<Integer> fifths(ImageDataset images) {
    float[] pixels = read(images);
    Integer[] fifths = new Integer[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      fifths[i] = Math.round(pixels[i] * 5);
      assertThat(pixels[i]).isEqualTo(fifths[i] * 51 / 255f, within(1e-6f));
    }
    return Arrays.asList(fifths);
  }

  private static float[] read(ImageDataset images) {
    float[] pixels = new float[images.shape().pixels()];
    Arrays.fill(pixels, Float.NaN);
    images.read(0, pixels);
    return pixels;
  }

  @Test
  void resizesAsPytorchDoes() throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(IdxFilesTest.FIXTURES.resolve("resize.txt"))) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        int[] sizes = Arrays.stream(words, 0, 5).mapToInt(Integer::parseInt).toArray();
        int[] bytes = new int[sizes[0] * sizes[1] * sizes[2]];
        Arrays.setAll(bytes, i -> (37 * i + 11) % 256);
        ImageDataset original = images(new ImageShape(sizes[0], sizes[1], sizes[2]), bytes);
        ImageDataset resized = original.resizedTo(sizes[3], sizes[4]);
        assertThat(resized.shape()).isEqualTo(new ImageShape(sizes[0], sizes[3], sizes[4]));
        float[] expected = new float[words.length - 5];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = Float.parseFloat(words[i + 5]);
        }
        assertThat(read(resized))
            .as(line.substring(0, 20))
            .containsExactly(expected, within(1e-6f));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(7);
  }

  @Test
  void whiteStaysWhiteAtEverySize() {
    int[] white = new int[11 * 7];
    Arrays.fill(white, 255);
    for (int size = 1; size < 40; size++) {
      for (float pixel : read(grey(11, 7, white).resizedTo(size, 2 * size))) {
        assertThat(pixel).isBetween(1 - 1e-6f, 1f);
      }
    }
    assertThat(read(images(new ImageShape(3, 1, 1), 255, 255, 255).inGrey())[0])
        .isBetween(1 - 1e-6f, 1f);
  }

  @Test
  void cropsTheMiddle() {
    assertThat(fifths(SMALL.croppedTo(2, 1))).containsExactly(1, 4);
    assertThat(fifths(SMALL.croppedTo(1, 2))).containsExactly(0, 1);
    ImageDataset colour = images(new ImageShape(2, 3, 1), 0, 51, 102, 153, 204, 255);
    assertThat(fifths(colour.croppedTo(1, 1))).containsExactly(1, 4);
  }

  @Test
  void padsAllAround() {
    assertThat(fifths(SMALL.paddedTo(3, 5)))
        .containsExactly(0, 0, 1, 2, 0, 0, 3, 4, 5, 0, 0, 0, 0, 0, 0);
    assertThat(fifths(grey(1, 1, 51).paddedTo(2, 3, 1))).containsExactly(5, 1, 5, 5, 5, 5);
    ImageDataset colour = images(new ImageShape(2, 1, 1), 51, 204);
    assertThat(fifths(colour.paddedTo(1, 3))).containsExactly(0, 1, 0, 0, 4, 0);
  }

  @Test
  void transposesEachChannel() {
    assertThat(fifths(SMALL.transposed())).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(SMALL.transposed().shape()).isEqualTo(new ImageShape(1, 3, 2));
    ImageDataset colour = images(new ImageShape(2, 1, 3), 0, 51, 102, 153, 204, 255);
    assertThat(fifths(colour.transposed())).containsExactly(0, 1, 2, 3, 4, 5);
    ImageDataset square = images(new ImageShape(2, 2, 2), 0, 51, 102, 153, 0, 204, 255, 0);
    assertThat(fifths(square.transposed())).containsExactly(0, 2, 1, 3, 0, 5, 4, 0);
  }

  @Test
  void colourBecomesLumaAndGreyBecomesColour() {
    ImageDataset primaries =
        images(new ImageShape(3, 1, 3), 255, 0, 0, /* G */ 0, 255, 0, /* B */ 0, 0, 255);
    assertThat(read(primaries.inGrey())).containsExactly(0.299f, 0.587f, 0.114f);
    assertThat(fifths(SMALL.fittedTo(new ImageShape(3, 2, 3), ResizeMode.PAD)))
        .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
  }

  @Test
  void fitsByEachRule() {
    int[] stripes = new int[4 * 8]; // columns 0 0 1 1 2 2 3 3
    Arrays.setAll(stripes, i -> i % 8 / 2 * 51);
    ImageDataset wide = grey(4, 8, stripes);
    ImageShape square = new ImageShape(1, 4, 4);
    assertThat(fifths(wide.fittedTo(square, ResizeMode.COVER)).subList(0, 4))
        .containsExactly(1, 1, 2, 2);
    assertThat(read(wide.fittedTo(square, ResizeMode.STRETCH)))
        .isEqualTo(read(wide.resizedTo(4, 4)));
    float[] contained = read(wide.fittedTo(square, ResizeMode.CONTAIN));
    assertThat(Arrays.copyOfRange(contained, 4, 12)).isEqualTo(read(wide.resizedTo(2, 4)));
    assertThat(Arrays.copyOf(contained, 4)).containsOnly(0f);
    assertThat(Arrays.copyOfRange(contained, 12, 16)).containsOnly(0f);
    assertThat(read(wide.fittedTo(new ImageShape(1, 6, 8), ResizeMode.PAD)))
        .isEqualTo(read(wide.paddedTo(6, 8)));
  }

  @Test
  void mnistFitsThirtyTwoByPaddingAndByResizing() {
    int[] white = new int[28 * 28];
    Arrays.fill(white, 255);
    ImageDataset digit = grey(28, 28, white);
    ImageShape larger = new ImageShape(1, 32, 32);
    float[] padded = read(digit.fittedTo(larger, ResizeMode.PAD));
    assertThat(padded[2 * 32 + 2]).isEqualTo(1f);
    assertThat(padded[2 * 32 + 1]).isEqualTo(0f);
    assertThat(padded[29 * 32 + 29]).isEqualTo(1f);
    assertThat(padded[30 * 32 + 29]).isEqualTo(0f);
    assertThat(read(digit.fittedTo(larger, ResizeMode.COVER)))
        .isEqualTo(read(digit.fittedTo(larger, ResizeMode.CONTAIN)))
        .isEqualTo(read(digit.resizedTo(32, 32)));
  }

  @Test
  void whatFitsStaysAsItIs() {
    for (ResizeMode fit : ResizeMode.values()) {
      assertThat(SMALL.fittedTo(SMALL.shape(), fit)).isSameAs(SMALL);
    }
    assertThat(SMALL.inGrey()).isSameAs(SMALL);
  }

  @Test
  void viewsKeepLabelsSizeAndTheWayOfReading() {
    ImageDataset view = SMALL.resizedTo(4, 4);
    assertThat(view.label(0)).isEqualTo(7);
    assertThat(view.size()).isEqualTo(1);
    assertThat(view.readsFromDisk()).isFalse();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.croppedTo(3, 3))
        .withMessage("cropped shape: expected at most [1, 2, 3], found [1, 3, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.paddedTo(2, 2))
        .withMessage("padded shape: expected at least [1, 2, 3], found [1, 2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.fittedTo(new ImageShape(1, 1, 4), ResizeMode.PAD))
        .withMessage("padded shape: expected at least [1, 2, 3], found [1, 1, 4]");
    for (float background : new float[] {-1, 255, Float.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SMALL.paddedTo(4, 4, background))
          .withMessage("background: expected a value in [0, 1], found " + background);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images(new ImageShape(2, 1, 1), 0, 0).inGrey())
        .withMessage(
            "channels: expected a conversion from 1 to 3 or from 3 to 1, found from 2 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.resizedTo(4, 4).read(0, new float[15]))
        .withMessage(
            "pixels: expected an array of length 16 for an image of shape [1, 4, 4], found length 15");
  }
}
