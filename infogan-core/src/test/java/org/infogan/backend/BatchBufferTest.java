package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchBufferTest {

  @Test
  void putsExamplesAlongTheLastAxis() {
    try (BatchBuffer batch = new BatchBuffer(2, 1, 2, 3)) {
      assertThat(batch.size()).isEqualTo(3);
      batch.examples()[2] = new float[] {1, 2, 3, 4};
      assertThat(batch.write().shape()).containsExactly(2, 1, 2, 3);
      System.arraycopy(new float[] {5, 6, 7, 8}, 0, batch.examples()[0], 0, 4);
      assertThat(batch.array().ravel().toFloatVector())
          .as("what was written, not what was put since")
          .containsExactly(0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4);
      assertThat(batch.write().ravel().toFloatVector())
          .containsExactly(5, 0, 1, 6, 0, 2, 7, 0, 3, 8, 0, 4);
    }
  }

  /** 37 values are two whole tiles and a part of one. */
  @Test
  void everyValueIsWrittenShownOnceInOrderAndReadBack() {
    float[][] examples = new float[5][37];
    for (int b = 0; b < 5; b++) {
      for (int i = 0; i < 37; i++) {
        examples[b][i] = 100 * b + i;
      }
    }
    List<Float> shown = new ArrayList<>();
    try (BatchBuffer batch = new BatchBuffer(37, 5)) {
      batch.write(
          examples,
          (rows, count) -> {
            for (int i = 0; i < count * 5; i++) {
              shown.add(rows[i]);
            }
          });
      assertThat(shown).hasSize(185);
      for (int i = 0; i < 185; i++) {
        float expected = 100 * (i % 5) + i / 5;
        assertThat(shown.get(i)).isEqualTo(expected);
        assertThat(batch.array().getFloat(i / 5, i % 5)).isEqualTo(expected);
      }
      float[][] three = new float[3][37];
      BatchBuffer.read(batch.array(), three);
      assertThat(three).isDeepEqualTo(Arrays.copyOf(examples, 3));
    }
  }

  @Test
  void saysHowManyExamplesAndValuesItHolds() {
    try (BatchBuffer batch = new BatchBuffer(4, 3)) {
      assertThatThrownBy(() -> batch.write(new float[2][4]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("examples: expected 3, found 2");
      assertThatThrownBy(() -> batch.write(new float[][] {new float[4], new float[3], {}}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("example 1: expected 4 values, found 3");
    }
  }
}
