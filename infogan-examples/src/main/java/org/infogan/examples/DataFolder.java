package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.infogan.data.Idx;
import org.infogan.data.ImageDataset;
import org.infogan.data.Mnist;

/**
 * Images to train on and, where there are labels, images to test with.
 *
 * @param source where they are from, for the user
 * @param train images to train on
 * @param test labelled images to test with, if {@code train} has labels and there are such
 */
record DataFolder(String source, ImageDataset train, Optional<ImageDataset> test) {

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String[] OTHERS = {
    "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
  };

  /**
   * Loads a folder with files named as MNIST's; of these, only the training images must be there.
   *
   * @param folder the folder, or null for MNIST from the class path
   */
  static DataFolder load(Path folder) {
    return UserException.guard(
        () -> {
          if (folder == null) {
            return of("MNIST", Mnist.load());
          }
          if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserException(folder + ": expected a folder, found a file");
          }
          for (String name : OTHERS) {
            if (find(folder, name).isEmpty()) {
              return unlabelled(folder);
            }
          }
          return of(folder.toString(), Mnist.fromFolder(folder));
        });
  }

  private static DataFolder of(String source, Mnist mnist) {
    return new DataFolder(source, mnist.train(), Optional.of(mnist.test()));
  }

  private static DataFolder unlabelled(Path folder) throws IOException {
    Path images =
        find(folder, TRAIN_IMAGES)
            .orElseThrow(
                () ->
                    new UserException(
                        folder
                            + ": expected a folder with "
                            + TRAIN_IMAGES
                            + " or "
                            + TRAIN_IMAGES
                            + ".gz, found "
                            + (Files.exists(folder) ? "neither" : "no such folder")));
    return new DataFolder(folder.toString(), Idx.readImages(images), Optional.empty());
  }

  private static Optional<Path> find(Path folder, String name) {
    Path packed = folder.resolve(name + ".gz");
    Path file = Files.exists(packed) ? packed : folder.resolve(name);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
