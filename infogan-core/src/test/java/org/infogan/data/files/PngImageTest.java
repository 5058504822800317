package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and their values by the specification: see make_png_fixtures.py. */
class PngImageTest {

  private static final Path FIXTURES = IdxFilesTest.FIXTURES.resolve("png");

  @TempDir private Path folder;

  @Test
  void everyKindHasTheValuesOfTheSpecification() throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(FIXTURES.resolve("values.txt"))) {
      if (!line.startsWith("#")) {
        String[] words = line.split(" ", -1);
        ImageFile image = ImageFile.read(FIXTURES.resolve(words[0]), null);
        int[] sizes = Arrays.stream(words, 1, 4).mapToInt(Integer::parseInt).toArray();
        assertThat(image.shape())
            .as(words[0])
            .isEqualTo(new ImageShape(sizes[0], sizes[1], sizes[2]));
        float[] expected = new float[words.length - 4];
        for (int i = 0; i < expected.length; i++) {
          expected[i] = Float.parseFloat(words[i + 4]);
        }
        assertThat(image.pixels()).as(words[0]).containsExactly(expected, within(3e-7f));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(67);
  }

  private Path changed(String fixture, int position, int... bytes) throws IOException {
    byte[] png = Files.readAllBytes(FIXTURES.resolve(fixture));
    for (int i = 0; i < bytes.length; i++) {
      png[position + i] = (byte) bytes[i];
    }
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return Files.write(folder.resolve("changed.png"), png);
  }

  @Test
  void refusesWhatTheFormatDoesNotHave() throws IOException {
    assertRefused(changed("grey-8.png", 25, 1), "colour type 1");
    assertRefused(changed("grey-8.png", 24, 3), "depth 3");
    assertRefused(changed("rgb-8.png", 24, 4), "colour type 2, depth 4");
    assertRefused(changed("grey-8.png", 28, 2), "methods 0, 0 and 2");
    assertRefused(changed("grey-8.png", 16, 0, 0, 0, 0), "found 0 × 11");
    assertRefused(changed("grey-8.png", 25, 3), "expected a palette, found none");
    assertRefused(changed("grey-8.png", 21, 0x10), "packed ones");
    assertRefused(changed("grey-8.png", 12, 'C', 'g', 'B', 'I'), "Apple's own format");
    assertRefused(changed("grey-8.png", 60, 0xab), "IDAT: expected CRC-32");
  }

  private static void assertRefused(Path png, String part) {
    assertThatThrownBy(() -> ImageFile.read(png, null))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(png + ": damaged or unsupported PNG image: ")
        .hasMessageContaining(part);
  }
}
