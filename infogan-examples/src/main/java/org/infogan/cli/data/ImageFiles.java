package org.infogan.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/**
 * Images in files, of whatever kind these are.
 *
 * @param images all of them, or those to train on
 * @param test those to test with, where the data set has such
 */
record ImageFiles(ImageDataset images, Optional<ImageDataset> test) {

  /** An array within a file: faces.h5:train/images. */
  private static final Pattern WITHIN = Pattern.compile("(?i)(.+\\.(?:npz|h5|hdf5)):(.+)");

  private static final String KINDS_OF_FILES =
      "a picture (.png, .jpg, .jpeg), an array (.npy, .npz, .h5, .hdf5), SVHN's .mat or an IDX file";

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final List<String> TEST =
      List.of("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
  private static final String SVHN_TEST = "test_32x32.mat";

  /** Names of the images in .npz files, the likeliest first: of Keras, dSprites, numpy.savez. */
  private static final List<String> ARRAYS = List.of("images", "x_train", "imgs", "arr_0");

  /**
   * Opens a folder or a file.
   *
   * @param name of it; of an array in a .npz or HDF5 file FILE:ARRAY
   * @param shape that pictures (PNG, JPEG) are brought to; all else keeps its own
   */
  static ImageFiles open(String name, ImageShape shape) throws IOException {
    Matcher within = WITHIN.matcher(name);
    boolean isWithin = within.matches() && Files.notExists(Path.of(name));
    Path path = Path.of(isWithin ? within.group(1) : name);
    if (Files.notExists(path)) {
      throw new UserException(
          path + ": expected a folder, a file or rendered:NAME, found no such file or folder");
    }
    if (Files.isDirectory(path)) {
      return folder(path, shape);
    }
    if (Options.hasExtension(path, ".mat")) {
      return svhn(path);
    }
    return only(file(path, isWithin ? within.group(2) : null, shape));
  }

  private static ImageDataset file(Path file, String array, ImageShape shape) throws IOException {
    if (Options.hasExtension(file, ".npy")) {
      return NpyImages.open(file);
    }
    if (Options.hasExtension(file, ".npz")) {
      return npz(file, array == null ? likeliest(file) : array);
    }
    if (Options.hasExtension(file, ".h5") || Options.hasExtension(file, ".hdf5")) {
      return Hdf5Images.open(file, array == null ? "images" : array);
    }
    for (String picture : List.of(".png", ".jpg", ".jpeg")) {
      if (Options.hasExtension(file, picture)) {
        return ImageFolder.open(file, shape, ResizeMode.COVER);
      }
    }
    if (!isIdx(file)) {
      throw new UserException(
          file + ": expected " + KINDS_OF_FILES + ", found a file that is none of these");
    }
    return IdxFiles.readImages(file);
  }

  /** By its first bytes: two zeros and the type of unsigned bytes; packed files by their name. */
  private static boolean isIdx(Path file) throws IOException {
    if (Options.hasExtension(file, ".gz")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(3);
      return Arrays.equals(start, new byte[] {0, 0, 8});
    }
  }

  private static ImageFiles folder(Path folder, ImageShape shape) throws IOException {
    Optional<Path> images = idx(folder, TRAIN_IMAGES);
    if (images.isPresent()) {
      return idx(folder, images.get());
    }
    if (Files.exists(folder.resolve("data_batch_1.bin"))) {
      ImageDataset train = Cifar10.train(folder);
      return Files.exists(folder.resolve("test_batch.bin"))
          ? new ImageFiles(train, Optional.of(Cifar10.test(folder)))
          : only(train);
    }
    try {
      return only(ImageFolder.open(folder, shape, ResizeMode.COVER));
    } catch (DataFormatException e) {
      throw new UserException(
          (folder + ": expected a folder with " + TRAIN_IMAGES + " or " + TRAIN_IMAGES)
              + ".gz, with data_batch_1.bin (CIFAR-10), or with .png, .jpg or .jpeg files,"
              + " found none of these");
    }
  }

  private static ImageFiles idx(Path folder, Path images) throws IOException {
    Optional<Path> labels = idx(folder, TRAIN_LABELS);
    if (labels.isEmpty()) {
      return only(IdxFiles.readImages(images));
    }
    if (TEST.stream().anyMatch(name -> idx(folder, name).isEmpty())) {
      return only(IdxFiles.read(images, labels.get()));
    }
    return of(Mnist.fromFolder(folder));
  }

  private static Optional<Path> idx(Path folder, String name) {
    Path packed = folder.resolve(name + ".gz");
    Path file = Files.exists(packed) ? packed : folder.resolve(name);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  private static ImageFiles svhn(Path file) throws IOException {
    Path test = file.resolveSibling(SVHN_TEST);
    boolean isTest = file.getFileName().equals(test.getFileName());
    return isTest || Files.notExists(test)
        ? only(Svhn.read(file))
        : new ImageFiles(Svhn.read(file), Optional.of(Svhn.read(test)));
  }

  private static ImageDataset npz(Path file, String array) throws IOException {
    // The values of dSprites are 0 and 1, where bytes otherwise go up to 255.
    return array.equals("imgs") ? DSprites.read(file) : NpyImages.read(file, array);
  }

  private static String likeliest(Path file) throws IOException {
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
    return new ImageFiles(mnist.train(), Optional.of(mnist.test()));
  }

  private static ImageFiles only(ImageDataset images) {
    return new ImageFiles(images, Optional.empty());
  }
}
