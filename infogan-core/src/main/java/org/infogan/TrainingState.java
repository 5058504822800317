package org.infogan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.infogan.nn.AdamOptimizer;
import org.infogan.nn.NamedTensors;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * All numbers that one training step hands to the next: with the configuration and the number of
 * steps made, the whole run. (No random generator has a state, see {@link RandomStreams}.) The
 * arrays are those in use, not copies.
 *
 * @param networks parameters and statistics
 * @param optimizers by the names of their networks
 * @param average the moving average of G's parameters, if there is one
 */
record TrainingState(
    InfoGanNetworks networks,
    Map<String, AdamOptimizer> optimizers,
    Optional<NamedTensors> average) {

  /**
   * Every tensor by its full name: "generator/0.weight" as in a model, its moments
   * "adam/generator/m/0.weight" and "adam/generator/v/0.weight", its average
   * "average/generator/0.weight".
   */
  Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new LinkedHashMap<>(networks.tensors());
    moments().forEach((prefix, named) -> put(tensors, prefix, named));
    return tensors;
  }

  private Map<String, NamedTensors> moments() {
    Map<String, NamedTensors> groups = new LinkedHashMap<>();
    optimizers.forEach(
        (network, optimizer) -> {
          groups.put("adam/" + network + "/m/", optimizer.firstMoment());
          groups.put("adam/" + network + "/v/", optimizer.secondMoment());
        });
    average.ifPresent(tensors -> groups.put("average/generator/", tensors));
    return groups;
  }

  private static void put(Map<String, INDArray> tensors, String prefix, NamedTensors named) {
    named.asMap().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
  }

  /** The number of updates that each optimiser has made. */
  Map<String, Long> updates() {
    Map<String, Long> updates = new LinkedHashMap<>();
    optimizers.forEach((network, optimizer) -> updates.put(network, optimizer.updates()));
    return updates;
  }

  /**
   * Sets the number of updates that each optimiser has made.
   *
   * @param updates by the names of {@link #optimizers}. Not modified.
   */
  void resumeAfter(Map<String, Long> updates) {
    optimizers.forEach((network, optimizer) -> optimizer.resumeAfter(updates.get(network)));
  }

  /**
   * That every number is one: what has diverged must not replace what has not.
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
}
