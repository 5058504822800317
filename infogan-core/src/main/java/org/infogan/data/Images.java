package org.infogan.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Converts between Java's images and arrays of values from 0 (black) to 1, channel by channel and
 * row by row.
 */
public final class Images {

  private Images() {}

  /**
   * The values of one image. Those of grey and colour images of 8 or 16 bits count as they stand,
   * divided by the largest of their width: colour profiles are not applied. Those of all others are
   * what Java makes of them in sRGB. Transparent parts are composited onto white.
   *
   * @param image any image. Not modified.
   * @return H·W values for a grey image, 3·H·W for one in colour
   */
  public static float[] toPixels(BufferedImage image) {
    return hasPlainSamples(image.getColorModel()) ? samples(image) : colours(image);
  }

  private static boolean hasPlainSamples(ColorModel model) {
    int space = model.getColorSpace().getType();
    int type = model.getTransferType();
    return model instanceof ComponentColorModel
        && !model.isAlphaPremultiplied()
        && (space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB)
        && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
  }

  /** Takes the samples as they are: a conversion by Java would change the greys' brightness. */
  private static float[] samples(BufferedImage image) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    int height = image.getHeight();
    int width = image.getWidth();
    int channels = bands < 3 ? 1 : 3;
    boolean transparent = image.getColorModel().hasAlpha();
    float largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
    float[] pixels = new float[Math.multiplyExact(channels, Math.multiplyExact(height, width))];
    float[] samples = new float[bands * width];
    for (int row = 0; row < height; row++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + row, width, 1, samples);
      for (int column = 0; column < width; column++) {
        float alpha = transparent ? samples[column * bands + bands - 1] / largest : 1;
        for (int c = 0; c < channels; c++) {
          float value = samples[column * bands + c] / largest;
          pixels[(c * height + row) * width + column] = onWhite(value, alpha);
        }
      }
    }
    return pixels;
  }

  /** Looks each pixel's colour up; where all are greys, the image is grey. */
  private static float[] colours(BufferedImage image) {
    int width = image.getWidth();
    int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    int plane = argb.length;
    float[] pixels = new float[Math.multiplyExact(3, plane)];
    boolean grey = true;
    for (int i = 0; i < plane; i++) {
      float alpha = (argb[i] >>> 24) / 255f;
      for (int c = 0; c < 3; c++) {
        float value = (argb[i] >> (16 - 8 * c) & 0xff) / 255f;
        pixels[c * plane + i] = onWhite(value, alpha);
      }
      grey &= pixels[i] == pixels[plane + i] && pixels[i] == pixels[2 * plane + i];
    }
    return grey ? Arrays.copyOf(pixels, plane) : pixels;
  }

  private static float onWhite(float value, float alpha) {
    return Math.min(1, value * alpha + (1 - alpha));
  }

  /**
   * Gathers a stream of images, of whatever sizes, into a data set in memory.
   *
   * @param shape the shape to give to every image, with one channel or three
   * @param mode what becomes of height and width
   * @return a collector that converts each image, as {@link #toPixels} does, when it comes; it
   *     fails with an {@link IllegalArgumentException} where no image comes, or one cannot be
   *     brought to the shape
   */
  public static Collector<BufferedImage, ?, FloatImages> toDataset(
      ImageShape shape, ResizeMode mode) {
    return Collectors.collectingAndThen(
        Collectors.mapping(image -> resized(image, shape, mode), Collectors.toList()),
        images -> FloatImages.wrap(shape, images.toArray(float[][]::new)));
  }

  private static float[] resized(BufferedImage image, ImageShape shape, ResizeMode mode) {
    float[] pixels = toPixels(image);
    return mode.resize(pixels, shapeOf(image, pixels), shape);
  }

  /**
   * The shape of an image by its values.
   *
   * @param image gives height and width. Not modified.
   * @param pixels what {@link #toPixels} made of it. Not modified.
   * @return one channel for grey, three for colour
   */
  public static ImageShape shapeOf(BufferedImage image, float[] pixels) {
    int plane = image.getHeight() * image.getWidth();
    return new ImageShape(pixels.length / plane, image.getHeight(), image.getWidth());
  }

  /**
   * An image to show or to write with {@code ImageIO}, of 8 bits per colour.
   *
   * @param pixels C·H·W values in [0, 1]; others are clamped. Not modified.
   * @param shape C, 1 for grey or 3 for colour, H and W
   * @return the image, in colour whatever the number of channels, and without transparency
   * @throws IllegalArgumentException if there are more or fewer values or other channels, or a
   *     value is not a number
   */
  public static BufferedImage toBufferedImage(float[] pixels, ImageShape shape) {
    ReadChecks.requireLength(pixels, shape);
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException("image: expected 1 or 3 channels, found shape " + shape);
    }
    int plane = shape.height() * shape.width();
    int width = shape.width();
    BufferedImage image = new BufferedImage(width, shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < plane; i++) {
      int rgb = 0;
      for (int colour = 0; colour < 3; colour++) {
        int position = shape.channels() == 3 ? colour * plane + i : i;
        rgb = rgb << 8 | toByte(pixels[position], position);
      }
      image.setRGB(i % width, i / width, rgb);
    }
    return image;
  }

  private static int toByte(float value, int position) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException(
          "image: value " + position + ": expected a number in [0, 1], found NaN");
    }
    return Math.round(255 * Math.max(0, Math.min(1, value)));
  }

  /**
   * One of several images, as {@link #toBufferedImage(float[], ImageShape)}.
   *
   * @param images [N, C, H, W], such as a model's, with C = 1 or 3 and values in [0, 1]; others are
   *     clamped. Not modified.
   * @param index the index of the image, from 0 to N − 1
   * @return the image
   * @throws IllegalArgumentException if the array has another shape, or a value is not a number
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public static BufferedImage toBufferedImage(INDArray images, int index) {
    if (images.rank() != 4) {
      throw new IllegalArgumentException(
          "images: expected shape [N, C, H, W], found " + Arrays.toString(images.shape()));
    }
    ReadChecks.requireIndex(index, Math.toIntExact(images.size(0)));
    float[][] pixels = new float[1][];
    FloatRows.copy(images, index, index + 1, row -> pixels[0] = row);
    ImageShape shape =
        new ImageShape((int) images.size(1), (int) images.size(2), (int) images.size(3));
    return toBufferedImage(pixels[0], shape);
  }
}
