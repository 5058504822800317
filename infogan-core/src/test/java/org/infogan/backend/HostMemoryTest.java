package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class HostMemoryTest {

  private static final float[] SIX = {1, 2, 3, 4, 5, 6};

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void writesAndReadsAViewInTheMiddleOfAVector(DataType type) {
    NativeRuntime.prepare();
    INDArray vector = Nd4j.create(type, 12);
    INDArray view = Views.slice(vector, 4, 2, 3);

    HostMemory.write(SIX, view);

    assertThat(TestArrays.values(vector)).containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0);
    float[] read = new float[6];
    HostMemory.read(view, read);
    assertThat(read).containsExactly(SIX);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void keepsTheLogicalOrderOfATransposedArray(DataType type) {
    NativeRuntime.prepare();
    INDArray transposed = Nd4j.create(type, 3, 2).transpose();

    HostMemory.write(SIX, transposed);

    assertThat(transposed.getDouble(0, 2)).isEqualTo(3);
    assertThat(transposed.getDouble(1, 0)).isEqualTo(4);
    float[] read = new float[6];
    HostMemory.read(transposed, read);
    assertThat(read).containsExactly(SIX);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void writesOneRowOfSeveralAxes(DataType type) {
    NativeRuntime.prepare();
    INDArray array = Nd4j.create(type, 3, 2, 3);

    HostMemory.writeRow(SIX, array, 1);

    assertThat(TestArrays.values(array))
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> HostMemory.writeRow(SIX, array, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> HostMemory.writeRow(SIX, array, -1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void clearsRowsThatLieApart(DataType type) {
    INDArray matrix = Nd4j.ones(type, 3, 4);

    HostMemory.clearRows(Views.of(matrix, Views.range(1, 2), Views.range(1, 2)));

    assertThat(TestArrays.values(matrix)).containsExactly(1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1);
  }

  @Test
  void readsStridedViews() {
    INDArray array = TestArrays.random(1, DataType.FLOAT, 2, 4, 3);
    INDArray strided = Views.of(array, Views.ALL, Views.range(1, 2, 2), Views.ALL);
    float[] read = new float[12];
    HostMemory.read(strided, read);
    assertThat(read[0]).isEqualTo(array.getFloat(0, 1, 0));
    assertThat(read[3]).isEqualTo(array.getFloat(0, 3, 0));
    assertThat(read[11]).isEqualTo(array.getFloat(1, 3, 2));
  }

  @Test
  void saysHowManyValuesAreMissing() {
    NativeRuntime.prepare();
    INDArray array = Nd4j.create(DataType.FLOAT, 7);
    assertThatThrownBy(() -> HostMemory.write(SIX, array))
        .hasMessage("host array: expected at least 7 values, found 6");
  }
}
