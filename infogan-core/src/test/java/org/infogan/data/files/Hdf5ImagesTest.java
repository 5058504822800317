package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
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
          int16      | odd.h5: int16: expected uint8, bool, float32 or float64, found int16; store images.astype(numpy.uint8)
          signed     | odd.h5: signed: expected uint8, bool, float32 or float64, found int8
          text       | odd.h5: text: expected uint8, bool, float32 or float64, found texts
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

  private static float[] all(ImageDataset images) {
    float[] all = new float[images.size() * images.shape().pixels()];
    float[] pixels = new float[images.shape().pixels()];
    for (int i = 0; i < images.size(); i++) {
      images.read(i, pixels);
      System.arraycopy(pixels, 0, all, i * pixels.length, pixels.length);
    }
    return all;
  }

  /** See make_hdf5_kinds.py. */
  private static float[] expected() {
    float[] values = new float[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = 7 * i % 256 / 255f;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"little-f4", "little-f8", "big-f4", "big-f8"})
  void takesFloatsOfEitherByteOrder(String name) throws IOException {
    Path file = fixture("kinds.h5");
    assertThat(all(Hdf5Images.open(file, name))).isEqualTo(expected());
    assertThat(all(Hdf5Images.open(file, name + "-chunks"))).isEqualTo(expected());
    Path npy = folder.resolve("a.npy");
    assertThat(all(Hdf5Images.unpack(file, name + "-chunks", npy))).isEqualTo(expected());
  }

  @Test
  void takesBooleansForBlackAndWhite() throws IOException {
    Path file = fixture("kinds.h5");
    float[] expected = new float[256];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i / 3 % 2;
    }
    assertThat(all(Hdf5Images.open(file, "booleans"))).isEqualTo(expected);
    assertThat(all(Hdf5Images.open(file, "booleans-chunks"))).isEqualTo(expected);
    Path npy = folder.resolve("a.npy");
    assertThat(all(Hdf5Images.unpack(file, "booleans-chunks", npy))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alone", "packed", "odd", "floats", "first", "between"})
  void comparesChecksums(String name) throws IOException {
    assertThat(all(Hdf5Images.open(fixture("checksums.h5"), name))).isEqualTo(expected());
  }

  @Test
  void aChangedValueIsNoticedByItsChecksum() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("checksums.h5"));
    byte[] chunk = new byte[40];
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = (byte) (7 * i);
    }
    int changed = 0;
    for (int at = 0; at + chunk.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + chunk.length, chunk, 0, chunk.length)) {
        bytes[at + 3] ^= 16;
        changed++;
      }
    }
    assertThat(changed).isPositive();
    Path file = Files.write(folder.resolve("a.h5"), bytes);
    assertThatThrownBy(() -> Hdf5Images.open(file, "alone"))
        .isInstanceOf(DataFormatException.class)
        .hasMessageMatching(
            "\\Q"
                + file
                + "\\E: alone: the chunk at \\[0, 0, 0]: expected Fletcher-32 \\w{8}, found \\w{8}");
  }

  @ParameterizedTest
  @CsvSource({
    "colours, found an enumeration of 8 bits; store",
    "int64, found int64; store",
    "float16, found float16; store",
    "texts, 'found texts, or lists of different lengths; store'",
    "pairs, found compound values; store",
    "ones, found 0 and 1 only; save images * 255",
    "one-image, a single image becomes several by images[numpy.newaxis]"
  })
  void saysWhatOtherTypesAreAndWhatHelps(String name, String problem) {
    assertThatThrownBy(() -> Hdf5Images.open(fixture("kinds.h5"), name))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(fixture("kinds.h5") + ": " + name + ": expected ")
        .hasMessageContaining(problem);
  }
}
