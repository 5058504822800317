package org.infogan.data.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;

/**
 * MNIST, handwritten digits of 28 × 28 grey pixels in classes 0 to 9: 60,000 to train on and 10,000
 * to test. Data sets published under the same four file names, such as Fashion-MNIST, load from a
 * folder likewise.
 *
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun, Bottou, Bengio and Haffner, Gradient-based
 *     learning applied to document recognition, 1998</a>
 */
public final class Mnist {

  /** Where the four files lie on a class path. */
  private static final String RESOURCES = "mnist/";

  /** Opens a file of the data set. */
  private interface Source {
    Named open(MnistArchive archive) throws IOException;
  }

  private record Named(InputStream in, String name) {}

  private final ImageDataset train;
  private final ImageDataset test;

  private Mnist(ImageDataset train, ImageDataset test) {
    this.train = train;
    this.test = test;
  }

  /**
   * The images to train on, with their classes.
   *
   * @return the images of train-images-idx3-ubyte
   */
  public ImageDataset train() {
    return train;
  }

  /**
   * The images to test with, with their classes.
   *
   * @return the images of t10k-images-idx3-ubyte
   */
  public ImageDataset test() {
    return test;
  }

  /**
   * Loads MNIST from the class path if it is there, or else as {@link #download()} does.
   *
   * @return the two data sets
   * @throws IOException if reading or downloading fails
   */
  public static Mnist load() throws IOException {
    return load(Mnist.class.getClassLoader(), defaultFolder(), MnistDownload.PUBLIC);
  }

  static Mnist load(ClassLoader classPath, Path folder, MnistDownload download) throws IOException {
    boolean present =
        classPath.getResource(RESOURCES + MnistArchive.TRAIN_IMAGES.packedName()) != null;
    return present ? fromClasspath(classPath) : download(folder, download);
  }

  /**
   * Loads the four packed files from the folder {@code /mnist/} of the class path.
   *
   * @return the two data sets
   * @throws NoSuchFileException if one is not there
   * @throws DataFormatException if one is damaged or has more or fewer labels than images
   * @throws IOException if reading fails
   */
  public static Mnist fromClasspath() throws IOException {
    return fromClasspath(Mnist.class.getClassLoader());
  }

  static Mnist fromClasspath(ClassLoader classPath) throws IOException {
    return read(
        archive -> {
          String name = RESOURCES + archive.packedName();
          InputStream in = classPath.getResourceAsStream(name);
          if (in == null) {
            throw new NoSuchFileException(name, null, "expected on the class path, found nothing");
          }
          return new Named(in, "class path: " + name);
        });
  }

  /**
   * Loads the four files from a folder, packed (train-images-idx3-ubyte.gz) or unpacked
   * (train-images-idx3-ubyte); of both, the packed one.
   *
   * @param folder the folder of the four files
   * @return the two data sets
   * @throws NoSuchFileException if one is not there
   * @throws DataFormatException if one is damaged or has more or fewer labels than images
   * @throws IOException if reading fails
   */
  public static Mnist fromFolder(Path folder) throws IOException {
    return read(
        archive -> {
          Path packed = folder.resolve(archive.packedName());
          Path file = Files.exists(packed) ? packed : folder.resolve(archive.unpackedName());
          if (Files.notExists(file)) {
            throw new NoSuchFileException(
                folder.toString(),
                null,
                ("expected " + archive.packedName() + " or " + archive.unpackedName())
                    + ", found neither");
          }
          return new Named(Files.newInputStream(file), file.toString());
        });
  }

  /**
   * Loads MNIST from the folder {@code .cache/infogan/mnist} of the user's home, as {@link
   * #download(Path)} does.
   *
   * @return the two data sets
   * @throws IOException if a file is missing and cannot be downloaded, or reading fails
   */
  public static Mnist download() throws IOException {
    return download(defaultFolder());
  }

  /**
   * Loads MNIST from a folder, after downloading from public mirrors what is missing there or does
   * not have the published SHA-256 sum: 11 MB at most.
   *
   * @param folder the folder of the four packed files; made if absent
   * @return the two data sets
   * @throws java.io.InterruptedIOException if the thread is interrupted while it downloads; its
   *     interrupt flag is then set
   * @throws IOException if a file is missing and cannot be downloaded, or reading fails
   */
  public static Mnist download(Path folder) throws IOException {
    return download(folder, MnistDownload.PUBLIC);
  }

  static Mnist download(Path folder, MnistDownload download) throws IOException {
    download.into(folder);
    return fromFolder(folder);
  }

  private static Path defaultFolder() {
    return Path.of(System.getProperty("user.home"), ".cache", "infogan", "mnist");
  }

  private static Mnist read(Source source) throws IOException {
    return new Mnist(
        read(source, MnistArchive.TRAIN_IMAGES, MnistArchive.TRAIN_LABELS),
        read(source, MnistArchive.TEST_IMAGES, MnistArchive.TEST_LABELS));
  }

  private static ImageDataset read(
      Source source, MnistArchive imagesArchive, MnistArchive labelsArchive) throws IOException {
    ByteImages images;
    int[] labels;
    Named labelsFile = source.open(labelsArchive);
    try (InputStream in = labelsFile.in()) {
      labels = IdxFiles.readLabels(in, labelsFile.name());
    }
    Named imagesFile = source.open(imagesArchive);
    try (InputStream in = imagesFile.in()) {
      images = IdxFiles.readImages(in, imagesFile.name());
    }
    return IdxFiles.label(images, imagesFile.name(), labels, labelsFile.name());
  }
}
