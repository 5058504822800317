package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.infogan.data.ByteImages;
import org.infogan.data.DataFormatException;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with what NumPy reads from the same files; see make_idx_fixtures.py. */
public class IdxFilesTest {

  public static final Path FIXTURES = Path.of("src/test/resources/data");

  @ParameterizedTest
  @CsvSource({"grey-idx3-ubyte, 7", "grey-idx3-ubyte.gz, 7", "colour-idx4-ubyte.gz, 4"})
  void readsTheImagesThatNumpyWrote(String file, int count) throws IOException {
    ByteImages images = IdxFiles.readImages(FIXTURES.resolve(file));
    assertThat(images.size()).isEqualTo(count);
    int compared = 0;
    for (String line : Files.readAllLines(FIXTURES.resolve("idx_sums.txt"))) {
      String[] words = line.split(" ", -1);
      if (file.startsWith(words[0] + "-")) {
        int[] sums = Arrays.stream(words, 1, 7).mapToInt(Integer::parseInt).toArray();
        compareImage(images, sums);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(count);
  }

  /** Compares with index, channels, height, width, sum and sum weighted by position. */
  private static void compareImage(ByteImages images, int[] numpy) {
    assertThat(images.shape()).isEqualTo(new ImageShape(numpy[1], numpy[2], numpy[3]));
    float[] pixels = new float[images.shape().pixels()];
    images.read(numpy[0], pixels);
    int sum = 0;
    int weighted = 0;
    for (int p = 0; p < pixels.length; p++) {
      int value = Math.round(pixels[p] * 255);
      sum += value;
      weighted += value * (p + 1);
    }
    assertThat(sum).as("sum of image %d", numpy[0]).isEqualTo(numpy[4]);
    assertThat(weighted).as("weighted sum of image %d", numpy[0]).isEqualTo(numpy[5]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels-idx1-ubyte", "labels-idx1-ubyte.gz"})
  void readsTheLabelsThatNumpyWrote(String file) throws IOException {
    List<String> lines = Files.readAllLines(FIXTURES.resolve("idx_sums.txt"));
    String[] words = lines.get(lines.size() - 1).split(" ", -1);
    int[] numpy = Arrays.stream(words, 1, words.length).mapToInt(Integer::parseInt).toArray();
    assertThat(numpy).hasSize(7).startsWith(0, 255);
    assertThat(IdxFiles.readLabels(FIXTURES.resolve(file))).isEqualTo(numpy);
  }

  @Test
  void readsImagesWithTheirLabels(@TempDir Path folder) throws IOException {
    Path images = FIXTURES.resolve("grey-idx3-ubyte");
    Path labels = FIXTURES.resolve("labels-idx1-ubyte.gz");
    ByteImages labelled = IdxFiles.read(images, labels);
    assertThat(labelled.size()).isEqualTo(7);
    assertThat(labelled.label(1)).isEqualTo(255);
    Path few = Files.write(folder.resolve("few"), new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 5});
    assertThatThrownBy(() -> IdxFiles.read(images, few))
        .isInstanceOf(DataFormatException.class)
        .hasMessage(few + ": expected 7 labels, one per image of " + images + ", found 1");
  }

  @Test
  void gzipIsToldByContentNotByName(@TempDir Path folder) throws IOException {
    Path packed = folder.resolve("packed-without-suffix");
    Path plain = folder.resolve("plain.gz");
    Files.copy(FIXTURES.resolve("labels-idx1-ubyte.gz"), packed);
    Files.copy(FIXTURES.resolve("labels-idx1-ubyte"), plain);
    assertThat(IdxFiles.readLabels(packed))
        .isEqualTo(IdxFiles.readLabels(plain))
        .startsWith(0, 255);
  }

  @Test
  void leavesTheStreamOpen() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    byte[] bytes = Files.readAllBytes(FIXTURES.resolve("grey-idx3-ubyte.gz"));
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThat(IdxFiles.readImages(in, "grey").size()).isEqualTo(7);
    assertThat(closed).isFalse();
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  void aFailureOfTheDiskNamesTheDataAndIsNoFormatError() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("device not ready");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> IdxFiles.readImages(broken, "tape"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("tape: device not ready");
    assertThatThrownBy(() -> IdxFiles.readLabels(FIXTURES.resolve("absent")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
