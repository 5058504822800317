package org.infogan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FeatureDeviationTest {

  /** Batch norm of three features, and what follows it. */
  private static Sequential trunk(Layer... after) {
    List<Layer> layers = new ArrayList<>(List.of(new BatchNorm()));
    layers.addAll(List.of(after));
    return new Sequential(Shape.of(3), layers);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isTheMeanSquareOfStandardisedInputs(boolean rectified) {
    try (Sequential trunk = rectified ? trunk(new LeakyRelu(0.1)) : trunk()) {
      trunk.parameters().get("0.gamma").assign(Nd4j.create(new float[] {0.5f, -2, 0}));
      trunk.parameters().get("0.beta").assign(Nd4j.create(new float[] {0.3f, 1, 4}));
      trunk.statistics().get("0.running_mean").assign(Nd4j.create(new float[] {1, -1, 0}));
      trunk.statistics().get("0.running_variance").assign(Nd4j.create(new float[] {4, 0.25f, 1}));
      // z = (−2, 3) in the rows whose γ is not 0.
      INDArray x = Nd4j.create(new float[] {-3, 0.5f, 77}, new long[] {3, 1});
      float[] y = new float[3];
      try (Pass pass = trunk.newPass(1)) {
        INDArray output = pass.forward(x, Mode.INFERENCE, new SplittableRandom(0));
        for (int i = 0; i < y.length; i++) {
          y[i] = output.getFloat(i, 0);
        }
      }
      FeatureDeviation deviation = FeatureDeviation.of(trunk).orElseThrow();
      assertThat(deviation.of(y)).isCloseTo((4 + 9) / 2.0, within(1e-3));
    }
  }

  @Test
  void isUnknownWhereTheTrunkDoesNotEndInABatchNorm() {
    try (Sequential dense = new Sequential(Shape.of(3), List.of(new Dense(2)));
        Sequential relu = trunk(new Relu());
        Sequential rectifierAlone = new Sequential(Shape.of(3), List.of(new LeakyRelu(0.1)))) {
      assertThat(FeatureDeviation.of(dense)).isEmpty();
      assertThat(FeatureDeviation.of(relu)).isEmpty();
      assertThat(FeatureDeviation.of(rectifierAlone)).isEmpty();
    }
  }
}
