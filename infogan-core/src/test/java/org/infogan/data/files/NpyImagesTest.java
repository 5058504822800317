package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.infogan.data.ArraySums;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.io.NpyHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Compares with what NumPy wrote; see make_array_fixtures.py. */
class NpyImagesTest {

  @TempDir private Path folder;

  private static Path fixture(String name) {
    return ArraySums.FOLDER.resolve(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey-u1", "first-u1", "last-u1", "grey-f4", "last-f4", "last-f8"})
  void readsWhatNumpyWrote(String name) throws IOException {
    ImageDataset onDisk = NpyImages.open(fixture(name + ".npy"));
    assertThat(onDisk.readsFromDisk()).isTrue();
    ArraySums.compare(name + ".npy", onDisk);
    for (String archive : new String[] {"stored.npz", "packed.npz"}) {
      ImageDataset inMemory = NpyImages.read(fixture(archive), name);
      assertThat(inMemory.readsFromDisk()).isFalse();
      ArraySums.compare(name + ".npy", inMemory);
      Path unpacked = folder.resolve(name + ".npy");
      ArraySums.compare(name + ".npy", NpyImages.unpack(fixture(archive), name, unpacked));
    }
    try (var files = Files.list(folder)) {
      assertThat(files).as("no half file is left").hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          fortran.npy       @ expected C order, found Fortran order; save numpy.ascontiguousarray(images)
          flat.npy          @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [5, 24]
          four-channels.npy @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [2, 4, 5, 5]
          either-way.npy    @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [2, 3, 5, 3]
          int64.npy         @ expected values of type '<f4', '<f8' or '|u1', found <i8
          cifar10.bin       @ expected a .npy file of format 1.0, found other bytes
          """)
  void refusesOtherArrays(String name, String problem) {
    assertThatThrownBy(() -> NpyImages.open(fixture(name)))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(fixture(name) + ": " + problem);
  }

  @Test
  void refusesValuesOutOfRangeWhenTheyAreRead() throws IOException {
    Path file = fixture("bytes-as-floats.npy");
    ImageDataset images = NpyImages.open(file);
    assertThatThrownBy(() -> images.read(3, new float[24]))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(DataFormatException.class)
        .hasMessageMatching(
            "\\Q" + file + "\\E: image 3: expected values in \\[0, 1], found \\d+.0");
  }

  @Test
  void comparesTheLengthOfTheFileWithItsHeader() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("grey-u1.npy"));
    Path file = folder.resolve("a.npy");
    for (int length : new int[] {bytes.length - 1, bytes.length + 1}) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> NpyImages.open(file))
          .isInstanceOf(DataFormatException.class)
          .hasMessage(file + ": expected 120 bytes of values, found " + (length - 128));
    }
    Files.write(file, NpyHeader.encode(DataType.UINT8, new long[] {1L << 40, 28, 28}));
    assertThatThrownBy(() -> NpyImages.open(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("expected at most 2147483639 images");
    Files.write(file, NpyHeader.encode(DataType.DOUBLE, new long[] {1, 1 << 14, 1 << 14}));
    assertThatThrownBy(() -> NpyImages.open(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining("found shape [1, 16384, 16384]");
  }

  @Test
  void aFileThatShrinksIsNamed() throws IOException {
    Path file = folder.resolve("a.npy");
    Files.copy(fixture("grey-u1.npy"), file);
    ImageDataset images = NpyImages.open(file);
    Files.write(file, new byte[200]);
    assertThatThrownBy(() -> images.read(4, new float[24]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(file + ": image 4: the file has become shorter since it was opened");
    Files.delete(file);
    assertThatThrownBy(() -> images.read(4, new float[24]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": image 4: ");
  }

  @Test
  void namesTheArraysThatAreThere() {
    Path file = fixture("dsprites.npz");
    assertThatThrownBy(() -> NpyImages.read(file, "images"))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(file + ": expected an array images, found imgs, latents_classes");
    assertThatThrownBy(() -> NpyImages.read(folder.resolve("absent.npz"), "x"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whatDoesNotFitIntoMemoryIsRefusedBeforeItIsRead() throws IOException {
    Path file = folder.resolve("large.npz");
    long[] extents = {Integer.MAX_VALUE - 8, 1024, 1024};
    writeZip(file, NpyHeader.encode(DataType.UINT8, extents));
    assertThatThrownBy(() -> NpyImages.read(file, "x"))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(
            file + ": x: 2251799804248064 bytes of images do not fit into the Java heap of ")
        .hasMessageEndingWith("; enlarge it (-Xmx), or unpack it with NpyImages.unpack");
    Path npy = folder.resolve("large.npy");
    assertThatThrownBy(() -> NpyImages.unpack(file, "x", npy))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(file + ": x: expected 2251799804248064 bytes of values, found 0");
    assertThat(npy).doesNotExist();
  }

  @Test
  void anArrayOfAnotherLengthThanItsHeaderSays() throws IOException {
    byte[] bytes = Files.readAllBytes(fixture("grey-u1.npy"));
    Path file = folder.resolve("a.npz");
    writeZip(file, Arrays.copyOf(bytes, bytes.length - 10));
    assertThatThrownBy(() -> NpyImages.read(file, "x"))
        .hasMessage(file + ": x: expected 120 bytes of values, found 110");
    writeZip(file, Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> NpyImages.read(file, "x"))
        .hasMessage(file + ": x: expected 120 bytes of values, found more");
  }

  private static void writeZip(Path file, byte[] npy) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(npy);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "packed.npz"})
  void aDamagedArchiveNeverYieldsOtherPixels(String name) throws IOException {
    Damage.Loader loader =
        file -> {
          ImageDataset images = NpyImages.read(file, "grey-u1");
          ArraySums.compare("grey-u1.npy", images);
          return images;
        };
    assertThat(Damage.cut(fixture(name), folder, loader)).isZero();
    assertThat(Damage.flip(fixture(name), folder, 300, loader)).isPositive();
  }

  @Test
  void readsDspritesAsBits() throws IOException {
    ImageDataset sprites = DSprites.read(fixture("dsprites.npz"));
    ArraySums.compare("dsprites.npz", sprites);
    assertThat(sprites.readsFromDisk()).isFalse();
    Path others = fixture("sprites-of-2.npz");
    assertThatThrownBy(() -> DSprites.read(others))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(others + ": imgs: image 0: expected values of 0 and 1, found others");
    Path file = folder.resolve("f.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("imgs.npy"));
      zip.write(Files.readAllBytes(fixture("last-f4.npy")));
    }
    assertThatThrownBy(() -> DSprites.read(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(
            file + ": imgs: expected UINT8 [N, H, W], found FLOAT32 images of shape [3, 4, 6]");
  }
}
