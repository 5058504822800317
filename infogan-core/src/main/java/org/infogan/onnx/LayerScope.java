package org.infogan.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infogan.backend.HostMemory;
import org.infogan.nn.Layer;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.OnnxGraph;
import org.infogan.nn.OnnxLayer;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The part of a graph that one layer of a network writes, or a layer inside a layer. */
final class LayerScope implements OnnxGraph {

  private final GraphBuilder graph;
  private final Network network;
  private final String networkName;

  /** Of the layer's tensors within the network, such as "3." or "3.dense.". */
  private final String prefix;

  private final Shape inputShape;

  /** What stands in for tensors, by full name within the network. */
  private final Map<String, float[]> replacements;

  LayerScope(
      GraphBuilder graph,
      Network network,
      String networkName,
      String prefix,
      Shape inputShape,
      Map<String, float[]> replacements) {
    this.graph = graph;
    this.network = network;
    this.networkName = networkName;
    this.prefix = prefix;
    this.inputShape = inputShape;
    this.replacements = replacements;
  }

  /** Writes a layer that is the library's or can write itself. */
  String write(Layer layer, String input) {
    if (layer instanceof OnnxLayer own) {
      return own.toOnnx(this, input);
    }
    if (!LayerNodes.has(layer)) {
      throw new IllegalArgumentException(
          where()
              + ": expected a layer of the library or one that implements OnnxLayer, found "
              + layer
              + " of "
              + layer.getClass().getName());
    }
    return LayerNodes.write(layer, this, input);
  }

  /**
   * This scope with other values in place of a tensor's, for layers that run another layer with a
   * function of its parameter.
   *
   * @param tensor its name within the layer
   * @param values in c-order. Not modified.
   */
  LayerScope replacing(String tensor, float[] values) {
    Map<String, float[]> more = new HashMap<>(replacements);
    more.put(prefix + tensor, values);
    return new LayerScope(graph, network, networkName, prefix, inputShape, more);
  }

  /** A new array with one of the layer's tensors in c-order. */
  float[] values(String name) {
    INDArray tensor = find(name);
    float[] values = new float[(int) tensor.length()];
    HostMemory.read(tensor, values);
    return values;
  }

  private INDArray find(String name) {
    String full = prefix + name;
    for (NamedTensors tensors : List.of(network.parameters(), network.statistics())) {
      if (tensors.shapes().containsKey(full)) {
        return tensors.get(full);
      }
    }
    throw new IllegalArgumentException(
        where() + ": expected the name of one of the layer's tensors, found \"" + name + "\"");
  }

  private String named(String tensor) {
    return networkName + "/" + prefix + tensor;
  }

  /** The name of something that is no tensor of the layer. */
  private String scope(String name) {
    return networkName + "/" + layerName() + "/" + name;
  }

  private String where() {
    return networkName + ": layer " + layerName();
  }

  private String layerName() {
    return prefix.substring(0, prefix.length() - 1);
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public String tensor(String name) {
    INDArray tensor = find(name);
    List<Integer> extents = Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList();
    float[] replacement = replacements.get(prefix + name);
    return graph.tensor(
        named(name), extents, () -> replacement == null ? values(name) : replacement);
  }

  @Override
  public String constant(Shape shape, float... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          where()
              + ": expected the "
              + shape.size()
              + " values of shape "
              + shape
              + ", found "
              + values.length);
    }
    float[] copy = values.clone();
    return graph.floats(scope("constant"), shape.extents(), () -> copy);
  }

  @Override
  public String constant(long... values) {
    return graph.integers(scope("constant"), values);
  }

  @Override
  public GraphBuilder.NodeBuilder node(String operator, String... inputs) {
    return graph.node(scope(""), operator, inputs);
  }

  @Override
  public String layer(String name, Layer layer, Shape shape, String input) {
    return new LayerScope(graph, network, networkName, prefix + name + ".", shape, replacements)
        .write(layer, input);
  }
}
