package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;

/**
 * Damages files, and holds a loader to its promise: a data set, or a format error that names them.
 */
final class Damage {

  /** Reads a file and all its images. */
  interface Loader {
    ImageDataset load(Path file) throws IOException;
  }

  private Damage() {}

  /** Cuts a file at up to 500 lengths; returns how many of them were accepted. */
  static int cut(Path whole, Path folder, Loader loader) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    int accepted = 0;
    for (int cut = 1; cut <= bytes.length; cut += Math.max(1, bytes.length / 500)) {
      byte[] rest = Arrays.copyOf(bytes, bytes.length - cut);
      accepted += isRefused(rest, folder, loader) ? 0 : 1;
    }
    return accepted;
  }

  /** Flips one to three bits, many times; returns how often that was refused. */
  static int flip(Path whole, Path folder, int rounds, Loader loader) throws IOException {
    Random random = new Random(11);
    byte[] original = Files.readAllBytes(whole);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = original.clone();
      for (int flips = 0; flips <= round % 3; flips++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      refused += isRefused(bytes, folder, loader) ? 1 : 0;
    }
    return refused;
  }

  private static boolean isRefused(byte[] bytes, Path folder, Loader loader) throws IOException {
    Path file = Files.write(folder.resolve("damaged"), bytes);
    try {
      ImageDataset images = loader.load(file);
      float[] pixels = new float[images.shape().pixels()];
      for (int i = 0; i < Math.min(images.size(), 100); i++) {
        images.read(i, pixels);
      }
      return false;
    } catch (DataFormatException | UncheckedIOException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
      return true;
    }
  }
}
