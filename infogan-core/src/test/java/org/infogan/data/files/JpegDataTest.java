package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that ImageMagick wrote, with bytes that no pixel needs, or without such that pixels do. */
class JpegDataTest {

  private static final Path FIXTURES = IdxFilesTest.FIXTURES.resolve("images");

  @TempDir private Path folder;

  private float[] pixels(byte[] jpeg) throws IOException {
    return ImageFile.read(Files.write(folder.resolve("a.jpg"), jpeg), null).pixels();
  }

  private void assertMissing(byte[] jpeg) throws IOException {
    Path file = Files.write(folder.resolve("a.jpg"), jpeg);
    assertThatThrownBy(() -> ImageFile.read(file, null))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": damaged or unsupported JPEG image: ");
  }

  /** Where segments and scans' data begin, from the first behind the start mark on. */
  private static List<Integer> segments(byte[] jpeg) {
    List<Integer> found = new ArrayList<>();
    int at = 2;
    while ((jpeg[at + 1] & 0xff) != 0xd9) {
      found.add(at);
      int marker = jpeg[at + 1] & 0xff;
      at += 2 + (((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff));
      while (marker == 0xda && !(jpeg[at] == (byte) 0xff && jpeg[at + 1] != 0)) {
        at++;
      }
    }
    found.add(at);
    return found;
  }

  private static byte[] insert(byte[] jpeg, int position, byte[] spare) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, position);
    all.write(spare, 0, spare.length);
    all.write(jpeg, position, jpeg.length - position);
    return all.toByteArray();
  }

  private static byte[] segment(int marker, String text) {
    byte[] body = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] header = {(byte) 0xff, (byte) marker, 0, (byte) (body.length + 2)};
    return insert(body, 0, header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.jpeg", "grey.jpg", "progressive.jpg"})
  void bytesThatNoPixelNeedsChangeNothing(String name) throws IOException {
    byte[] jpeg = Files.readAllBytes(FIXTURES.resolve(name));
    float[] expected = pixels(jpeg);
    List<Integer> segments = segments(jpeg);
    for (int at : segments) {
      for (byte[] spare : new byte[][] {new byte[1], new byte[5], new byte[700], {7, 7, 7}}) {
        assertThat(pixels(insert(jpeg, at, spare)))
            .as("%d at %d", spare.length, at)
            .isEqualTo(expected);
      }
    }
    for (int marker = 0xe1; marker <= 0xef; marker++) {
      for (String text :
          new String[] {"", "x", "ICC_PROFILE\0\1\1", "ICC_PROFILE\0\2\1rubbish", "Exif\0\0MM"}) {
        byte[] twice = segment(marker, text);
        byte[] added = insert(insert(jpeg, segments.get(1), twice), segments.get(1), twice);
        assertThat(pixels(added)).as("%x %s", marker, text).isEqualTo(expected);
      }
    }
    byte[] everywhere = jpeg;
    for (int i = segments.size() - 1; i >= 0; i--) {
      everywhere = insert(everywhere, segments.get(i), new byte[9]);
    }
    assertThat(pixels(everywhere)).isEqualTo(expected);
    byte[] version2 = jpeg.clone();
    version2[segments.get(0) + 9] = 2;
    assertThat(pixels(version2)).isEqualTo(expected);
    assertThat(pixels(insert(jpeg, jpeg.length, new byte[1000]))).isEqualTo(expected);
    assertThat(pixels(Arrays.copyOf(jpeg, jpeg.length - 2))).as("no end mark").isEqualTo(expected);
  }

  /** The JDK's reader warns once: what comes first must not hide what is missing behind it. */
  @ParameterizedTest
  @ValueSource(strings = {"rgb.jpeg", "grey.jpg", "progressive.jpg"})
  void missingPixelsAreNoticedBehindSpareBytes(String name) throws IOException {
    byte[] jpeg = Files.readAllBytes(FIXTURES.resolve(name));
    List<Integer> segments = segments(jpeg);
    int end = segments.get(segments.size() - 1);
    byte[] cut =
        insert(Arrays.copyOf(jpeg, end - 12), end - 12, new byte[] {(byte) 0xff, (byte) 0xd9});
    assertMissing(cut);
    for (int at : segments.subList(0, segments.size() - 1)) {
      assertMissing(insert(cut, at, new byte[30]));
    }
  }

  @Test
  void aProgressiveImageWithoutEndMarkMustHaveAllItsScans() throws IOException {
    byte[] jpeg = Files.readAllBytes(FIXTURES.resolve("progressive.jpg"));
    for (int at : segments(jpeg)) {
      if (at > 20 && at < jpeg.length - 2) {
        assertMissing(Arrays.copyOf(jpeg, at));
      }
    }
  }

  /** Without JFIF's segment, Java takes Y, Cb and Cr in one resolution for red, green and blue. */
  @Test
  void coloursDoNotDependOnSegmentsThatAreLost() throws IOException {
    byte[] jpeg = Files.readAllBytes(FIXTURES.resolve("rgb.jpeg"));
    List<Integer> segments = segments(jpeg);
    byte[] without =
        insert(Arrays.copyOfRange(jpeg, segments.get(1), jpeg.length), 0, Arrays.copyOf(jpeg, 2));
    assertThat(pixels(without)).isEqualTo(pixels(jpeg));
    byte[] rgb = insert(without, 2, segment(0xee, "Adobe\0d\0\0\0\0\0"));
    assertThat(pixels(rgb)).as("stored as red, green, blue").isNotEqualTo(pixels(jpeg));
    byte[] ycc = insert(without, 2, segment(0xee, "Adobe\0d\0\0\0\0\1"));
    assertThat(pixels(ycc)).isEqualTo(pixels(jpeg));
    assertThat(pixels(insert(jpeg, segments.get(1), segment(0xee, "Adobe\0d\0\0\0\0\u0009"))))
        .as("an unknown number")
        .isEqualTo(pixels(jpeg));
  }
}
