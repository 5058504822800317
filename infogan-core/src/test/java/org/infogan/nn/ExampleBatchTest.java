package org.infogan.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExampleBatchTest {

  @Test
  void putsExamplesAlongTheLastAxis() {
    try (ExampleBatch batch = new ExampleBatch(2, 1, 2, 3)) {
      assertThat(batch.size()).isEqualTo(3);
      batch.put(2, new float[] {1, 2, 3, 4});
      assertThat(batch.array().shape()).containsExactly(2, 1, 2, 3);
      batch.put(0, new float[] {5, 6, 7, 8});
      assertThat(batch.array().ravel().toFloatVector())
          .containsExactly(5, 0, 1, 6, 0, 2, 7, 0, 3, 8, 0, 4);
    }
  }

  @Test
  void saysHowManyValuesAnExampleHas() {
    try (ExampleBatch batch = new ExampleBatch(4, 3)) {
      assertThatThrownBy(() -> batch.put(0, new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("example: expected 4 values, found 3");
    }
  }
}
