package org.infogan.data.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a folder and all folders below it that are named as images, and whatever stands in
 * the way of finding more. Links are followed. Hidden files and folders and those that systems
 * leave behind are passed over, at every level.
 */
final class FolderWalk {

  private static final Set<String> SYSTEM_NAMES =
      Set.of(
          "@eadir",
          "@recycle",
          "@recently-snapshot",
          "@tmp",
          "#recycle",
          "#snapshot",
          "$recycle.bin",
          "$extend",
          "recycler",
          "recycled",
          "__macosx",
          "__pycache__",
          "thumbs.db",
          "ehthumbs.db",
          "desktop.ini",
          "lost+found",
          "system volume information",
          "network trash folder",
          "temporary items",
          "icon\r");

  private static final Pattern IMAGE = Pattern.compile("(?i).+\\.(?:png|jpe?g)");
  private static final Pattern OTHER_IMAGE =
      Pattern.compile(
          "(?i).+\\.(gif|bmp|webp|tiff?|heic|heif|avif|jxl|jp2|jfif|jpe|ppm|pgm|pbm|pnm|tga|ico|dcm)");

  private final Path root;

  /** The real places of the folders that are being walked through, from the root on. */
  private final Deque<Path> open = new ArrayDeque<>();

  private final List<Path> files = new ArrayList<>();
  private final Map<String, Integer> others = new TreeMap<>();

  private FolderWalk(Path root) {
    this.root = root;
  }

  /**
   * Walks through a folder.
   *
   * @param root the folder, or one file, whatever its name
   * @throws IOException if the folder itself cannot be read
   */
  static FolderWalk of(Path root) throws IOException {
    FolderWalk walk = new FolderWalk(root);
    if (Files.isDirectory(root)) {
      walk.enter(root);
      Comparator<Path> byName = Comparator.comparing(walk::name);
      walk.files.sort(byName.thenComparing(Comparator.naturalOrder()));
    } else {
      Files.newByteChannel(root).close();
      walk.files.add(root);
    }
    return walk;
  }

  /**
   * Files named as images, and folders that cannot be walked through or that would never end, in
   * the order of their names.
   */
  List<Path> files() {
    return files;
  }

  /** Files named as images of other formats, by the ends of their names. */
  Map<String, Integer> others() {
    return others;
  }

  /** The name of a file within the folder, with / between its parts. */
  String name(Path file) {
    return name(root, file);
  }

  static String name(Path root, Path file) {
    String name = root.relativize(file).toString();
    return name.replace(root.getFileSystem().getSeparator(), "/");
  }

  private void enter(Path folder) throws IOException {
    open.addLast(folder.toRealPath());
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        visit(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } finally {
      open.removeLast();
    }
  }

  private void visit(Path path) {
    String name = path.getFileName().toString();
    if (isHidden(path, name)) {
      return;
    }
    if (!Files.isDirectory(path)) {
      if (IMAGE.matcher(name).matches()) {
        files.add(path);
      } else if (OTHER_IMAGE.matcher(name).matches()) {
        String end = name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        others.merge(end, 1, Integer::sum);
      }
      return;
    }
    int before = files.size();
    try {
      Path real = path.toRealPath();
      if (open.stream().noneMatch(folder -> folder.startsWith(real))) {
        enter(path);
        return;
      }
    } catch (IOException e) {
      // is an obstacle, too
    }
    files.subList(before, files.size()).clear();
    files.add(path);
  }

  private static boolean isHidden(Path path, String name) {
    try {
      return name.startsWith(".")
          || SYSTEM_NAMES.contains(name.toLowerCase(Locale.ROOT))
          || Files.isHidden(path);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Says why a path is no file that can be read, if it is none.
   *
   * @return such as "a link to a missing file", or an empty text
   */
  static String obstacle(Path path) {
    if (Files.isDirectory(path)) {
      return Files.isSymbolicLink(path) && Files.isReadable(path)
          ? "a link that leads to its own parent folder"
          : "a folder without permission to look into it";
    }
    if (Files.isSymbolicLink(path) && Files.notExists(path)) {
      try {
        Path unused = path.toRealPath();
      } catch (NoSuchFileException e) {
        return "a link to a missing file";
      } catch (FileSystemException e) {
        return "a link that leads to itself";
      } catch (IOException e) {
        return e.toString();
      }
    }
    if (!Files.exists(path)) {
      return Files.isSymbolicLink(path) ? "a link that leads to itself" : "";
    }
    if (!Files.isRegularFile(path)) {
      return "a device or a pipe";
    }
    return Files.isReadable(path) ? "" : "a file without permission to read it";
  }
}
