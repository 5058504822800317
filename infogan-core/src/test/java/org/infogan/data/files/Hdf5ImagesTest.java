package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.infogan.data.ArraySums;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what h5py wrote; see make_array_fixtures.py. */
class Hdf5ImagesTest {

  @TempDir private Path folder;

  private static Path fixture(String name) {
    return ArraySums.FOLDER.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey-u1", "grey-f4", "last-f8"})
  void readsDataSetsInOnePieceFromTheFile(String name) throws IOException {
    ImageDataset images = Hdf5Images.open(fixture(name + ".h5"), "images");
    assertThat(images.readsFromDisk()).isTrue();
    ArraySums.compare(name + ".h5", images);
    assertThatThrownBy(
            () -> Hdf5Images.unpack(fixture(name + ".h5"), "images", folder.resolve("a.npy")))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("images: expected a data set in chunks, found the layout CONTIGUOUS");
  }

  @ParameterizedTest
  @CsvSource({"last-u1, images", "first-u1, group/images", "last-f4, images"})
  void readsDataSetsInChunks(String name, String path) throws IOException {
    ImageDataset images = Hdf5Images.open(fixture(name + ".h5"), path);
    assertThat(images.readsFromDisk()).isFalse();
    ArraySums.compare(name + ".h5", images);
    Path npy = folder.resolve("unpacked.npy");
    ImageDataset unpacked = Hdf5Images.unpack(fixture(name + ".h5"), path, npy);
    assertThat(unpacked.readsFromDisk()).isTrue();
    ArraySums.compare(name + ".h5", unpacked);
    assertThat(npy).hasSameBinaryContentAs(fixture(name + ".npy"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int16      | odd.h5: int16: expected unsigned 8-bit values or little-endian floats of 32 or 64 bits
          signed     | odd.h5: signed: expected unsigned 8-bit values or little-endian floats
          big-endian | odd.h5: big-endian: expected unsigned 8-bit values or little-endian floats
          text       | odd.h5: text: expected unsigned 8-bit values or little-endian floats
          flat       | odd.h5: flat: expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [5, 24]
          huge       | odd.h5: huge: expected at most 2147483639 images
          unwritten  | odd.h5: unwritten: the chunk at [0, 0, 0] cannot be read
          group      | odd.h5: expected a data set group, found a group
          group/none | odd.h5: expected a data set group/none, found big-endian, flat, group,
          absent     | odd.h5: expected a data set absent, found big-endian, flat, group, huge,
          """)
  void refusesOtherData(String dataset, String problem) {
    assertThatThrownBy(() -> Hdf5Images.open(fixture("odd.h5"), dataset))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("a.h5"), "no HDF5 file".repeat(100));
    assertThatThrownBy(() -> Hdf5Images.open(text, "images"))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(text + ": damaged or unsupported HDF5 file: ");
    assertThatThrownBy(() -> Hdf5Images.open(folder.resolve("absent.h5"), "images"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey-u1.h5", "last-u1.h5", "last-f4.h5"})
  void damageEndsInAMessage(String name) throws IOException {
    Damage.Loader loader = file -> Hdf5Images.open(file, "images");
    Damage.cut(fixture(name), folder, loader); // h5py leaves unused bytes at the end
    assertThat(Damage.flip(fixture(name), folder, 300, loader)).isPositive();
  }
}
