package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infogan.data.ByteImages;
import org.infogan.data.FloatImages;
import org.infogan.data.Idx;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.io.Npy;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images to encode, and what to call each: its file, or its number where one file holds many.
 *
 * @param names one per image
 * @param images the images
 */
record NamedImages(List<String> names, ImageDataset images) {

  /**
   * Reads a folder of pictures, one picture (.png, .jpg), an array (.npy) or an IDX file.
   *
   * @param shape that every image must have; pictures become grey or coloured as it says
   */
  static NamedImages read(Path source, ImageShape shape) {
    return UserException.guard(
        () -> {
          NamedImages read = readAny(source, shape);
          if (!read.images.shape().equals(shape)) {
            throw new UserException(
                source
                    + ": expected images "
                    + shape
                    + " as the model has them, found "
                    + read.images.shape());
          }
          return read;
        });
  }

  private static NamedImages readAny(Path source, ImageShape shape) throws IOException {
    if (Files.isDirectory(source)) {
      return pictures(picturesIn(source), shape);
    }
    if (isPicture(source)) {
      return pictures(List.of(source), shape);
    }
    return numbered(Options.hasExtension(source, ".npy") ? array(source) : Idx.readImages(source));
  }

  private static NamedImages numbered(ImageDataset images) {
    return new NamedImages(
        IntStream.range(0, images.size()).mapToObj(Integer::toString).toList(), images);
  }

  private static ImageDataset array(Path file) throws IOException {
    try (INDArray array = Npy.read(file)) {
      if (array.dataType() != DataType.UINT8) {
        return FloatImages.copyOf(array);
      }
      try (INDArray unit = array.castTo(DataType.FLOAT)) {
        return FloatImages.copyOf(unit.divi(255));
      }
    } catch (IllegalArgumentException e) {
      throw new UserException(file + ": " + e.getMessage());
    }
  }

  private static NamedImages pictures(List<Path> files, ImageShape shape) throws IOException {
    List<String> names = new ArrayList<>();
    byte[][] images = new byte[files.size()][];
    for (int i = 0; i < images.length; i++) {
      names.add(files.get(i).getFileName().toString());
      images[i] = PictureFile.read(files.get(i), shape);
    }
    return new NamedImages(names, ByteImages.of(shape, images));
  }

  private static List<Path> picturesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(NamedImages::isPicture).sorted().toList();
      if (files.isEmpty()) {
        throw new UserException(folder + ": expected .png or .jpg files, found none");
      }
      return files;
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }
}
