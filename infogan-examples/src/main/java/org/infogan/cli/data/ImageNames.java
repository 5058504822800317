package org.infogan.cli.data;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.ImageFolder;

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

  /**
   * What classes are called: each by its sub-folder.
   *
   * @param source the folder
   * @param images labelled images
   * @return by label; empty where classes are not folders
   */
  static List<String> ofClasses(String source, ImageDataset images) {
    if (!(images instanceof ImageFolder folder)) {
      return List.of();
    }
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      names.put(images.label(i), Path.of(source).relativize(folder.file(i)).getName(0).toString());
    }
    return List.copyOf(names.values());
  }
}
