package org.infogan.data.files;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ReadChecks;
import org.infogan.data.ResizeMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PNG and JPEG images of a folder and all folders below it, in the order of their names. Each
 * is read from the disk when it is wanted, so that the number of images is not bounded by memory;
 * only their names are kept. Where all images lie in sub-folders, these are their classes, numbered
 * in the order of their names.
 *
 * <p>Grey counts as it stands in the file, colour profiles are not applied, transparent parts are
 * composited onto white. Files of other names and hidden ones are passed over. A file that cannot
 * be read ends the reading with an {@link UncheckedIOException} that names it.
 */
public final class ImageFolder implements ImageDataset {

  private static final Logger LOG = LoggerFactory.getLogger(ImageFolder.class);

  private final Path folder;

  /** Relative to the folder, as text: a quarter of what paths would take. */
  private final String[] names;

  private final ImageShape shape;

  /** What becomes of images of another size, or null if there must not be any. */
  private final ResizeMode mode;

  /** One class per image, or null if some image lies in no sub-folder. */
  private final int[] labels;

  private ImageFolder(
      Path folder, String[] names, int[] labels, ImageShape shape, ResizeMode mode) {
    this.folder = folder;
    this.names = names;
    this.labels = labels;
    this.shape = shape;
    this.mode = mode;
  }

  /**
   * Images that all have the height and width of the first. Its channels, one if it is grey and
   * three otherwise, are those of the data set, and others are converted.
   *
   * @param folder the folder of the images
   * @return the images, of which only the first has been looked at
   * @throws DataFormatException if there are none, or the first is damaged
   * @throws IOException if reading fails
   */
  public static ImageFolder open(Path folder) throws IOException {
    String[] names = names(folder);
    ImageShape shape = ImageFile.read(folder.resolve(names[0]), null).shape();
    return new ImageFolder(folder, names, labels(names), shape, null);
  }

  /**
   * Images of any sizes.
   *
   * @param folder the folder of the images, or the file of a single one
   * @param shape the shape to give to every image, with one channel or three
   * @param mode what becomes of height and width
   * @return the images, none of which has been looked at
   * @throws DataFormatException if there are none
   * @throws IOException if reading fails
   */
  public static ImageFolder open(Path folder, ImageShape shape, ResizeMode mode)
      throws IOException {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new IllegalArgumentException(
          "image shape: expected 1 or 3 channels, found " + shape.channels());
    }
    String[] names = names(folder);
    return new ImageFolder(folder, names, labels(names), shape, mode);
  }

  /**
   * The images that can be read. Reads every file once, which takes its time, and logs each that is
   * left out.
   *
   * @return the images without those that are damaged, or of another size where all must have one;
   *     classes keep their numbers
   * @throws DataFormatException if none are left
   * @throws IOException if the disk fails
   */
  public ImageFolder withoutUnreadable() throws IOException {
    int[] readable;
    try {
      readable = IntStream.range(0, names.length).parallel().filter(this::isReadable).toArray();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (readable.length == 0) {
      throw new DataFormatException(folder + ": expected readable images, found none");
    }
    String[] kept = Arrays.stream(readable).mapToObj(i -> names[i]).toArray(String[]::new);
    int[] keptLabels = labels == null ? null : Arrays.stream(readable).map(this::label).toArray();
    return new ImageFolder(folder, kept, keptLabels, shape, mode);
  }

  private boolean isReadable(int index) {
    try {
      pixels(index);
      return true;
    } catch (DataFormatException e) {
      LOG.warn("left out: {}", e.getMessage());
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where an image comes from.
   *
   * @param index the index of the image, from 0 to {@link #size()} − 1
   * @return its file
   */
  public Path file(int index) {
    ReadChecks.requireIndex(index, names.length);
    return folder.resolve(names[index]);
  }

  @Override
  public int size() {
    return names.length;
  }

  @Override
  public ImageShape shape() {
    return shape;
  }

  @Override
  public void read(int index, float[] pixels) {
    ReadChecks.requireIndex(index, names.length);
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
    ImageFile image = ImageFile.read(file(index), mode == null ? shape : null);
    try {
      return (mode == null ? ResizeMode.PAD : mode).resize(image.pixels(), image.shape(), shape);
    } catch (IllegalArgumentException e) {
      throw new DataFormatException(file(index) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public int label(int index) {
    ReadChecks.requireIndex(index, names.length);
    return labels == null ? NO_LABEL : labels[index];
  }

  @Override
  public boolean readsFromDisk() {
    return true;
  }

  private static String[] names(Path folder) throws IOException {
    String[] names;
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      names =
          files
              .filter(ImageFolder::isImage)
              .map(file -> folder.relativize(file).toString().replace(File.separatorChar, '/'))
              .sorted()
              .toArray(String[]::new);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (names.length == 0) {
      throw new DataFormatException(folder + ": expected .png, .jpg or .jpeg files, found none");
    }
    return names;
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"))
        && !name.startsWith(".");
  }

  private static int[] labels(String[] names) {
    TreeMap<String, Integer> classes = new TreeMap<>();
    int[] slashes = Arrays.stream(names).mapToInt(name -> name.indexOf('/')).toArray();
    for (int i = 0; i < names.length; i++) {
      if (slashes[i] < 0) {
        return null;
      }
      classes.put(names[i].substring(0, slashes[i]), 0);
    }
    int next = 0;
    for (var subfolder : classes.entrySet()) {
      subfolder.setValue(next++);
    }
    return IntStream.range(0, names.length)
        .map(i -> classes.get(names[i].substring(0, slashes[i])))
        .toArray();
  }
}
