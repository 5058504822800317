package org.infogan.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.internal.Internal;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Layer;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The four networks of an InfoGAN: D and Q share the trunk.
 *
 * @param generator latent vector to image
 * @param trunk image to features
 * @param head features to D's logit
 * @param q features to the parameters of the posteriors
 */
@Internal
public record InfoGanNetworks(Network generator, Network trunk, Network head, Network q)
    implements AutoCloseable {

  /**
   * Allocates the networks that the configuration describes, weights zero.
   *
   * @param config says which layers
   * @param type FLOAT or DOUBLE
   * @return networks that the caller closes
   * @throws IllegalArgumentException when the configuration is for own networks
   */
  public static InfoGanNetworks allocate(InfoGanConfig config, DataType type) {
    requireLayers(config);
    Shape image = config.image().toShape();
    Sequential trunk = new Sequential(image, config.trunk(), type);
    return new InfoGanNetworks(
        new Sequential(Shape.of(config.latent().width()), config.generator(), type),
        trunk,
        new Sequential(trunk.outputShape(), config.head(), type),
        new Sequential(trunk.outputShape(), config.q(), type));
  }

  /**
   * The names and shapes of {@link #tensors}, without allocating them.
   *
   * @throws IllegalArgumentException when the configuration is for own networks
   */
  static Map<String, Shape> tensorShapes(InfoGanConfig config) {
    requireLayers(config);
    Shape image = config.image().toShape();
    Shape features = Sequential.outputShape("trunk", image, config.trunk());
    Map<String, Shape> shapes = new LinkedHashMap<>();
    putShapes(shapes, "generator", Shape.of(config.latent().width()), config.generator());
    putShapes(shapes, "trunk", image, config.trunk());
    putShapes(shapes, "head", features, config.head());
    putShapes(shapes, "q", features, config.q());
    return shapes;
  }

  private static void requireLayers(InfoGanConfig config) {
    if (config.hasOwnNetworks()) {
      throw new IllegalArgumentException(
          "networks: expected layers, found the user's own networks; give generator, discriminator"
              + " and Q as they were made for this configuration");
    }
  }

  private static void putShapes(
      Map<String, Shape> shapes, String network, Shape input, List<Layer> layers) {
    Sequential.tensorShapes(input, layers)
        .forEach((name, shape) -> shapes.put(network + "/" + name, shape));
  }

  /**
   * Allocates them and draws the initial weights.
   *
   * @param config says which layers and how their weights are drawn
   * @return networks that the caller closes
   */
  public static InfoGanNetworks initialize(InfoGanConfig config) {
    return allocate(config, DataType.FLOAT).drawInitialWeights(config);
  }

  /**
   * Draws the initial weights, as configured, of networks of layers whose weights are still zero.
   * What else the user brings keeps the weights that it has.
   *
   * @param config says how the weights are drawn
   * @return this
   */
  public InfoGanNetworks drawInitialWeights(InfoGanConfig config) {
    int index = 0;
    for (Network network : all()) {
      RandomGenerator random = RandomStreams.at(config.seed(), index++, Purpose.WEIGHTS);
      if (network instanceof Sequential layers && layers.weightsAreZero()) {
        switch (config.initialWeights()) {
          case NORMAL -> layers.initialize(config.initialStandardDeviation(), random);
          case GLOROT -> layers.initializeGlorot(random);
        }
      }
    }
    return this;
  }

  /**
   * The configuration as it is true of these networks: as it is, if they consist of its layers,
   * otherwise one for own networks.
   *
   * @param config the configuration to compare with
   * @return the same, or one for own networks
   */
  public InfoGanConfig describe(InfoGanConfig config) {
    boolean described =
        consistsOf(generator, config.generator())
            && consistsOf(trunk, config.trunk())
            && consistsOf(head, config.head())
            && consistsOf(q, config.q());
    return described || config.hasOwnNetworks() ? config : config.toBuilder().ownNetworks().build();
  }

  private static boolean consistsOf(Network network, List<Layer> layers) {
    return network instanceof Sequential sequential && sequential.layers().equals(layers);
  }

  /**
   * Takes the user's own networks and checks that they fit the configuration.
   *
   * @param config what the networks are to fit
   * @param generator G
   * @param discriminator D
   * @param q Q
   * @return networks that the caller closes
   * @throws IllegalArgumentException when a shape or a data type does not fit; the message names it
   */
  public static InfoGanNetworks of(
      InfoGanConfig config, Generator generator, Discriminator discriminator, QHead q) {
    InfoGanNetworks networks =
        new InfoGanNetworks(
            generator.network(), discriminator.trunk(), discriminator.head(), q.network());
    Shape image = config.image().toShape();
    Shape features = networks.trunk.outputShape();
    require("generator input", Shape.of(config.latent().width()), networks.generator.inputShape());
    require("generator output", image, networks.generator.outputShape());
    require("trunk input", image, networks.trunk.inputShape());
    require("head input", features, networks.head.inputShape());
    require("head output", Shape.of(1), networks.head.outputShape());
    require("q input", features, networks.q.inputShape());
    require("q output", Shape.of(config.latent().posteriorWidth()), networks.q.outputShape());
    networks.byName().forEach(InfoGanNetworks::requireFloat);
    return networks;
  }

  private static void require(String what, Shape expected, Shape found) {
    if (!found.equals(expected)) {
      throw new IllegalArgumentException(
          what + ": expected shape " + expected + ", found " + found);
    }
  }

  private static void requireFloat(String name, Network network) {
    if (network.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          name + ": expected data type FLOAT, found " + network.dataType());
    }
  }

  /**
   * Equal networks in memory of their own.
   *
   * @return networks that the caller closes
   */
  public InfoGanNetworks copy() {
    return new InfoGanNetworks(generator.copy(), trunk.copy(), head.copy(), q.copy());
  }

  /**
   * Every parameter and statistic by its full name, such as "generator/3.weight".
   *
   * @return views: writing to one changes the network
   */
  public Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    byName()
        .forEach(
            (name, network) -> {
              put(tensors, name, network.parameters());
              put(tensors, name, network.statistics());
            });
    return tensors;
  }

  /**
   * Copies every parameter.
   *
   * @param reader is given the full name of each and its values in c-order
   */
  public void readParameters(BiConsumer<String, float[]> reader) {
    byName()
        .forEach(
            (network, layers) ->
                layers
                    .parameters()
                    .asMap()
                    .forEach((name, tensor) -> reader.accept(network + "/" + name, copy(tensor))));
  }

  private static float[] copy(INDArray tensor) {
    try (INDArray copy = LastingArrays.uninitialized(tensor.dataType(), tensor.shape())) {
      return copy.assign(tensor).data().asFloat();
    }
  }

  private static void put(Map<String, INDArray> tensors, String network, NamedTensors named) {
    named.asMap().forEach((name, tensor) -> tensors.put(network + "/" + name, tensor));
  }

  private Map<String, Network> byName() {
    Map<String, Network> byName = new LinkedHashMap<>();
    byName.put("generator", generator);
    byName.put("trunk", trunk);
    byName.put("head", head);
    byName.put("q", q);
    return byName;
  }

  private List<Network> all() {
    return List.of(generator, trunk, head, q);
  }

  @Override
  public void close() {
    all().forEach(Network::close);
  }
}
