package org.infogan.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  private static final String RENDERED = "rendered:";

  /** Drawing takes 0.08 to 0.7 ms per image, when it is first read: 15 seconds at the most. */
  private static final int RENDERED_TRAIN = 20_000;

  private static final int RENDERED_TEST = 2_000;

  /**
   * Images to train and to evaluate with. Of labelled images without a test set, every tenth is
   * kept from training for one.
   *
   * @param data one of {@link #KINDS}, or null for MNIST, which is part of this program
   * @param config of the networks that take the images
   */
  public static DataSource load(String data, InfoGanConfig config) {
    DataSource all = loadAll(data, config);
    if (!isLabelled(all.train)) {
      return new DataSource(all.name, all.train, Optional.empty(), all.factors, List.of());
    }
    if (all.test.isPresent() || all.train.size() < 10) {
      return all;
    }
    ImageDataset.Split parts = all.train.splitEvery(10);
    return new DataSource(
        all.name, parts.train(), Optional.of(parts.test()), all.factors, all.classNames);
  }

  /** The same, but nothing is kept from {@link #train}. */
  public static DataSource loadAll(String data, InfoGanConfig config) {
    return UserException.guard(
        () ->
            data != null && data.startsWith(RENDERED)
                ? rendered(data.substring(RENDERED.length()), config)
                : stored(data, config));
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
   * @param bytes Not modified.
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

  private static DataSource stored(String data, InfoGanConfig config) throws IOException {
    ImageShape shape = config.image();
    ImageFiles found = data == null ? ImageFiles.of(Mnist.load()) : ImageFiles.open(data, shape);
    ImageShape own = found.images().shape();
    String name = data == null ? "MNIST" : data;
    try {
      return new DataSource(
          found.images() instanceof ImageFolder
              ? name + ", other sizes cropped to the middle and resized"
              : name(name, own, config),
          found.images().fittedTo(shape, fit(own, config)),
          found.test().map(test -> test.fittedTo(shape, fit(test.shape(), config))),
          Optional.empty(),
          isLabelled(found.images()) ? ImageNames.ofClasses(data, found.images()) : List.of());
    } catch (IllegalArgumentException e) {
      throw new UserException(name + ": " + e.getMessage());
    }
  }

  /**
   * Smaller images are padded for the networks of {@code tf-tutorial}, as its author did, and
   * resized for all others; too wide or too high ones lose what sticks out first.
   */
  private static ResizeMode fit(ImageShape from, InfoGanConfig config) {
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
   * Whether all images to train on have labels, of at least two classes.
   *
   * @return false also for a single class, which says nothing about images
   */
  public boolean isLabelled() {
    return isLabelled(train);
  }

  /** A single class says nothing about images, and there is nothing to match categories with. */
  private static boolean isLabelled(ImageDataset images) {
    int[] labels = images.labels();
    return Arrays.stream(labels).allMatch(label -> label >= 0)
        && Arrays.stream(labels).distinct().count() > 1;
  }
}
