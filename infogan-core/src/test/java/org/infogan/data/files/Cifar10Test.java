package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.infogan.data.ArraySums;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with what NumPy wrote; see make_array_fixtures.py. */
class Cifar10Test {

  private static final Path FIXTURE = ArraySums.FOLDER.resolve("cifar10.bin");

  @TempDir private Path folder;

  @Test
  void readsWhatNumpyWrote() throws IOException {
    ArraySums.compare("cifar10.bin", Cifar10.read(FIXTURE));
    Files.copy(FIXTURE, folder.resolve("test_batch.bin"));
    ArraySums.compare("cifar10.bin", Cifar10.test(folder));
  }

  @Test
  void trainsOnAllFiveFilesInOrder() throws IOException {
    byte[] two = Files.readAllBytes(FIXTURE);
    for (int i = 1; i <= 5; i++) {
      byte[] one = Arrays.copyOf(two, 3073);
      one[0] = (byte) i;
      Files.write(folder.resolve("data_batch_" + i + ".bin"), one);
    }
    ByteImages images = Cifar10.train(folder);
    assertThat(images.size()).isEqualTo(5);
    assertThat(images.label(0)).isEqualTo(1);
    assertThat(images.label(4)).isEqualTo(5);
    Files.delete(folder.resolve("data_batch_3.bin"));
    assertThatThrownBy(() -> Cifar10.train(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("data_batch_3.bin");
  }

  @Test
  void refusesDamage() throws IOException {
    byte[] bytes = Files.readAllBytes(FIXTURE);
    Path file = Files.write(folder.resolve("test_batch.bin"), Arrays.copyOf(bytes, 6145));
    assertDamaged(file + ": image 1: expected 3073 bytes, found 3072");
    Files.write(file, new byte[0]);
    assertDamaged(file + ": image 0: expected 3073 bytes, found 0");
    bytes[3073] = 10;
    Files.write(file, bytes);
    assertDamaged(file + ": image 1: expected a class from 0 to 9, found 10");
    bytes[3073] = -1;
    Files.write(file, bytes);
    assertDamaged(file + ": image 1: expected a class from 0 to 9, found 255");
  }

  private void assertDamaged(String message) {
    assertThatThrownBy(() -> Cifar10.test(folder))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(message);
  }
}
