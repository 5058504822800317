package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.infogan.data.ArraySums;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageDataset;
import org.infogan.io.Npy;
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
          flat.npy          @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [5, 24]; give rows of pixels the shape of images, such as images.reshape(-1, 28, 28)
          four-channels.npy @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [2, 4, 5, 5]
          either-way.npy    @ expected shape [N, H, W], [N, C, H, W] or [N, H, W, C] with C either 1 or 3, found [2, 3, 5, 3]
          int64.npy         @ expected values of type uint8, bool, float32 or float64, found <i8; save array.astype(numpy.uint8) if the values are from 0 to 255, otherwise array.astype(numpy.float32) of values from 0 to 1
          cifar10.bin       @ expected a .npy file, found other bytes
          """)
  void refusesOtherArrays(String name, String problem) {
    assertThatThrownBy(() -> NpyImages.open(fixture(name)))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(fixture(name) + ": " + problem);
  }

  @Test
  void refusesValuesOutOfRange() throws IOException {
    Path file = fixture("bytes-as-floats.npy");
    assertThatThrownBy(() -> NpyImages.open(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessageMatching(
            ("\\Q" + file + "\\E: image 0: expected values in \\[0, 1], found \\d+.0")
                + "; save images / 255 if they are from 0 to 255");
    float[] units = new float[4];
    units[2] = -0.5f;
    Path negative = write("(1, 2, 2)", "'<f4'", ByteOrder.LITTLE_ENDIAN, units);
    assertThatThrownBy(() -> NpyImages.open(negative))
        .hasMessageEndingWith("found -0.5; save (images + 1) / 2 if they are from -1 to 1");
    float[] many = new float[400];
    many[397] = 2;
    ImageDataset images =
        NpyImages.open(write("(200, 1, 2)", "'<f4'", ByteOrder.LITTLE_ENDIAN, many));
    assertThatThrownBy(() -> images.read(198, new float[2]))
        .as("one that was not looked at before")
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(DataFormatException.class)
        .hasMessageContaining("image 198: expected values in [0, 1], found 2.0");
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
            file + ": imgs: expected uint8 [N, H, W], found float32 images of shape [3, 4, 6]");
  }

  private Path write(String shape, String descr, ByteOrder order, float... values)
      throws IOException {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(order);
    for (float value : values) {
      data.putFloat(value);
    }
    return write(
        "{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }", 1, data);
  }

  private Path write(String text, int version, ByteBuffer data) throws IOException {
    byte[] header = (text + " \n").getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(12 + header.length + data.capacity());
    file.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length);
    } else {
      file.putInt(header.length);
    }
    file.put(header).put(data.duplicate().rewind()).flip();
    byte[] bytes = new byte[file.remaining()];
    file.get(bytes);
    return Files.write(folder.resolve("array.npy"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", ">", "=", "", "|"})
  void takesEveryByteOrderAsNumpyDoes(String order) throws IOException {
    ByteOrder of =
        order.equals("<")
            ? ByteOrder.LITTLE_ENDIAN
            : order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.nativeOrder();
    float[] values = {0, 0.25f, 0.5f, 1};
    float[] read = new float[4];
    NpyImages.open(write("(1, 2, 2)", "'" + order + "f4'", of, values)).read(0, read);
    assertThat(read).isEqualTo(values);
    ByteBuffer doubles = ByteBuffer.allocate(32).order(of);
    ByteBuffer bytes = ByteBuffer.allocate(4);
    ByteBuffer booleans = ByteBuffer.allocate(4);
    for (float value : values) {
      doubles.putDouble(value);
      bytes.put((byte) Math.round(255 * value));
      booleans.put((byte) (value > 0.3 ? 1 : 0));
    }
    NpyImages.open(write(dictionary(order + "f8"), 1, doubles)).read(0, read);
    assertThat(read).isEqualTo(values);
    NpyImages.open(write(dictionary(order + "u1"), 2, bytes)).read(0, read);
    assertThat(read).containsExactly(0, 64 / 255f, 128 / 255f, 1);
    Path file = write(dictionary(order + "b1"), 3, booleans);
    NpyImages.open(file).read(0, read);
    assertThat(read).containsExactly(0, 0, 1, 1);
    assertThat(Npy.read(file).reshape(4).toFloatVector())
        .as("as an array")
        .containsExactly(0, 0, 1, 1);
    file = write("(1, 2, 2)", "'" + order + "f4'", of, values);
    assertThat(Npy.read(file).reshape(4).toFloatVector()).isEqualTo(values);
  }

  private static String dictionary(String descr) {
    return "{'descr': '" + descr + "', 'fortran_order': False, 'shape': (1, 2, 2), }";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr':'|u1','fortran_order':False,'shape':(1,2,2)}",
        "{'shape': (1, 2, 2,), 'descr': '|u1', 'fortran_order': False}",
        "{'fortran_order': False, 'shape': (1L, 2L, 2L), 'descr': u'|u1', }",
        "{\"descr\": \"|u1\", \"fortran_order\": False, \"shape\": (1, 2, 2)}",
        "  {  'descr' : '|u1' ,\n 'fortran_order' : False ,\t'shape' : ( 1 , 2 , 2 ) , }   ",
        "{'descr': 'uint8', 'fortran_order': False, 'shape': (1, 2, 2), }",
      })
  void takesHeadersHoweverTheyAreWritten(String text) throws IOException {
    for (int version = 1; version <= 3; version++) {
      ByteBuffer bytes = ByteBuffer.wrap(new byte[] {0, 51, 102, (byte) 255});
      float[] read = new float[4];
      NpyImages.open(write(text, version, bytes)).read(0, read);
      assertThat(read).containsExactly(0, 0.2f, 0.4f, 1);
    }
  }

  @Test
  void bytesOfZeroAndOneAreRefused() throws IOException {
    ByteBuffer bits = ByteBuffer.wrap(new byte[] {0, 1, 1, 0});
    assertThatThrownBy(() -> NpyImages.open(write(dictionary("|u1"), 1, bits)))
        .isInstanceOf(DataFormatException.class)
        .hasMessageContaining(
            "expected bytes from 0 to 255, found 0 and 1 only; save images * 255");
    assertThat(NpyImages.open(write(dictionary("|u1"), 1, ByteBuffer.allocate(4))).size())
        .as("black")
        .isOne();
  }
}
