package org.infogan.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.infogan.backend.LastingArrays;
import org.infogan.internal.Internal;
import org.infogan.model.RandomStreams;
import org.infogan.nn.NamedTensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All values that one training step hands to the next, as named tensors and counts: with the
 * configuration and the number of steps made, the whole run. (No random generator has a state, see
 * {@link RandomStreams}.)
 *
 * <p>The names are "generator/0.weight" for a parameter or a statistic, as in a model,
 * "adam/generator/generator/m/0.weight" and "adam/generator/generator/v/0.weight" for its moments
 * in the generator's update, and "average/generator/0.weight" for its moving average.
 *
 * <p>The state that a {@link TrainingStep} gives is a view: its tensors change as training goes on,
 * and the step frees them. A {@link #copy} or an {@link #average} stays as it is until its owner
 * closes it.
 *
 * @param groups tensors with the prefix of their names. Not modified.
 * @param updates the number of updates made, by optimiser such as "generator/generator". Not
 *     modified.
 */
@Internal
public record TrainingState(List<Group> groups, Map<String, Long> updates)
    implements AutoCloseable {

  /**
   * Tensors that are stored in one vector.
   *
   * @param prefix what their names begin with in the state
   * @param tensors the tensors. Not modified.
   */
  record Group(String prefix, NamedTensors tensors) {}

  /**
   * Copies list and map, but no tensor.
   *
   * @param groups tensors with the prefix of their names. Not modified.
   * @param updates the number of updates made, by optimiser. Not modified.
   */
  public TrainingState {
    groups = List.copyOf(groups);
    updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
  }

  /**
   * Every tensor by its full name.
   *
   * @return views: writing to one changes this state
   */
  Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    for (Group group : groups) {
      group.tensors.asMap().forEach((name, tensor) -> tensors.put(group.prefix + name, tensor));
    }
    return tensors;
  }

  /**
   * An equal state in memory of its own.
   *
   * @return the copy; the caller closes it
   */
  TrainingState copy() {
    return new TrainingState(
        groups.stream().map(group -> new Group(group.prefix, group.tensors.copy())).toList(),
        updates);
  }

  /**
   * Copies every tensor of another state into this one.
   *
   * @param source a state of the same tensors and counts. Not modified.
   * @throws IllegalArgumentException when it has other tensors or counts
   */
  public void assign(TrainingState source) {
    requireSameKind(source);
    forEachPair(source, NamedTensors::assign);
  }

  /**
   * The mean of several states, tensor by tensor; of one, its bits.
   *
   * @param states at least one, all of the same tensors and counts. Not modified.
   * @return the mean; the caller closes it
   * @throws IllegalArgumentException when there is none, or their tensors or counts differ
   */
  static TrainingState average(List<TrainingState> states) {
    if (states.isEmpty()) {
      throw new IllegalArgumentException("states: expected at least one to average, found none");
    }
    states.forEach(states.get(0)::requireSameKind);
    TrainingState mean = states.get(0).copy();
    for (TrainingState state : states.subList(1, states.size())) {
      mean.forEachPair(state, (sum, summand) -> sum.flat().addi(summand.flat()));
    }
    mean.forEachPair(mean, (sum, same) -> sum.flat().divi(states.size()));
    return mean;
  }

  /**
   * The tensors and counts in which another state is not this one, bit for bit.
   *
   * @param other another state. Not modified.
   * @return full names of tensors, and of counts as "updates/generator/generator"; empty when the
   *     states are equal
   */
  List<String> differences(TrainingState other) {
    List<String> differing = new ArrayList<>();
    Map<String, INDArray> others = other.tensors();
    tensors()
        .forEach(
            (name, tensor) -> {
              INDArray same = others.remove(name);
              if (same == null || !sameBits(tensor, same)) {
                differing.add(name);
              }
            });
    differing.addAll(others.keySet());
    Map<String, Long> counts = new LinkedHashMap<>(other.updates);
    updates.forEach(
        (name, count) -> {
          if (!count.equals(counts.remove(name))) {
            differing.add("updates/" + name);
          }
        });
    counts.keySet().forEach(name -> differing.add("updates/" + name));
    return differing;
  }

  /**
   * Checks that every value is a finite number: what has diverged must not replace what has not.
   *
   * @throws ArithmeticException when one is not; the message names the tensor
   */
  void requireFinite() {
    tensors()
        .forEach(
            (name, tensor) -> {
              // A sum is as fast as reading, and no infinity or NaN leaves it finite.
              double sum = tensor.sumNumber().doubleValue();
              if (!Double.isFinite(sum)) {
                throw new ArithmeticException(
                    "checkpoint: tensor "
                        + name
                        + ": expected finite numbers, found a sum of "
                        + sum);
              }
            });
  }

  private static boolean sameBits(INDArray a, INDArray b) {
    return a.dataType() == b.dataType()
        && Arrays.equals(a.shape(), b.shape())
        && Arrays.equals(values(a), values(b));
  }

  /** A double holds every float, so no bit is lost. */
  private static double[] values(INDArray tensor) {
    try (INDArray dense = LastingArrays.zeros(tensor.dataType(), tensor.shape()).assign(tensor)) {
      return dense.data().asDouble();
    }
  }

  private void requireSameKind(TrainingState other) {
    if (!shapes().equals(other.shapes()) || !updates.equals(other.updates)) {
      throw new IllegalArgumentException(
          "states: expected the tensors "
              + shapes()
              + " after "
              + updates
              + " updates, found "
              + other.shapes()
              + " after "
              + other.updates
              + " updates");
    }
  }

  private List<String> shapes() {
    return groups.stream()
        .map(group -> group.prefix + " " + group.tensors.dataType() + " " + group.tensors.shapes())
        .toList();
  }

  /** Groups without a tensor have no vector to compute with. */
  private void forEachPair(TrainingState other, BiConsumer<NamedTensors, NamedTensors> action) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).tensors.length() > 0) {
        action.accept(groups.get(i).tensors, other.groups.get(i).tensors);
      }
    }
  }

  /** Frees the tensors; only for a copy or an average. */
  @Override
  public void close() {
    groups.forEach(group -> group.tensors.close());
  }
}
