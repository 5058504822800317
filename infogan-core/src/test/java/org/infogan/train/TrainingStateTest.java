package org.infogan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.UpdatePartition;
import org.infogan.latent.LatentSampler;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Shape;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.FixedInputs;
import org.infogan.train.batches.ImageBatches;
import org.infogan.train.batches.LatentBatches;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A run's state as one value: copied, averaged, compared. */
class TrainingStateTest {

  /** Two groups of one prefix, as a network's parameters and statistics are, and an empty one. */
  private static TrainingState state(float first, float second, long updates) {
    NamedTensors weights = new NamedTensors(DataType.FLOAT, Map.of("0.weight", Shape.of(2, 3)));
    NamedTensors means = new NamedTensors(DataType.FLOAT, Map.of("1.running_mean", Shape.of(3)));
    weights.flat().assign(first);
    means.flat().assign(second);
    return new TrainingState(
        List.of(
            new TrainingState.Group("trunk/", weights),
            new TrainingState.Group("trunk/", means),
            new TrainingState.Group("head/", new NamedTensors(DataType.FLOAT, Map.of()))),
        Map.of("discriminator/trunk", updates));
  }

  private static double value(TrainingState state, String name) {
    INDArray tensor = state.tensors().get(name);
    assertThat(tensor.maxNumber()).isEqualTo(tensor.minNumber());
    return tensor.getDouble(0);
  }

  @Test
  void aCopyIsEqualAndInMemoryOfItsOwn() {
    try (TrainingState state = state(1, 2, 5);
        TrainingState copy = state.copy()) {
      assertThat(state.tensors()).containsOnlyKeys("trunk/0.weight", "trunk/1.running_mean");
      assertThat(state.differences(copy)).isEmpty();
      state.tensors().get("trunk/0.weight").putScalar(1, 1, 7f);
      assertThat(value(copy, "trunk/0.weight")).isEqualTo(1);
      assertThat(state.differences(copy)).containsExactly("trunk/0.weight");
      copy.assign(state);
      assertThat(state.differences(copy)).isEmpty();
    }
  }

  @Test
  void theAverageIsThatOfEveryTensor() {
    try (TrainingState a = state(1, -2, 5);
        TrainingState b = state(2, 4, 5);
        TrainingState c = state(6, 1, 5);
        TrainingState mean = TrainingState.average(List.of(a, b, c));
        TrainingState alone = TrainingState.average(List.of(b))) {
      assertThat(value(mean, "trunk/0.weight")).isCloseTo(3, within(1e-6));
      assertThat(value(mean, "trunk/1.running_mean")).isCloseTo(1, within(1e-6));
      assertThat(mean.updates()).isEqualTo(a.updates());
      assertThat(value(a, "trunk/0.weight")).isEqualTo(1);
      assertThat(alone.differences(b)).isEmpty();
    }
  }

  @Test
  void whatDiffersIsNamed() {
    try (TrainingState a = state(0f, Float.NaN, 5);
        TrainingState same = state(0f, Float.NaN, 5);
        TrainingState other = state(-0f, Float.NaN, 6)) {
      assertThat(a.differences(same)).isEmpty();
      assertThat(a.differences(other))
          .containsExactly("trunk/0.weight", "updates/discriminator/trunk");
      TrainingState none = new TrainingState(List.of(), Map.of());
      assertThat(a.differences(none))
          .containsExactlyElementsOf(none.differences(a))
          .containsExactly("trunk/0.weight", "trunk/1.running_mean", "updates/discriminator/trunk");
    }
  }

  @Test
  void unlikeStatesAreNotAveraged() {
    try (TrainingState a = state(1, 1, 5);
        TrainingState later = state(1, 1, 6)) {
      assertThatThrownBy(() -> TrainingState.average(List.of(a, later)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("states: expected the tensors [trunk/ FLOAT {0.weight=[2, 3]}, ")
          .hasMessageEndingWith("after {discriminator/trunk=6} updates");
      assertThatThrownBy(() -> a.assign(new TrainingState(List.of(), a.updates())))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> TrainingState.average(List.of()))
          .hasMessage("states: expected at least one to average, found none");
    }
  }

  /** Two trainers of one state make the same step. */
  @Test
  void aTrainersStateIsAllThatItsNextStepNeeds() {
    InfoGanConfig config = Tiny.builder().updatePartition(UpdatePartition.SEPARATE).build();
    try (InfoGanNetworks first = InfoGanNetworks.initialize(config);
        InfoGanNetworks second = InfoGanNetworks.initialize(config.toBuilder().seed(9).build());
        TrainingStep a = new TrainingStep(config, first);
        TrainingStep b = new TrainingStep(config, second)) {
      try (Inputs inputs = new Inputs(config)) {
        a.run(0, inputs.of(0), RandomStreams.at(1, 0, RandomStreams.Purpose.DROPOUT));
        a.run(1, inputs.of(1), RandomStreams.at(1, 1, RandomStreams.Purpose.DROPOUT));
        b.resumeAfter(a.state().updates());
        b.state().assign(a.state());
        assertThat(a.state().differences(b.state())).isEmpty();
        for (TrainingStep step : List.of(a, b)) {
          step.run(2, inputs.of(2), RandomStreams.at(1, 2, RandomStreams.Purpose.DROPOUT));
        }
        assertThat(a.state().differences(b.state())).isEmpty();
        assertThat(a.state().updates())
            .containsOnlyKeys(
                "discriminator/trunk",
                "discriminator/head",
                "generator/generator",
                "information/generator",
                "information/trunk",
                "information/q")
            .containsEntry("information/q", 3L);
      }
    }
  }

  /** Batches of a small data set. */
  private static final class Inputs implements AutoCloseable {
    private final ImageBatches images;
    private final LatentBatches latents;

    Inputs(InfoGanConfig config) {
      images = new ImageBatches(Tiny.quadrants(20, 1), config);
      latents = new LatentBatches(config, LatentSampler.prior(config.latent()));
    }

    BatchSource of(int step) {
      return FixedInputs.of(
          images.read(step).images(), latents.draw(step, RandomStreams.Purpose.LATENTS));
    }

    @Override
    public void close() {
      images.close();
      latents.close();
    }
  }
}
