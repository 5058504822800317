package org.infogan.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.Cifar10;
import org.infogan.data.files.DSprites;
import org.infogan.data.files.Hdf5Images;
import org.infogan.data.files.IdxFiles;
import org.infogan.data.files.ImageFolder;
import org.infogan.data.files.Mnist;
import org.infogan.data.files.NpyImages;
import org.infogan.data.files.Svhn;
import org.infogan.examples.render.RenderedImages;

/**
 * Images in files, of whatever kind these are.
 *
 * @param images all of them, or those to train on
 * @param test those to test with, where the data set has such
 * @param leftOut the number of files that cannot be read and were left out
 */
record ImageFiles(ImageDataset images, Optional<ImageDataset> test, int leftOut) {

  /** Decoding so many small pictures takes seconds; of more only the headers are looked at. */
  private static final int DECODED_BEFOREHAND = 20_000;

  private static final int PROBLEMS_SHOWN = 5;

  /** An array within a file: faces.h5:train/images. */
  private static final Pattern WITHIN = Pattern.compile("(?i)(.+\\.(?:npz|h5|hdf5)):(.+)");

  private static final String KINDS_OF_FILES =
      "a picture (.png, .jpg, .jpeg), an array (.npy, .npz, .h5, .hdf5), SVHN's .mat or an IDX file";

  private static final Map<String, String> FIRST_BYTES =
      Map.of(
          "\u0093NUMPY", ".npy",
          "PK\3\4", ".npz",
          "\u0089HDF\r\n\u001a\n", ".h5",
          "MATLAB ", ".mat",
          "\u0089PNG", ".png",
          "\u00ff\u00d8\u00ff", ".png",
          "\0\0\b\1", "idx",
          "\0\0\b\3", "idx",
          "\0\0\b\4", "idx",
          "\u001f\u008b", "idx");

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          ".npy", ".npy",
          ".npz", ".npz",
          ".h5", ".h5",
          ".hdf5", ".h5",
          ".mat", ".mat",
          ".png", ".png",
          ".jpg", ".png",
          ".jpeg", ".png",
          ".gz", "idx");

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final List<String> TEST =
      List.of("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
  private static final String SVHN_TEST = "test_32x32.mat";

  /** Names of the images in .npz files, the most common first: of Keras, dSprites, numpy.savez. */
  private static final List<String> ARRAYS =
      List.of("images", "x_train", "train_images", "imgs", "X", "x", "data", "arr_0");

  /**
   * Opens a folder or a file.
   *
   * @param name of it; of an array in a .npz or HDF5 file FILE:ARRAY
   * @param shape that pictures (PNG, JPEG) are brought to; all else keeps its own
   * @param skipUnreadable whether pictures that cannot be read are left out, or refused
   */
  static ImageFiles open(String name, ImageShape shape, boolean skipUnreadable) throws IOException {
    return open(name, path -> pictures(path, shape, skipUnreadable));
  }

  /** How the pictures (PNG, JPEG) of a folder, or a single one, are opened. */
  interface PictureOpener {
    ImageFiles open(Path path) throws IOException;
  }

  /**
   * Opens a folder or a file.
   *
   * @param name of it; of an array in a .npz or HDF5 file FILE:ARRAY
   * @param pictures opens what holds pictures
   */
  static ImageFiles open(String name, PictureOpener pictures) throws IOException {
    Matcher within = WITHIN.matcher(name);
    boolean isWithin = within.matches() && Files.notExists(Path.of(name));
    Path path = Path.of(isWithin ? within.group(1) : name);
    if (Files.notExists(path)) {
      throw new UserException(
          path
              + ": expected a folder, a file or rendered:NAME, found no such file or folder"
              + remedy(name));
    }
    if (Files.isDirectory(path)) {
      return folder(path, pictures);
    }
    String array = isWithin ? within.group(2) : null;
    return switch (kind(path)) {
      case ".npy" -> only(NpyImages.open(path));
      case ".npz" -> only(npz(path, array == null ? defaultArray(path) : array));
      case ".h5" -> only(Hdf5Images.open(path, array == null ? "images" : array));
      case ".mat" -> svhn(path);
      case ".png" -> pictures.open(path);
      case "idx" -> only(IdxFiles.readImages(path));
      default ->
          throw new UserException(
              path + ": expected " + KINDS_OF_FILES + ", found a file that is none of these");
    };
  }

  /** What may be meant by the name of a data set in place of a path; else nothing. */
  private static String remedy(String name) {
    String set = name.toLowerCase(Locale.ROOT);
    if (RenderedImages.names().contains(set)) {
      return "; name images that are to be drawn " + DataSource.RENDERED + set;
    }
    return set.equals("mnist") ? "; train and evaluate take MNIST where --data is left out" : "";
  }

  /** By a file's first bytes; where these are those of none, by its name. */
  private static String kind(Path file) throws IOException {
    String start;
    try (InputStream in = Files.newInputStream(file)) {
      start = new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
    }
    for (Map.Entry<String, String> kind : FIRST_BYTES.entrySet()) {
      if (start.startsWith(kind.getKey())) {
        return kind.getValue();
      }
    }
    for (Map.Entry<String, String> kind : EXTENSIONS.entrySet()) {
      if (Options.hasExtension(file, kind.getKey())) {
        return kind.getValue();
      }
    }
    return "";
  }

  /** Whether a path is an IDX file, or a folder of such named as MNIST's. */
  static boolean isIdx(Path path) throws IOException {
    return Files.isDirectory(path)
        ? namedAsMnist(path).isPresent()
        : Files.isRegularFile(path) && kind(path).equals("idx");
  }

  /** The folder of IDX files named as MNIST's, which may be one within the given folder. */
  private static Optional<Path> namedAsMnist(Path folder) throws IOException {
    return withRaw(folder).filter(path -> Mnist.find(path, TRAIN_IMAGES).isPresent()).findFirst();
  }

  private static ImageFiles folder(Path folder, PictureOpener pictures) throws IOException {
    Optional<Path> mnist = namedAsMnist(folder);
    if (mnist.isPresent()) {
      return idx(mnist.get(), Mnist.find(mnist.get(), TRAIN_IMAGES).get());
    }
    for (Path path : List.of(folder, folder.resolve("cifar-10-batches-bin"))) {
      if (Files.exists(path.resolve("data_batch_1.bin"))) {
        ImageDataset train = Cifar10.train(path);
        return Files.exists(path.resolve("test_batch.bin"))
            ? new ImageFiles(train, Optional.of(Cifar10.test(path)), 0)
            : only(train);
      }
    }
    try {
      return pictures.open(folder);
    } catch (DataFormatException e) {
      boolean python = Files.exists(folder.resolve("data_batch_1"));
      int but = e.getMessage().indexOf(" but ");
      throw new UserException(
          (folder + ": expected a folder with " + TRAIN_IMAGES + " or " + TRAIN_IMAGES)
              + ".gz, with data_batch_1.bin (CIFAR-10), or with .png, .jpg or .jpeg files,"
              + " found none of these"
              + (but < 0 ? "" : e.getMessage().substring(but))
              + (python ? " but CIFAR-10's \"python version\"; take its binary version" : ""));
    }
  }

  /** The folder itself, and the one in which torchvision puts what it has downloaded. */
  private static Stream<Path> withRaw(Path folder) throws IOException {
    try (Stream<Path> parts = Files.list(folder)) {
      List<Path> raw =
          parts
              .map(part -> part.endsWith("raw") ? part : part.resolve("raw"))
              .filter(Files::isDirectory)
              .toList();
      return Stream.concat(Stream.of(folder), raw.size() == 1 ? raw.stream() : Stream.empty());
    }
  }

  private static ImageFiles pictures(Path path, ImageShape shape, boolean skipUnreadable)
      throws IOException {
    ImageFolder all = ImageFolder.open(path, shape, ResizeMode.COVER);
    if (skipUnreadable) {
      ImageFolder readable = all.withoutUnreadable();
      return new ImageFiles(readable, Optional.empty(), all.size() - readable.size());
    }
    List<String> problems = all.unreadable(all.size() <= DECODED_BEFOREHAND);
    if (!problems.isEmpty() && all.size() == 1) {
      throw new UserException(problems.get(0));
    }
    if (!problems.isEmpty()) {
      StringBuilder message = new StringBuilder();
      problems.stream().limit(PROBLEMS_SHOWN).forEach(each -> message.append(each).append('\n'));
      throw new UserException(
          message
              + String.format(
                  Locale.ROOT,
                  "%,d of %,d files cannot be read: repair or remove them, or leave them out with"
                      + " --skip-unreadable",
                  problems.size(),
                  all.size()));
    }
    return only(all);
  }

  private static ImageFiles idx(Path folder, Path images) throws IOException {
    Optional<Path> labels = Mnist.find(folder, TRAIN_LABELS);
    if (labels.isEmpty()) {
      return only(IdxFiles.readImages(images));
    }
    if (TEST.stream().anyMatch(name -> Mnist.find(folder, name).isEmpty())) {
      return only(IdxFiles.read(images, labels.get()));
    }
    return of(Mnist.fromFolder(folder));
  }

  private static ImageFiles svhn(Path file) throws IOException {
    Path test = file.resolveSibling(SVHN_TEST);
    boolean isTest = file.getFileName().equals(test.getFileName());
    return isTest || Files.notExists(test)
        ? only(Svhn.read(file))
        : new ImageFiles(Svhn.read(file), Optional.of(Svhn.read(test)), 0);
  }

  private static ImageDataset npz(Path file, String array) throws IOException {
    // The values of dSprites are 0 and 1, where bytes otherwise go up to 255.
    return array.equals("imgs") ? DSprites.read(file) : NpyImages.read(file, array);
  }

  private static String defaultArray(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> arrays =
          zip.stream().map(entry -> entry.getName().replaceFirst("\\.npy$", "")).toList();
      if (arrays.size() == 1) {
        return arrays.get(0);
      }
      return ARRAYS.stream()
          .filter(arrays::contains)
          .findFirst()
          .orElseThrow(
              () ->
                  new UserException(
                      (file + ": expected one array, or one of " + String.join(", ", ARRAYS))
                          + (", found " + String.join(", ", arrays))
                          + ("; name one as " + file + ":ARRAY")));
    } catch (ZipException e) {
      throw new DataFormatException(file + ": damaged .npz file: " + e.getMessage(), e);
    }
  }

  /** Both parts of MNIST, or of what looks like it. */
  static ImageFiles of(Mnist mnist) {
    return new ImageFiles(mnist.train(), Optional.of(mnist.test()), 0);
  }

  static ImageFiles only(ImageDataset images) {
    return new ImageFiles(images, Optional.empty(), 0);
  }
}
