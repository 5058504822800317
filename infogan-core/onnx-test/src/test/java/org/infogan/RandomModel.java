package org.infogan;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.infogan.config.InfoGanConfig;
import org.infogan.model.InfoGanNetworks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Models whose tensors are all drawn at random, none left at 0 or 1, and of a size at which images
 * differ from each other. No training would give batch norm's statistics such different values.
 */
final class RandomModel {

  private RandomModel() {}

  static InfoGan of(InfoGanConfig config, long seed) {
    return of(config, seed, 1);
  }

  /** With weights of standard deviation gain/√(fan in): above 1, sums grow from layer to layer. */
  static InfoGan of(InfoGanConfig config, long seed, double gain) {
    InfoGanNetworks networks = InfoGanNetworks.allocate(config, DataType.FLOAT);
    SplittableRandom random = new SplittableRandom(seed);
    for (Map.Entry<String, INDArray> tensor : networks.tensors().entrySet()) {
      fill(tensor.getKey(), tensor.getValue(), gain, random);
    }
    return new InfoGan(config, networks, Optional.empty());
  }

  private static void fill(String name, INDArray tensor, double gain, SplittableRandom random) {
    double fanIn = (double) tensor.length() / tensor.size(0);
    DoubleSupplier draw =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "weight" -> () -> random.nextGaussian() * gain / Math.sqrt(fanIn);
          case "bias", "beta", "running_mean" -> () -> random.nextGaussian() / 4;
          case "gamma", "running_variance" -> () -> random.nextDouble(0.5, 1.5);
          case "left_singular_vector" -> random::nextGaussian;
          default -> throw new AssertionError("a tensor of another kind: " + name);
        };
    float[] values = new float[(int) tensor.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) draw.getAsDouble();
    }
    try (INDArray copy = Nd4j.create(values, tensor.shape(), 'c')) {
      tensor.assign(copy);
    }
    if (name.endsWith("left_singular_vector")) {
      tensor.divi(tensor.norm2Number());
    }
  }
}
