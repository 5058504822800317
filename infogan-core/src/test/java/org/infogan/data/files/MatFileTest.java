package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.infogan.data.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made byte by byte; those of SciPy are {@link SvhnTest}'s. */
class MatFileTest {

  private static final int DOUBLES = 6;
  private static final int BYTES = 9;

  @TempDir private Path folder;

  /** A file under construction, in one of the two byte orders. */
  private static final class Bytes {
    private final ByteBuffer buffer;

    Bytes(boolean big) {
      buffer = ByteBuffer.allocate(4096);
      buffer.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      buffer.position(124).putShort((short) 0x0100).putShort((short) 0x4d49);
    }

    /** An element; a size of −1 stands for that of the data. */
    Bytes element(int type, int size, byte... data) {
      buffer.putInt(type).putInt(size < 0 ? data.length : size).put(data);
      buffer.position((buffer.position() + 7) / 8 * 8);
      return this;
    }

    Bytes ints(int type, int... values) {
      buffer.putInt(type).putInt(4 * values.length);
      IntStream.of(values).forEach(buffer::putInt);
      buffer.position((buffer.position() + 7) / 8 * 8);
      return this;
    }

    Bytes name(String name) {
      return element(1, -1, name.getBytes(StandardCharsets.US_ASCII));
    }

    Bytes small(int type, byte... data) {
      buffer.putInt(data.length << 16 | type).put(data);
      buffer.position((buffer.position() + 7) / 8 * 8);
      return this;
    }

    int begin() {
      buffer.putInt(14).putInt(0);
      return buffer.position();
    }

    Bytes end(int begin) {
      buffer.putInt(begin - 4, buffer.position() - begin);
      return this;
    }

    /** A whole variable of class uint8. */
    Bytes variable(String name, int... values) {
      int begin = begin();
      byte[] data = new byte[values.length];
      IntStream.range(0, data.length).forEach(i -> data[i] = (byte) values[i]);
      ints(6, BYTES, 0).ints(5, 1, data.length).name(name).element(2, -1, data);
      return end(begin);
    }

    byte[] bytes() {
      byte[] bytes = new byte[buffer.position()];
      buffer.get(0, bytes);
      return bytes;
    }
  }

  private Map<String, MatFile.Numbers> read(Bytes bytes) throws IOException {
    return MatFile.read(Files.write(folder.resolve("a.mat"), bytes.bytes()), Set.of("X", "y"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsWhatIsWantedInBothByteOrders(boolean big) throws IOException {
    Bytes bytes = new Bytes(big).variable("other", 1, 2, 3).variable("y", 7, 200);
    int begin = bytes.begin();
    // Numbers of class double, stored as four shorts.
    bytes.ints(6, DOUBLES, 0).ints(5, 2, 2).small(1, (byte) 'X');
    bytes.buffer.putInt(3).putInt(8);
    IntStream.of(1, -2, 300, -4).forEach(value -> bytes.buffer.putShort((short) value));
    Map<String, MatFile.Numbers> found = read(bytes.end(begin));
    assertThat(found).containsOnlyKeys("X", "y");
    assertThat(numbers(found.get("y"))).containsExactly(7, 200);
    assertThat(numbers(found.get("X"))).containsExactly(1, -2, 300, -4);
    assertThat(found.get("X").type()).isEqualTo("double");
    assertThat(found.get("X").extents()).isEqualTo(List.of(2, 2));
  }

  /** The same two numbers in every type that there is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 12, 13})
  void readsNumbersOfEveryStorage(int storage) throws IOException {
    Bytes bytes = new Bytes(false);
    int begin = bytes.begin();
    bytes.ints(6, DOUBLES, 0).ints(5, 1, 2).name("y");
    int at = bytes.buffer.position();
    bytes.buffer.putInt(storage).putInt(0);
    for (int value : new int[] {5, 100}) {
      switch (storage) {
        case 1, 2 -> bytes.buffer.put((byte) value);
        case 3, 4 -> bytes.buffer.putShort((short) value);
        case 5, 6 -> bytes.buffer.putInt(value);
        case 7 -> bytes.buffer.putFloat(value);
        case 9 -> bytes.buffer.putDouble(value);
        default -> bytes.buffer.putLong(value);
      }
    }
    bytes.buffer.putInt(at + 4, bytes.buffer.position() - at - 8);
    assertThat(numbers(read(bytes.end(begin)).get("y"))).containsExactly(5, 100);
  }

  private static double[] numbers(MatFile.Numbers numbers) {
    return IntStream.range(0, numbers.count()).mapToDouble(numbers::get).toArray();
  }

  @Test
  void unsignedNumbersAreNotNegative() throws IOException {
    Bytes bytes = new Bytes(false);
    int begin = bytes.begin();
    bytes.ints(6, DOUBLES, 0).ints(5, 1, 2).name("y").ints(6, -1, 1);
    assertThat(numbers(read(bytes.end(begin)).get("y"))).containsExactly(4294967295.0, 1);
  }

  private static Bytes begun(int flags, String name, int... extents) {
    Bytes bytes = new Bytes(false);
    bytes.buffer.putInt(14).putInt(0x7ffffff8);
    return bytes.ints(6, flags, 0).ints(5, extents).name(name);
  }

  static Stream<Arguments> hostile() {
    Bytes level = new Bytes(false);
    level.buffer.putShort(124, (short) 0x0200);
    Bytes claimed = new Bytes(false);
    claimed.buffer.putInt(14).putInt(0x7ffffff8);
    claimed.ints(6, BYTES, 0).element(5, 0x7ffffff8);
    Bytes named = new Bytes(false);
    named.buffer.putInt(14).putInt(0x7ffffff8);
    named.ints(6, BYTES, 0).ints(5, 1, 2).element(1, 0x7ffffff8);
    return Stream.of(
        Arguments.of(level, "damaged, or not a MATLAB 5 file: expected level 0x0100, found 0x0200"),
        Arguments.of(claimed, "found 2147483640 of type 5"),
        Arguments.of(named, "found 2147483640 of type 1"),
        Arguments.of(begun(BYTES, "X", 1, 0x7ffffff0).element(2, 0x7ffffff0), "more bytes"),
        Arguments.of(begun(BYTES, "X", 1 << 20, 1 << 20).element(2, 0), "found 0 bytes of type 2"),
        Arguments.of(begun(BYTES, "X", -2, -2).element(2, -1, new byte[4]), "[-2, -2], found 4"),
        Arguments.of(begun(BYTES, "X", 2).element(2, -1, new byte[2]), "at least two numbers"),
        Arguments.of(begun(BYTES, "X", 1, 2).element(8, -1, new byte[2]), "2 bytes of type 8"),
        Arguments.of(begun(BYTES, "X", 1, 2).element(-1, -1, new byte[2]), "element, found 65535"),
        Arguments.of(begun(BYTES | 0x0800, "X", 1, 2), "X: expected real numbers, found complex"),
        Arguments.of(begun(2, "X", 1, 2), "X: expected an array of numbers, found struct"),
        Arguments.of(begun(5, "y", 1, 2), "y: expected an array of numbers, found sparse"),
        Arguments.of(new Bytes(false).element(13, -1, new byte[8]), "type 14 or 15, found 13"),
        Arguments.of(new Bytes(false).element(15, -1, new byte[8]), "damaged, or not a MATLAB 5"),
        Arguments.of(
            new Bytes(false).variable("X", 1, 2).variable("X", 1, 2), "one variable X, found two"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostile")
  void isRefused(Bytes bytes, String message) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(folder.resolve("a.mat") + ": ")
        .hasMessageContaining(message);
  }

  /** Java objects and the like have other headers; they are passed over, whatever they claim. */
  @Test
  void otherVariablesArePassedOver() throws IOException {
    Bytes bytes = new Bytes(false);
    int begin = bytes.begin();
    bytes.ints(6, 17, 0).element(1, 0x7ffffff8).end(begin).variable("y", 4);
    assertThat(numbers(read(bytes).get("y"))).containsExactly(4);
  }
}
