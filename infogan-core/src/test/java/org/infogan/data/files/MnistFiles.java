package org.infogan.data.files;

import java.nio.file.Path;

/** The MNIST files that the examples bring along, for tests on real images. */
public final class MnistFiles {

  private MnistFiles() {}

  /**
   * The folder of the four packed files.
   *
   * @return relative to this module's folder, in which Maven runs the tests
   */
  public static Path folder() {
    return Path.of("../infogan-examples/src/main/resources/mnist");
  }
}
