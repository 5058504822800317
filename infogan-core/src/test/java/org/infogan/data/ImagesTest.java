package org.infogan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.backend.NativeRuntime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Images that Java drew, as a data set and back. */
class ImagesTest {

  private static final ImageShape COLOUR = new ImageShape(3, 2, 3);

  @BeforeAll
  static void loadNd4j() {
    NativeRuntime.prepare();
  }

  /** Left column red, middle one of grey 51, right one in green. */
  private static BufferedImage drawn(int type) {
    BufferedImage image = new BufferedImage(3, 2, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, 1, 2);
    graphics.setColor(new Color(51, 51, 51));
    graphics.fillRect(1, 0, 1, 2);
    graphics.setColor(Color.GREEN);
    graphics.fillRect(2, 0, 1, 2);
    graphics.dispose();
    return image;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void coloursAreReadChannelByChannel(int type) {
    assertThat(Images.toPixels(drawn(type)))
        .containsExactly(1, .2f, 0, 1, .2f, 0, 0, .2f, 1, 0, .2f, 1, 0, .2f, 0, 0, .2f, 0);
  }

  /** 8 bits and 16 bits, without the conversion that Java would make of them. */
  @Test
  void greyCountsAsItStands() {
    BufferedImage bytes = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    bytes.getRaster().setSample(1, 0, 0, 51);
    assertThat(Images.toPixels(bytes)).containsExactly(0, 0.2f);
    BufferedImage shorts = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    shorts.getRaster().setSample(0, 0, 0, 13107);
    assertThat(Images.toPixels(shorts)).containsExactly(0.2f, 0);
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffff);
    assertThat(Images.toPixels(bits)).containsExactly(0, 1);
  }

  /** 0.4·α + 1 − α for α = 0, 0.6 and 1, the first whatever the hidden colour. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_4BYTE_ABGR_PRE
      })
  void transparentPartsAreCompositedOntoWhite(int type) {
    BufferedImage image = new BufferedImage(3, 1, type);
    image.setRGB(0, 0, 0x00123456);
    image.setRGB(1, 0, 0x99ff0066);
    image.setRGB(2, 0, 0xffff0066);
    float[] expected = {1, 1, 1, 1, 0.4f, 0, 1, 0.64f, 0.4f};
    float[] found = Images.toPixels(image);
    // A premultiplied byte holds a colour times its alpha, with a smaller resolution.
    for (int i = 0; i < 9; i++) {
      assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(0.004f));
    }
  }

  @Test
  void imagesOfAnySizeBecomeADataSet() {
    BufferedImage wide = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = wide.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(10, 0, 20, 20);
    graphics.dispose();
    ImageShape shape = new ImageShape(1, 4, 4);
    List<BufferedImage> images = List.of(wide, drawn(BufferedImage.TYPE_INT_RGB));
    ImageDataset covered = ImageDataset.of(images, shape, ResizeMode.COVER);
    assertThat(covered.size()).isEqualTo(2);
    assertThat(covered.shape()).isEqualTo(shape);
    float[] pixels = new float[16];
    covered.read(0, pixels);
    assertThat(pixels).as("the white middle, all else being cropped").containsOnly(1);
    ImageDataset contained = Stream.of(wide).collect(Images.toDataset(shape, ResizeMode.CONTAIN));
    contained.read(0, pixels);
    assertThat(pixels).startsWith(0, 0, 0, 0).endsWith(0, 0, 0, 0);
    assertThat(pixels[5]).isGreaterThan(0.8f);
  }

  @Test
  void grayAndColourBecomeWhatTheShapeSays() {
    BufferedImage grey = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(2, 1, 0, 255);
    ImageDataset both =
        ImageDataset.of(
            List.of(grey, drawn(BufferedImage.TYPE_INT_RGB)), COLOUR, ResizeMode.STRETCH);
    float[] pixels = new float[18];
    both.read(0, pixels);
    assertThat(pixels).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1);
    ImageDataset luma =
        ImageDataset.of(
            List.of(drawn(BufferedImage.TYPE_INT_RGB)),
            new ImageShape(1, 2, 3),
            ResizeMode.STRETCH);
    float[] one = new float[6];
    luma.read(0, one);
    assertThat(one[0]).isCloseTo(0.299f, within(1e-6f));
    assertThat(one[1]).isCloseTo(0.2f, within(1e-6f));
    assertThat(one[2]).isCloseTo(0.587f, within(1e-6f));
  }

  @Test
  void noImagesAndOtherChannelsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ImageDataset.of(List.of(), COLOUR, ResizeMode.COVER))
        .withMessage("images: expected at least one, found none");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ImageDataset.of(
                    List.of(drawn(BufferedImage.TYPE_INT_RGB)),
                    new ImageShape(2, 2, 3),
                    ResizeMode.COVER))
        .withMessage(
            "channels: expected a conversion from 1 to 3 or from 3 to 1, found from 3 to 2");
  }

  @Test
  void everyByteComesBackAsItWas() {
    ImageShape shape = new ImageShape(3, 16, 16);
    float[] pixels = new float[768];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (i * 7 + i / 256) % 256 / 255f;
    }
    assertThat(Images.toPixels(Images.toBufferedImage(pixels, shape))).isEqualTo(pixels);
    float[] grey = new float[256];
    System.arraycopy(pixels, 0, grey, 0, 256);
    BufferedImage drawn = Images.toBufferedImage(grey, new ImageShape(1, 16, 16));
    assertThat(Images.toPixels(drawn)).isEqualTo(grey);
    assertThat(drawn.getRGB(1, 0)).isEqualTo(0xff070707);
  }

  @Test
  void oneOfAModelsImages() {
    float[] values = {0, 0.2f, 1, 0.4f, 1.5f, -1, 0.6f, 0.8f};
    try (INDArray images = Nd4j.create(values, new long[] {2, 1, 2, 2}, 'c');
        INDArray flat = Nd4j.create(values, new long[] {2, 4}, 'c')) {
      BufferedImage second = Images.toBufferedImage(images, 1);
      assertThat(second.getWidth()).isEqualTo(2);
      assertThat(second.getRGB(0, 0)).as("clamped").isEqualTo(0xffffffff);
      assertThat(second.getRGB(1, 0)).as("clamped").isEqualTo(0xff000000);
      assertThat(second.getRGB(0, 1)).isEqualTo(0xff999999);
      assertThat(Images.toBufferedImage(images, 0).getRGB(1, 1)).isEqualTo(0xff666666);
      assertThatThrownBy(() -> Images.toBufferedImage(images, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Images.toBufferedImage(flat, 0))
          .withMessage("images: expected shape [N, C, H, W], found [2, 4]");
    }
  }

  @Test
  void valuesThatMakeNoImageAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.toBufferedImage(new float[3], new ImageShape(1, 2, 2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.toBufferedImage(new float[8], new ImageShape(2, 2, 2)))
        .withMessage("image: expected 1 or 3 channels, found shape [2, 2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Images.toBufferedImage(new float[] {0, Float.NaN}, new ImageShape(1, 1, 2)))
        .withMessage("image: value 1: expected a number in [0, 1], found NaN");
  }
}
