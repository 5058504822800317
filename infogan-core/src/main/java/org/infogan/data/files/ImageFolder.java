package org.infogan.data.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ReadChecks;
import org.infogan.data.ResizeMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PNG and JPEG images of a folder and all folders below it, in the order of their names. Each
 * is read from the disk when it is wanted, so that the number of images is not bounded by memory;
 * only their paths are kept. Where all images lie in sub-folders, these are their classes, numbered
 * in the order of their names.
 *
 * <p>Grey counts as it stands in the file, colour profiles are not applied, transparent parts are
 * composited onto white. Files of other names are passed over, and so is what is hidden or left
 * behind by systems, such as .ipynb_checkpoints, @eaDir or __MACOSX, at every level. What a file is
 * shows in its content, not its name.
 *
 * <p>Anything that cannot be read counts as an image until it is: a damaged file, a link to a
 * missing one, a folder without permission, a link that leads to its own parent folder. {@link
 * #unreadable} tells them beforehand, {@link #withoutUnreadable} leaves them out; otherwise the
 * first that is read ends the reading with an {@link UncheckedIOException} that names it.
 */
public final class ImageFolder implements ImageDataset {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

  private final Path folder;
  private final Path[] files;
  private final ImageShape shape;

  /** What becomes of images of another size, or null if there must not be any. */
  private final @Nullable ResizeMode mode;

  /** One class per image, or null if some image lies in no sub-folder. */
  private final int @Nullable [] labels;

  /** By label; empty without labels. */
  private final List<String> classNames;

  private ImageFolder(
      Path folder,
      Path[] files,
      int @Nullable [] labels,
      List<String> classNames,
      ImageShape shape,
      @Nullable ResizeMode mode) {
    this.folder = folder;
    this.files = files;
    this.labels = labels;
    this.classNames = classNames;
    this.shape = shape;
    this.mode = mode;
  }

  /**
   * Images that all have the height and width of the first that can be read. Its channels, one if
   * it is grey and three otherwise, are those of the data set, and others are converted.
   *
   * @param folder the folder of the images
   * @return the images, of which only the first has been looked at
   * @throws DataFormatException if there are none, or none can be read
   * @throws IOException if the folder cannot be read
   */
  public static ImageFolder open(Path folder) throws IOException {
    Path[] files = files(folder);
    return labelled(folder, files, firstShape(files), null);
  }

  /**
   * Images of any sizes.
   *
   * @param folder the folder of the images, or the file of a single one
   * @param shape the shape to give to every image, with one channel or three
   * @param mode what becomes of height and width
   * @return the images, none of which has been looked at
   * @throws DataFormatException if there are none
   * @throws IOException if the folder cannot be read
   */
  public static ImageFolder open(Path folder, ImageShape shape, ResizeMode mode)
      throws IOException {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(
          "image shape: expected 1 or 3 channels, found " + shape.channels());
    }
    return labelled(folder, files(folder), shape, Objects.requireNonNull(mode, "mode"));
  }

  private static ImageShape firstShape(Path[] files) throws IOException {
    DataFormatException first = null;
    for (Path file : files) {
      try {
        return read(file, null).shape();
      } catch (DataFormatException e) {
        first = first == null ? e : first;
      }
    }
    throw Objects.requireNonNull(first, "no files");
  }

  /**
   * What of these images cannot be read, to be told before a training that would end there.
   *
   * @param decoded whether to decode every image, which takes as long as an epoch's reading, or
   *     only to look at the beginning of each file, which shows its format and size, and at its
   *     end, which shows whether it was cut short
   * @return for each such file, in the order of their names, a sentence that names it; empty if all
   *     can be read
   */
  public List<String> unreadable(boolean decoded) {
    return Arrays.stream(problems(decoded)).filter(problem -> !problem.isEmpty()).toList();
  }

  /**
   * The images that can be read. Decodes every image once, which takes its time, and logs each that
   * is left out.
   *
   * @return the images without those that cannot be read, or are of another size where all must
   *     have one; classes keep their numbers
   * @throws DataFormatException if none are left
   * @throws IOException if the disk fails
   */
  public ImageFolder withoutUnreadable() throws IOException {
    String[] problems = problems(true);
    Arrays.stream(problems)
        .filter(problem -> !problem.isEmpty())
        .forEach(problem -> LOG.warn("left out: {}", problem));
    int[] kept = IntStream.range(0, files.length).filter(i -> problems[i].isEmpty()).toArray();
    if (kept.length == 0) {
      throw new DataFormatException(folder + ": expected readable images, found none");
    }
    Path[] readable = Arrays.stream(kept).mapToObj(i -> files[i]).toArray(Path[]::new);
    if (labels == null) {
      return labelled(folder, readable, shape, mode);
    }
    int[] keptLabels = Arrays.stream(kept).map(this::label).toArray();
    return new ImageFolder(folder, readable, keptLabels, classNames, shape, mode);
  }

  /** By image: why it cannot be read, or an empty text. */
  private String[] problems(boolean decoded) {
    return IntStream.range(0, files.length)
        .parallel()
        .mapToObj(i -> problem(i, decoded))
        .toArray(String[]::new);
  }

  private String problem(int index, boolean decoded) {
    try {
      if (decoded) {
        pixels(index);
      } else {
        requireFile(files[index]);
        ImageFile.check(files[index], mode == null ? shape : null);
      }
      return "";
    } catch (FileSystemException e) {
      return e.toString();
    } catch (DataFormatException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      return files[index] + ": " + e;
    }
  }

  /**
   * Where an image comes from.
   *
   * @param index the index of the image, from 0 to {@link #size()} − 1
   * @return its file
   */
  public Path file(int index) {
    ReadChecks.requireIndex(index, files.length);
    return files[index];
  }

  /**
   * What the classes are called.
   *
   * @return the names of the sub-folders, by their labels; empty if images have no labels
   */
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int size() {
    return files.length;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, files.length);
    ReadChecks.requireLength(pixels, shape);
    try {
      System.arraycopy(pixels(index), 0, pixels, 0, pixels.length);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e.toString(), e); // its message is the path alone
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private float[] pixels(int index) throws IOException {
    ImageFile image = read(files[index], mode == null ? shape : null);
    try {
      return (mode == null ? ResizeMode.PAD : mode).resize(image.pixels(), image.shape(), shape);
    } catch (IllegalArgumentException e) {
      throw new DataFormatException(files[index] + ": " + e.getMessage(), e);
    }
  }

  private static ImageFile read(Path file, ImageShape expected) throws IOException {
    requireFile(file);
    return ImageFile.read(file, expected);
  }

  /** A pipe would keep the reader waiting for ever, a link that leads nowhere speak of its end. */
  private static void requireFile(Path file) throws DataFormatException {
    String obstacle = FolderWalk.obstacle(file);
    if (!obstacle.isEmpty()) {
      throw new DataFormatException(file + ": expected a file that can be read, found " + obstacle);
    }
  }

  @Override
  public int label(int index) {
    ReadChecks.requireIndex(index, files.length);
    return labels == null ? NO_LABEL : labels[index];
  }

  @Override
  public boolean readsFromDisk() {
    return true;
  }

  private static Path[] files(Path folder) throws IOException {
    FolderWalk walk = FolderWalk.of(folder);
    String others =
        walk.others().entrySet().stream()
            .map(other -> other.getValue() + " of " + other.getKey())
            .collect(Collectors.joining(", "));
    if (walk.files().isEmpty()) {
      throw new DataFormatException(
          folder
              + ": expected .png, .jpg or .jpeg files, found none"
              + (others.isEmpty() ? "" : " but " + others + "; convert them to PNG"));
    }
    if (!others.isEmpty()) {
      LOG.warn("{}: passed over files that are not named as PNG or JPEG: {}", folder, others);
    }
    return walk.files().toArray(Path[]::new);
  }

  /**
   * The first name of each image's path is its class. A folder that could not be walked through is
   * an image without a class.
   */
  private static ImageFolder labelled(
      Path folder, Path[] files, ImageShape shape, @Nullable ResizeMode mode) {
    TreeSet<String> classes = new TreeSet<>();
    String[] classOf = new String[files.length];
    for (int i = 0; i < files.length; i++) {
      String name = FolderWalk.name(folder, files[i]);
      int slash = name.indexOf('/');
      if (!Files.isDirectory(files[i])) {
        if (slash < 0) {
          return new ImageFolder(folder, files, null, List.of(), shape, mode);
        }
        classOf[i] = name.substring(0, slash);
        classes.add(classOf[i]);
      }
    }
    List<String> names = List.copyOf(classes);
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    int[] labels = new int[files.length];
    Arrays.setAll(labels, i -> classOf[i] == null ? NO_LABEL : numbers.get(classOf[i]));
    return new ImageFolder(folder, files, labels, names, shape, mode);
  }
}
