package org.infogan.cli.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.ImageFolder;

/** What users know images by. */
public final class ImageNames {

  private ImageNames() {}

  /**
   * What each image is called: its file, or its number where one file holds many.
   *
   * @param source what the option named
   * @param images the images that it names
   * @return a name for each image
   */
  public static List<String> of(String source, ImageDataset images) {
    return IntStream.range(0, images.size()).mapToObj(i -> of(source, images, i)).toList();
  }

  private static String of(String source, ImageDataset images, int index) {
    if (!(images instanceof ImageFolder folder)) {
      return Integer.toString(index);
    }
    Path root = Path.of(source);
    Path file = folder.file(index);
    return file.equals(root) ? file.getFileName().toString() : root.relativize(file).toString();
  }
}
