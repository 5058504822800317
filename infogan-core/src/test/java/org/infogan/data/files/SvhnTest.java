package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.infogan.data.ArraySums;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what SciPy wrote; see make_array_fixtures.py. */
class SvhnTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"svhn.mat", "svhn-plain.mat", "svhn-double-y.mat"})
  void readsWhatScipyWrote(String name) throws IOException {
    ArraySums.compare(name, Svhn.read(ArraySums.FOLDER.resolve(name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          svhn-no-y.mat     | expected a variable y, found none
          svhn-few-y.mat    | y: expected 5 labels, one per image, found 4
          svhn-wrong-y.mat  | y: image 1: expected a class from 1 to 10, found 11.0
          svhn-grey.mat     | X: expected uint8 [H, W, 3, N], found uint8 [4, 6, 5]
          svhn-double-x.mat | X: expected uint8 [H, W, 3, N], found double [4, 6, 3, 5]
          svhn-text-x.mat   | X: expected an array of numbers, found char
          """)
  void refusesOtherContents(String name, String problem) {
    Path file = ArraySums.FOLDER.resolve(name);
    assertThatThrownBy(() -> Svhn.read(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(file + ": " + problem);
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mat"), "no MATLAB file".repeat(100));
    assertThatThrownBy(() -> Svhn.read(text))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(text + ": damaged, or not a MATLAB 5 file: ");
    assertThatThrownBy(() -> Svhn.read(folder.resolve("absent.mat")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void damageEndsInAMessage() throws IOException {
    Path packed = ArraySums.FOLDER.resolve("svhn.mat");
    assertThat(Damage.cut(packed, folder, Svhn::read)).isZero();
    assertThat(Damage.flip(packed, folder, 300, Svhn::read)).isGreaterThan(250);
    assertThat(Damage.flip(ArraySums.FOLDER.resolve("svhn-plain.mat"), folder, 300, Svhn::read))
        .isPositive();
  }
}
