package org.infogan.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.data.files.Mnist;
import org.infogan.eval.disentanglement.FactorData;
import org.infogan.examples.render.FactorImages;
import org.infogan.examples.render.RenderedImages;

/**
 * The images that an option names, in the size and colours that a configuration has.
 *
 * @param name where they are from and what was done to them, for the user
 * @param train images to train on
 * @param test labelled images to test with, if {@code train} has labels too
 * @param factors every image by the values of its factors, where these are known
 * @param classNames what the classes are called, by their labels; empty where they have no names
 */
public record DataSource(
    String name,
    ImageDataset train,
    Optional<ImageDataset> test,
    Optional<FactorData> factors,
    List<String> classNames) {

  /** What an option that names images may say, for its description. */
  public static final String KINDS =
      "a folder of IDX files named as MNIST's (plain or .gz: train-images-idx3-ubyte and, for the"
          + " evaluation, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
          + " t10k-labels-idx1-ubyte), of PNG or JPEG files (sub-folders are classes) or of"
          + " CIFAR-10's binary files; a .mat file of SVHN, a .npy, .npz or HDF5 (.h5) file, where"
          + " FILE:ARRAY names one array of several; an IDX file, a picture; or rendered:NAME with"
          + " NAME one of those of the command render. Images become as large and colourful as"
          + " the networks have them; see docs/data.md.";

  static final String RENDERED = "rendered:";

  private static final int TEST_EVERY = 10;

  /** Names of classes to show at most. */
  private static final int NAMES = 10;

  /** What folders are called that are parts of a data set, and no classes. */
  private static final Set<String> PARTS =
      Set.of(
          "train",
          "training",
          "test",
          "testing",
          "val",
          "valid",
          "validation",
          "dev",
          "eval",
          "train_images",
          "test_images",
          "unlabeled",
          "extra");

  /** Drawing takes 0.08 to 0.7 ms per image, when it is first read: 15 seconds at the most. */
  private static final int RENDERED_TRAIN = 20_000;

  private static final int RENDERED_TEST = 2_000;

  /**
   * What a model is to call the images that it was trained on: a name without the folders of this
   * machine.
   *
   * @param data what {@code --data} named, or null for MNIST
   * @return the name of the file or folder, rendered:NAME, or MNIST
   */
  public static String shortName(String data) {
    if (data == null || data.startsWith(RENDERED)) {
      return data == null ? "MNIST" : data;
    }
    Path name = Path.of(absolute(data)).getFileName();
    return name == null ? data : name.toString();
  }

  /**
   * Images to train and to evaluate with. Of labelled images without a test set, every tenth is
   * kept from training for one. Labels count where they say something: two classes at least, among
   * the images to train on and those to test with. Otherwise all images are trained on, and the
   * name says why.
   *
   * @param data one of {@link #KINDS}, or null for MNIST, which is part of this program
   * @param config the configuration of the networks that take the images
   * @param skipUnreadable whether pictures that cannot be read are left out, or refused
   * @return the images, in the size that the networks have
   * @throws UserException if they cannot be read
   */
  public static DataSource load(String data, InfoGanConfig config, boolean skipUnreadable) {
    DataSource all = loadAll(data, config, skipUnreadable);
    int classes = classes(all.train);
    if (classes == 0) {
      return all.withoutLabels("");
    }
    if (classes == 1) {
      return all.withoutLabels("; without labels, since all images are of one class");
    }
    DataSource parts = all;
    if (all.test.isEmpty()) {
      if (all.train.size() < TEST_EVERY) {
        return all.withoutLabels(
            "; without labels, since fewer than "
                + TEST_EVERY
                + " images are too few to test with");
      }
      ImageDataset.Split split = all.train.splitEvery(TEST_EVERY);
      parts =
          new DataSource(
              all.name, split.train(), Optional.of(split.test()), all.factors, all.classNames);
    }
    for (ImageDataset part : List.of(parts.train, parts.test.orElseThrow())) {
      if (classes(part) < 2) {
        return all.withoutLabels(
            "; without labels, since the images to "
                + (part == parts.train ? "train on" : "test with")
                + " are not of two classes");
      }
    }
    return parts.withClassesInName(data);
  }

  /**
   * As {@link #load(String, InfoGanConfig, boolean)}, where pictures that cannot be read are
   * refused.
   *
   * @param data one of {@link #KINDS}, or null for MNIST
   * @param config the configuration of the networks that take the images
   * @return the images, in the size that the networks have
   */
  public static DataSource load(String data, InfoGanConfig config) {
    return load(data, config, false);
  }

  /**
   * As {@link #load(String, InfoGanConfig, boolean)}, but nothing is kept from {@link #train}.
   *
   * @param data one of {@link #KINDS}, or null for MNIST
   * @param config the configuration of the networks that take the images
   * @param skipUnreadable whether pictures that cannot be read are left out, or refused
   * @return the images, in the size that the networks have
   */
  public static DataSource loadAll(String data, InfoGanConfig config, boolean skipUnreadable) {
    return UserException.guard(
        () ->
            data != null && data.startsWith(RENDERED)
                ? rendered(data.substring(RENDERED.length()), config)
                : stored(data, config, skipUnreadable));
  }

  /**
   * As {@link #loadAll(String, InfoGanConfig, boolean)}, where pictures that cannot be read are
   * refused.
   *
   * @param data one of {@link #KINDS}, or null for MNIST
   * @param config the configuration of the networks that take the images
   * @return the images, in the size that the networks have
   */
  public static DataSource loadAll(String data, InfoGanConfig config) {
    return loadAll(data, config, false);
  }

  private DataSource withoutLabels(String why) {
    return new DataSource(name + why, train, Optional.empty(), factors, List.of());
  }

  private DataSource withClassesInName(String data) {
    if (classNames.isEmpty()) {
      return this;
    }
    String names = String.join(", ", classNames.subList(0, Math.min(NAMES, classNames.size())));
    String more = classNames.size() > NAMES ? " and " + (classNames.size() - NAMES) + " more" : "";
    boolean parts =
        classNames.stream().allMatch(each -> PARTS.contains(each.toLowerCase(Locale.ROOT)));
    String hint =
        parts
            ? ", which look like parts of a data set: name one of them, such as --data "
                + Path.of(data).resolve(classNames.get(classNames.size() - 1))
            : "";
    return new DataSource(
        name + "; classes " + names + more + hint, train, test, factors, classNames);
  }

  /**
   * What an option has named, so that it names the same from another folder: a file or folder that
   * exists by its absolute path.
   *
   * @param data as {@link #load} takes it; null stays null
   * @return a text that {@link #load} takes
   */
  public static String absolute(String data) {
    if (data == null || data.startsWith(RENDERED)) {
      return data;
    }
    return UserException.guard(() -> Path.of(data).toAbsolutePath().normalize().toString());
  }

  /**
   * A fingerprint of the images' contents, which is the same wherever they lie and differs, but for
   * changes of single images, where they are others.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    return DataFingerprint.of(this);
  }

  /**
   * The SHA-256 of some bytes.
   *
   * @param bytes any bytes. Not modified.
   * @return 64 hexadecimal digits
   */
  public static String sha256(byte[] bytes) {
    return DataFingerprint.sha256(bytes);
  }

  /**
   * The number of images in both sets.
   *
   * @return at least 1
   */
  public int size() {
    return train.size() + test.map(ImageDataset::size).orElse(0);
  }

  private static DataSource rendered(String set, InfoGanConfig config) {
    FactorImages images = RenderedImages.named(set);
    ImageShape shape = config.image();
    ResizeMode fit = fit(images.shape(), config);
    ImageDataset train = images.draws(RENDERED_TRAIN, 1).fittedTo(shape, fit);
    ImageDataset test = images.draws(RENDERED_TEST, 2).fittedTo(shape, fit);
    return new DataSource(
        name(RENDERED + set, images.shape(), config),
        train.cached(),
        isLabelled(test) ? Optional.of(test.cached()) : Optional.empty(),
        Optional.of(new RenderedFactors(images, shape, fit)),
        List.of());
  }

  private static DataSource stored(String data, InfoGanConfig config, boolean skipUnreadable)
      throws IOException {
    ImageShape shape = config.image();
    ImageFiles found =
        data == null ? ImageFiles.of(Mnist.load()) : ImageFiles.open(data, shape, skipUnreadable);
    ImageShape own = found.images().shape();
    String name = data == null ? "MNIST" : data;
    String leftOut =
        found.leftOut() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,d of %,d files left out that cannot be read",
                found.leftOut(),
                found.leftOut() + found.images().size());
    try {
      return new DataSource(
          found.images() instanceof ImageFolder
              ? name + ", other sizes cropped to the middle and resized" + leftOut
              : name(name, own, config),
          found.images().fittedTo(shape, fit(own, config)),
          found.test().map(test -> test.fittedTo(shape, fit(test.shape(), config))),
          Optional.empty(),
          found.images() instanceof ImageFolder folder && isLabelled(folder)
              ? folder.classNames()
              : List.of());
    } catch (IllegalArgumentException e) {
      throw new UserException(name + ": " + e.getMessage());
    }
  }

  /**
   * Smaller images are padded for the networks of {@code tf-tutorial}, as its author did, and
   * resized for all others; from too wide or too high ones, the edges are cropped first.
   *
   * @param from the shape that images have
   * @param config the configuration of the networks that take them
   * @return how they are brought to the size that the networks have
   */
  public static ResizeMode fit(ImageShape from, InfoGanConfig config) {
    ImageShape to = config.image();
    boolean padded =
        config.generator().equals(InfoGanConfig.preset("tf-tutorial").generator())
            && from.height() <= to.height()
            && from.width() <= to.width();
    return padded ? ResizeMode.PAD : ResizeMode.COVER;
  }

  private static String name(String name, ImageShape from, InfoGanConfig config) {
    if (from.equals(config.image())) {
      return name;
    }
    String how = fit(from, config) == ResizeMode.PAD ? "padded" : "fitted";
    return name + ", " + how + " from " + from;
  }

  /**
   * What to call the labels of the images to train on.
   *
   * @return a name for each label from 0 to the largest, which is its number where it has none
   */
  public List<String> labelNames() {
    int classes = 1 + Arrays.stream(train.labels()).max().orElse(-1);
    return IntStream.range(0, classes)
        .mapToObj(c -> c < classNames.size() ? classNames.get(c) : Integer.toString(c))
        .toList();
  }

  /**
   * Whether all images to train on have labels, of at least two classes.
   *
   * @return false also for a single class, which says nothing about images
   */
  public boolean isLabelled() {
    return isLabelled(train);
  }

  private static boolean isLabelled(ImageDataset images) {
    return classes(images) > 1;
  }

  /** The number of classes, or 0 if some image has no label. */
  private static int classes(ImageDataset images) {
    int[] labels = images.labels();
    return Arrays.stream(labels).anyMatch(label -> label < 0)
        ? 0
        : (int) Arrays.stream(labels).distinct().count();
  }
}
