package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The fixtures and the rule for their values are in src/test/python/make_npy_fixtures.py. */
class NpyTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "scalar, ''",
    "vector, 7",
    "matrix, 3 4",
    "rank4, 2 3 4 5",
    "fortran_matrix, 3 4",
    "fortran_rank4, 2 3 4 5",
  })
  void readsWhatNumPyWrote(String name, String shape) throws IOException {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      byte[] file = fixture(name + (type == DataType.FLOAT ? "_f4" : "_f8"));
      assertSame(read(file), values(type, shape(shape)));
      Path path = Files.write(folder.resolve("array.npy"), file);
      assertSame(Npy.read(path), values(type, shape(shape)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "scalar, ''",
    "vector, 7",
    "matrix, 3 4",
    "rank4, 2 3 4 5",
  })
  void writesTheBytesThatNumPyWrites(String name, String shape) throws IOException {
    assertThat(write(values(DataType.FLOAT, shape(shape)))).isEqualTo(fixture(name + "_f4"));
    assertThat(write(values(DataType.DOUBLE, shape(shape)))).isEqualTo(fixture(name + "_f8"));
  }

  @Test
  void writesTheHeaderOfManyAxes() throws IOException {
    INDArray array = values(DataType.FLOAT, 1, 2, 1, 1, 1, 3, 1, 1, 1, 1, 2, 1);
    assertThat(write(array)).isEqualTo(fixture("rank12_f4"));
    assertSame(read(fixture("rank12_f4")), array);
  }

  @Test
  void readsUnsignedBytes() throws IOException {
    INDArray array = read(fixture("bytes_u1"));
    assertThat(array.dataType()).isEqualTo(DataType.UINT8);
    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.castTo(DataType.INT32).data().asInt())
        .containsExactly(0, 1, 127, 128, 254, 255);
  }

  @Test
  void keepsTheBitsOfSpecialValues() throws IOException {
    INDArray array = read(fixture("special_f4"));
    float[] expected = {
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      -0.0f,
      Float.MIN_VALUE,
      Float.MAX_VALUE
    };
    assertThat(array.dup().data().asFloat()).containsExactly(expected);
    assertThat(write(array)).isEqualTo(fixture("special_f4"));
  }

  @Test
  void writesTheElementsOfAViewWhateverItsStrides() throws IOException {
    INDArray base = values(DataType.FLOAT, 6, 8, 10);
    INDArray block =
        base.get(
            NDArrayIndex.interval(1, 2, 6), NDArrayIndex.interval(2, 5), NDArrayIndex.point(3));
    INDArray row = base.reshape(480).get(NDArrayIndex.interval(17, 29)).reshape(3, 4);
    INDArray transposed = base.permute(2, 0, 1);
    INDArray fortran = base.dup('f');
    INDArray broadcast = values(DataType.FLOAT, 1, 4).broadcast(3, 4);
    for (INDArray view : new INDArray[] {block, row, transposed, fortran, broadcast}) {
      assertSame(read(write(view)), elementwiseCopy(view));
    }
  }

  @Test
  void fillsAViewWhateverItsStridesAndNothingBesideIt() throws IOException {
    INDArray source = values(DataType.DOUBLE, 3, 4);
    for (char order : new char[] {'c', 'f'}) {
      INDArray base = Nd4j.zeros(DataType.DOUBLE, 5, 6).dup(order);
      INDArray view = base.get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(2, 6));
      readValues(write(source), view);
      assertSame(elementwiseCopy(view), source);
      assertThat(base.sumNumber().doubleValue()).isEqualTo(source.sumNumber().doubleValue());
      assertThat(base.getRow(0).sumNumber().doubleValue()).isZero();
    }
    INDArray flat = Nd4j.zeros(DataType.DOUBLE, 20);
    INDArray slice = flat.get(NDArrayIndex.interval(5, 17)).reshape(3, 4);
    readValues(write(source), slice);
    assertSame(flat.get(NDArrayIndex.interval(5, 17)).reshape(3, 4).dup(), source);
    assertThat(flat.getDouble(4)).isZero();
    assertThat(flat.getDouble(17)).isZero();
  }

  @Test
  void copiesManyChunks() throws IOException {
    // Two full chunks and a part of one, then the same with the axes exchanged.
    INDArray array = values(DataType.FLOAT, 601, 1000);
    assertSame(read(write(array)), array);
    INDArray view = array.transpose();
    assertThat(read(write(view)).getFloat(999, 600)).isEqualTo(array.getFloat(600, 999));
    assertSame(read(write(view)).transpose().dup('c'), array);
  }

  @Test
  void leavesTheStreamOpen() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    FilterOutputStream out =
        new FilterOutputStream(new ByteArrayOutputStream()) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    Npy.write(out, Nd4j.ones(2, 2));
    assertThat(closed).isFalse();
  }

  @Test
  void refusesToWriteOtherTypesAndNothing() {
    assertThatThrownBy(() -> write(Nd4j.ones(DataType.INT64, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("npy: expected values of type FLOAT or DOUBLE, found LONG");
    assertThatThrownBy(() -> write(Nd4j.empty(DataType.FLOAT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least one value");
  }

  @ParameterizedTest
  @CsvSource({
    "unread_int64, found <i8",
    "unread_strings, found <U1",
    "unread_records, expected a .npy header",
    "unread_empty, 'extents of at least 1, found (0, 3)'",
  })
  void namesWhatItDoesNotRead(String name, String message) throws IOException {
    byte[] file = fixture(name);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("memory.npy: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(10000000000,)",
        "(999999999999999999, 999999999999999999)",
        "(4294967296, 4294967296)",
        "(2305843009213693952,)",
        "(99999999999999999999,)",
        "(3, -4)",
        "(,)",
        "(3, x)",
        "'3'",
        "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1)",
      })
  void absurdShapesCostNoMemory(String shape) throws IOException {
    byte[] file = withHeader("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + "}");
    assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
    Path path = Files.write(folder.resolve("absurd.npy"), file);
    assertThatThrownBy(() -> Npy.read(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absurd.npy: ");
  }

  @Test
  void acceptsTheFieldsInAnyOrder() throws IOException {
    byte[] file = withHeader("{'shape':(100,),'fortran_order':True , 'descr':'|u1', }");
    assertThat(read(file).shape()).containsExactly(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|u1', 'fortran_order': False, 'shape': (100,), 'shape': (100,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (100,), 'more': True}",
        "{'descr': '|u1', 'fortran_order': False}",
        "{'descr': '|u1', 'fortran_order': (1,), 'shape': (100,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (100,)} + {}",
        "('descr', '|u1')",
        "",
      })
  void refusesOtherHeaders(String header) {
    assertThatThrownBy(() -> read(withHeader(header))).isInstanceOf(IOException.class);
  }

  @Test
  void namesTheMissingAndTheSurplus() throws IOException {
    byte[] file = fixture("matrix_f4");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessage("memory.npy: expected 48 bytes of values, found 47");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found more bytes");
    assertThatThrownBy(() -> read(Arrays.copyOf(file, 50)))
        .isInstanceOf(IOException.class)
        .hasMessage("memory.npy: .npy header ends after 40 bytes");
  }

  @Test
  void onlyIoExceptionsComeOutOfDamagedFiles() throws IOException {
    Random random = new Random(20161);
    byte[][] seeds = {fixture("fortran_rank4_f8"), fixture("matrix_f4"), fixture("bytes_u1")};
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] file = seeds[round % seeds.length].clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        // Mostly in the header, where the decisions are.
        file[random.nextInt(Math.min(file.length, 80))] = (byte) random.nextInt(256);
      }
      byte[] damaged =
          Arrays.copyOf(file, random.nextInt(4) == 0 ? random.nextInt(300) : file.length);
      try {
        read(damaged);
      } catch (IOException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(3000, 5000);
  }

  private static INDArray values(DataType type, long... shape) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 5) / 3.0;
    }
    return Nd4j.createFromArray(values).castTo(type).reshape(shape);
  }

  /** By index, so that no bulk copy of ND4J's is trusted. */
  private static INDArray elementwiseCopy(INDArray array) {
    double[] values = new double[(int) array.length()];
    for (int i = 0; i < values.length; i++) {
      long rest = i;
      long[] index = new long[array.rank()];
      for (int axis = array.rank() - 1; axis >= 0; axis--) {
        index[axis] = rest % array.size(axis);
        rest /= array.size(axis);
      }
      values[i] = array.getDouble(index);
    }
    return Nd4j.createFromArray(values).castTo(array.dataType()).reshape(array.shape());
  }

  /** Both must be dense and in c order. */
  private static void assertSame(INDArray actual, INDArray expected) {
    assertThat(actual.dataType()).isEqualTo(expected.dataType());
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.ordering()).isEqualTo('c');
    assertThat(actual.data().asDouble()).isEqualTo(expected.data().asDouble());
  }

  private static byte[] withHeader(String text) {
    byte[] file = new byte[10 + text.length() + 100];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0};
    System.arraycopy(magic, 0, file, 0, magic.length);
    for (int i = 0; i < text.length(); i++) {
      file[10 + i] = (byte) text.charAt(i);
    }
    return file;
  }

  private static long[] shape(String text) {
    return text.isEmpty()
        ? new long[0]
        : Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  private static byte[] write(INDArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, array);
    return out.toByteArray();
  }

  private static INDArray read(byte[] file) throws IOException {
    return Npy.read(new ByteArrayInputStream(file), "memory.npy");
  }

  private static void readValues(byte[] file, INDArray destination) throws IOException {
    InputStream in = new ByteArrayInputStream(file);
    assertThat(NpyHeader.read(in, "memory.npy").shape()).isEqualTo(destination.shape());
    TensorBytes.read(in, "memory.npy", destination);
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = NpyTest.class.getResourceAsStream("/io/" + name + ".npy")) {
      return in.readAllBytes();
    }
  }
}
