package org.infogan.cli.data;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageFolder;

/** What users know images and their classes by. */
public final class ImageNames {

  private ImageNames() {}

  /** Each image's file, or its number where one file holds many. */
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

  /** Each class's sub-folder, or its number where classes are not folders. */
  public static List<String> ofClasses(String source, ImageDataset images, int[] labels) {
    int count = 1 + IntStream.of(labels).max().orElseThrow();
    String[] names = IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    if (images instanceof ImageFolder folder) {
      for (int i = 0; i < labels.length; i++) {
        names[labels[i]] = Path.of(source).relativize(folder.file(i)).getName(0).toString();
      }
    }
    return List.of(names);
  }
}
