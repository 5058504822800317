package org.infogan.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.infogan.losses.TestArrays.row;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HostMatrixTest {

  private static final INDArray COUNTING =
      TestArrays.rows(row(0, 1, 2), row(10, 11, 12), row(20, 21, 22), row(30, 31, 32));

  @Test
  void readsAViewOfAView() {
    INDArray lower = COUNTING.get(NDArrayIndex.interval(1, 4), NDArrayIndex.all());
    INDArray lowest = lower.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 3));
    HostMatrix rows = HostMatrix.of("x", lowest, 2);
    assertThat(rows.get(0, 0)).isEqualTo(21);
    assertThat(rows.get(1, 1)).isEqualTo(32);
  }

  @Test
  void readsATransposedArray() {
    HostMatrix rows = HostMatrix.of("x", COUNTING.transpose(), 3, 4);
    assertThat(rows.get(2, 1)).isEqualTo(12);
  }

  @Test
  void readsASingleRow() {
    HostMatrix rows = HostMatrix.of("x", COUNTING.getRow(2, true), 1, 3);
    assertThat(rows.get(0, 1)).isEqualTo(21);
  }

  @Test
  void slicesOfSlicesAddTheirOffsets() {
    HostMatrix rows = HostMatrix.ofAnyHeight("x", COUNTING).slice(1, 3).slice(1, 2);
    double[] column = new double[2];
    rows.read(2, column);
    assertThat(column).containsExactly(22, 32);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void writesOneColumnOfItsRows(DataType type) {
    INDArray array = Nd4j.zeros(type, 4, 2);
    HostMatrix.of("x", array, 4).slice(1, 2).write(1, row(3, 4), 0.5);
    assertThat(array.castTo(DataType.DOUBLE).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{0, 0}, {0, 1.5}, {0, 2}, {0, 0}});
  }

  @Test
  void saysWhichArrayHasTheWrongHeight() {
    assertThatThrownBy(() -> HostMatrix.of("logits", Nd4j.zeros(12, 128), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logits: expected shape [10, B], found [12, 128]");
  }

  @Test
  void saysWhichArrayHasTheWrongBatch() {
    assertThatThrownBy(() -> HostMatrix.of("dlogits", Nd4j.zeros(10, 64), 10, 128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dlogits: expected shape [10, 128], found [10, 64]");
  }

  @Test
  void saysWhichArrayHasTheWrongRank() {
    assertThatThrownBy(() -> HostMatrix.of("logits", Nd4j.zeros(DataType.FLOAT, 128), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logits: expected shape [1, B], found [128]");
    assertThatThrownBy(() -> HostMatrix.ofAnyHeight("mu1", Nd4j.zeros(DataType.FLOAT, 2, 3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mu1: expected shape [R, B], found [2, 3, 4]");
  }

  @Test
  void saysWhichArrayIsEmpty() {
    assertThatThrownBy(() -> HostMatrix.of("logits", Nd4j.create(DataType.FLOAT, 1, 0), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("logits: expected shape [1, B], found [1, 0]");
  }

  @Test
  void saysWhichArrayHasTheWrongType() {
    assertThatThrownBy(() -> HostMatrix.of("code", Nd4j.zeros(DataType.INT32, 1, 4), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code: expected type FLOAT or DOUBLE, found INT");
  }

  @Test
  void saysWhichArrayIsMissing() {
    assertThatThrownBy(() -> HostMatrix.of("posterior", null, 12))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("posterior: expected shape [12, B], found null");
  }
}
