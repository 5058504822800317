package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ByteImagesTest extends ImageDatasetContract {

  @Override
  ImageDataset dataset(int[] labels) {
    ByteImages images = ByteImages.of(SHAPE, bytes());
    return labels == null ? images : images.withLabels(labels);
  }

  private static byte[][] bytes() {
    byte[][] bytes = new byte[SIZE][30];
    for (int n = 0; n < SIZE; n++) {
      for (int p = 0; p < 30; p++) {
        bytes[n][p] = (byte) expectedByte(n, p);
      }
    }
    return bytes;
  }

  @Test
  void bytesAreUnsigned() {
    ByteImages images =
        ByteImages.of(new ImageShape(1, 1, 4), new byte[][] {{0, 127, (byte) 128, -1}});
    float[] pixels = new float[4];
    images.read(0, pixels);
    assertThat(pixels).containsExactly(0f, 0.49803922f, 0.5019608f, 1f);
  }

  @Test
  void copiesTheBytes() {
    byte[][] bytes = bytes();
    ByteImages images = ByteImages.of(SHAPE, bytes);
    bytes[5][0] = (byte) (expectedByte(5, 0) + 1);
    float[] pixels = new float[30];
    images.read(5, pixels);
    assertThat(pixels[0]).isEqualTo(expected(5, 0));
  }

  @Test
  void refusesImagesOfAnotherSize() {
    byte[][] bytes = bytes();
    bytes[17] = new byte[29];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteImages.of(SHAPE, bytes))
        .withMessage("image 17: expected 30 bytes for shape [2, 3, 5], found 29");
  }

  @Test
  void refusesNoImages() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteImages.of(SHAPE, new byte[0][]))
        .withMessage("images: expected at least one, found none");
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    ByteImages images = ByteImages.of(SHAPE, bytes());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.withLabels(new int[SIZE + 1]))
        .withMessage("labels: expected 40, one per image, found 41");
    int[] labels = someLabels();
    labels[8] = -2;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> images.withLabels(labels))
        .withMessage("label of image 8: expected a class of 0 or above, found -2");
    labels[8] = ImageDataset.NO_LABEL;
    assertThat(images.withLabels(labels).label(8)).isEqualTo(-1);
  }
}
