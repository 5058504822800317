package org.infogan.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.examples.render.RenderedImages;

/** The shape that networks should have for some images, found by looking at these. */
public final class NetworkShape {

  /** Larger images are shrunk: the time of a step grows with the area. */
  private static final int MOST_SIDE = 64;

  private static final int LEAST_SIDE = 16;

  private static final ImageShape MNIST = new ImageShape(1, 28, 28);

  /** Pictures that are looked at, evenly over all. */
  private static final int SAMPLE = 32;

  /** What JPEG makes of grey differs by less between the channels. */
  private static final double GREY = 4.0 / 255;

  private NetworkShape() {}

  /**
   * Whether images are MNIST's or in files of its format, for which the preset mnist is made.
   *
   * @param data as {@link DataSource#load} takes it, or null
   * @return false also where there is no such file or folder
   */
  public static boolean isMnist(String data) {
    return data == null
        || (!data.startsWith(DataSource.RENDERED)
            && UserException.guard(() -> ImageFiles.isIdx(Path.of(data))));
  }

  /**
   * The images' own shape, shrunk until no side is above {@value #MOST_SIDE} pixels. Pictures of
   * several sizes become squares with the median of their shorter sides; of grey ones the networks
   * have one channel.
   *
   * @param data as {@link DataSource#load} takes it, or null
   * @return one or three channels, sides of {@value #LEAST_SIDE} to {@value #MOST_SIDE} pixels
   * @throws UserException if the images cannot be read
   */
  public static ImageShape of(String data) {
    ImageShape own = UserException.guard(() -> own(data));
    double factor = Math.min(1, (double) MOST_SIDE / Math.max(own.height(), own.width()));
    return new ImageShape(own.channels(), side(factor * own.height()), side(factor * own.width()));
  }

  private static int side(double pixels) {
    return (int) Math.max(LEAST_SIDE, Math.round(pixels));
  }

  private static ImageShape own(String data) throws IOException {
    if (data == null) {
      return MNIST;
    }
    if (data.startsWith(DataSource.RENDERED)) {
      return RenderedImages.named(data.substring(DataSource.RENDERED.length())).shape();
    }
    return ImageFiles.open(data, path -> ImageFiles.only(pictures(path))).images().shape();
  }

  private static ImageDataset pictures(Path path) throws IOException {
    ImageShape any = new ImageShape(3, MOST_SIDE, MOST_SIDE);
    ImageFolder all = ImageFolder.open(path, any, ResizeMode.COVER);
    List<ImageShape> shapes = new ArrayList<>();
    int sample = Math.min(SAMPLE, all.size());
    for (int i = 0; i < sample; i++) {
      Path file = all.file((int) ((long) i * all.size() / sample));
      try {
        ImageFolder picture = ImageFolder.open(file);
        ImageShape shape = picture.shape();
        shapes.add(isGrey(picture) ? new ImageShape(1, shape.height(), shape.width()) : shape);
      } catch (IOException | UncheckedIOException e) {
        // Whoever loads the images says which of them cannot be read.
      }
    }
    return shapes.isEmpty() ? all : ImageFolder.open(all.file(0), common(shapes), ResizeMode.COVER);
  }

  private static boolean isGrey(ImageDataset picture) {
    ImageShape shape = picture.shape();
    float[] pixels = new float[shape.pixels()];
    picture.read(0, pixels);
    int area = shape.height() * shape.width();
    for (int i = area; i < pixels.length; i++) {
      if (Math.abs(pixels[i] - pixels[i - area]) > GREY) {
        return false;
      }
    }
    return true;
  }

  private static ImageShape common(List<ImageShape> shapes) {
    ImageShape first = shapes.get(0);
    int channels = shapes.stream().mapToInt(ImageShape::channels).max().getAsInt();
    boolean same =
        shapes.stream()
            .allMatch(each -> each.height() == first.height() && each.width() == first.width());
    int[] shorter =
        shapes.stream().mapToInt(each -> Math.min(each.height(), each.width())).sorted().toArray();
    int median = shorter[shorter.length / 2];
    return new ImageShape(channels, same ? first.height() : median, same ? first.width() : median);
  }
}
