package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files end in a message, whatever the damage. */
class IdxDamageTest {

  /** More than the reader's buffers, far less than what a mutated header can claim. */
  private static final long MOST_BYTES_ALLOCATED = 1_000_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # header and data of an image file            | message after the name
          00000801 00000002 0708                        | expected magic number 0x00000803 (or 0x00000804, with channels), found 0x00000801 (unsigned bytes, dimensions: 1)
          00000D03 00000001 00000001 00000001 3F800000  | expected magic number 0x00000803 (or 0x00000804, with channels), found 0x00000D03 (floats, dimensions: 3)
          00000805 00000001 00000001 00000001 07        | expected magic number 0x00000803 (or 0x00000804, with channels), found 0x00000805 (unsigned bytes, dimensions: 5)
          89504E47 0D0A1A0A                             | expected magic number 0x00000803 (or 0x00000804, with channels), found 0x89504E47
          ''                                            | expected an IDX header, found the end of the file after byte 0
          0000                                          | expected an IDX header, found the end of the file after byte 2
          00000803 00000001 000000                      | expected an IDX header, found the end of the file after byte 11
          00000803 00000000 00000001 00000001           | images: expected a size from 1 to 2147483647, found 0
          00000803 00000001 00000000 00000001           | height: expected a size from 1 to 2147483647, found 0
          00000803 00000001 00000001 FFFFFFFF 07        | width: expected a size from 1 to 2147483647, found 4294967295
          00000804 00000001 80000000 00000001 00000001  | channels: expected a size from 1 to 2147483647, found 2147483648
          00000803 00000001 7FFFFFFF 7FFFFFFF 07        | expected images of at most 2147483639 pixels, found sizes [1, 2147483647, 2147483647]
          00000804 00000001 7FFFFFFF 7FFFFFFF 7FFFFFFF  | expected images of at most 2147483639 pixels, found sizes [2147483647, 2147483647, 2147483647]
          00000804 00000001 00010000 00000100 00000080  | expected images of at most 2147483639 pixels, found sizes [65536, 256, 128]
          00000803 00000002 00000001 00000003 0102030405 | expected 6 bytes of pixels, found 5
          00000803 0000EA60 0000001C 0000001C 01020304  | expected 47040000 bytes of pixels, found 4
          00000803 7FFFFFFF 00007FFF 0000FFFF 01020304  | expected 4611474912194953215 bytes of pixels, found 4
          00000803 00000001 00000001 00000001 0708      | expected the end of the file after 17 bytes, found more
          """)
  void imagesWithDamage(String hex, String problem) {
    byte[] plain = HexFormat.of().parseHex(hex.replace(" ", ""));
    for (byte[] bytes : new byte[][] {plain, gzip(plain)}) {
      assertThatThrownBy(() -> IdxFiles.readImages(new ByteArrayInputStream(bytes), "file"))
          .isInstanceOf(DataFormatException.class)
          .hasMessage("file: " + problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00000803 00000001 00000001 00000001 07 | expected magic number 0x00000801, found 0x00000803 (unsigned bytes, dimensions: 3)
          00000C01 00000001 00000007             | expected magic number 0x00000801, found 0x00000C01 (ints, dimensions: 1)
          00000801 00000000                      | labels: expected a size from 1 to 2147483647, found 0
          00000801 7FFFFFFF 010203               | expected 2147483647 bytes of labels, found 3
          00000801 00000002 010203               | expected the end of the file after 10 bytes, found more
          """)
  void labelsWithDamage(String hex, String problem) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> IdxFiles.readLabels(new ByteArrayInputStream(bytes), "file"))
        .isInstanceOf(DataFormatException.class)
        .hasMessage("file: " + problem);
  }

  @Test
  void gzipWithDamage() throws IOException {
    byte[] good = Files.readAllBytes(IdxFilesTest.FIXTURES.resolve("grey-idx3-ubyte.gz"));

    byte[] wrongSum = good.clone();
    wrongSum[good.length - 8] ^= 1;
    assertDamagedGzip(wrongSum);

    byte[] wrongMethod = good.clone();
    wrongMethod[2] = 7;
    assertDamagedGzip(wrongMethod);

    assertDamagedGzip(Arrays.copyOf(good, 6));
    assertDamagedGzip(Arrays.copyOf(good, good.length / 2));
    assertDamagedGzip(Arrays.copyOf(good, good.length - 3));
  }

  private static void assertDamagedGzip(byte[] bytes) {
    assertThatThrownBy(() -> IdxFiles.readImages(new ByteArrayInputStream(bytes), "file.gz"))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith("file.gz: damaged gzip data: ");
  }

  @ParameterizedTest
  @CsvSource({"grey-idx3-ubyte, 1", "grey-idx3-ubyte.gz, 2", "colour-idx4-ubyte.gz, 3"})
  void mutatedFilesNeverDoWorse(String file, long seed) throws IOException {
    byte[] good = Files.readAllBytes(IdxFilesTest.FIXTURES.resolve(file));
    Random random = new Random(seed);
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = mutate(good, random);
      long before = memory.getCurrentThreadAllocatedBytes();
      try {
        IdxFiles.readImages(new ByteArrayInputStream(bytes), "file");
      } catch (IOException e) {
        refused++;
        assertThat(e).hasMessageStartingWith("file: ");
      } catch (RuntimeException | Error e) {
        fail("mutation " + i + " of " + file + ": " + HexFormat.of().formatHex(bytes), e);
      }
      long allocated = memory.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes for mutation %d", i).isLessThan(MOST_BYTES_ALLOCATED);
    }
    assertThat(refused).isGreaterThan(1000);
  }

  /** Flips bits (mostly early, where the headers are), overwrites a size or cuts the end. */
  private static byte[] mutate(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      int range = random.nextBoolean() ? Math.min(24, bytes.length) : bytes.length;
      bytes[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
    }
    if (random.nextInt(4) == 0) {
      ByteBuffer.wrap(bytes).putInt(4 * (1 + random.nextInt(3)), random.nextInt());
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
