package org.infogan.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.infogan.nn.Layer;
import org.infogan.nn.Network;
import org.infogan.nn.OnnxGraph;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.onnx.Graph.Attribute;
import org.infogan.onnx.Graph.Initializer;
import org.infogan.onnx.Graph.Value;

/**
 * Builds a {@link Graph} of one input, networks one after the other, and outputs. What layer 3 of
 * the generator writes is called after it: a value {@code generator/3/Gemm}, a tensor {@code
 * generator/3.weight} as in model files. Inputs and outputs have names without a slash.
 */
final class GraphBuilder {

  private final Value input;
  private final List<Graph.Node> nodes = new ArrayList<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<Value> outputs = new ArrayList<>();
  private final Map<String, Initializer> initializers = new LinkedHashMap<>();

  /** The values of networks' tensors, by the tensors' names. */
  private final Map<String, String> tensors = new HashMap<>();

  /** Of all values, so that no two have the same. */
  private final Set<String> names = new HashSet<>();

  GraphBuilder(Value input) {
    this.input = input;
    names.add(input.name());
    names.add(""); // an optional input that is left out
  }

  /**
   * Adds a network's nodes.
   *
   * @param name what its layers are called after
   * @param network whose tensors' values go into the file
   * @param value the name of the network's input value
   * @return the name of its output value
   * @throws IllegalArgumentException when the network or one of its layers cannot be exported
   */
  String network(String name, Network network, String value) {
    if (!(network instanceof Sequential layers)) {
      throw new IllegalArgumentException(
          name
              + ": expected a network of layers (Sequential), since others cannot be exported to"
              + " ONNX, found "
              + network.getClass().getName());
    }
    Shape shape = layers.inputShape();
    String current = value;
    for (int i = 0; i < layers.layers().size(); i++) {
      Layer layer = layers.layers().get(i);
      LayerScope scope = new LayerScope(this, layers, name, i + ".", shape, Map.of());
      current = scope.write(layer, current);
      shape = layer.outputShape(shape);
      describe(current, shape, name + ": layer " + i);
    }
    return current;
  }

  /** Notes a layer's output shape, which the user's layer may have got wrong. */
  private void describe(String value, Shape shape, String where) {
    if (initializers.containsKey(value) || !names.contains(value)) {
      throw new IllegalArgumentException(
          where + ": expected the name of the layer's output value, found \"" + value + "\"");
    }
    Value described = new Value(value, shape.extents(), "");
    Value known = value.equals(input.name()) ? input : values.putIfAbsent(value, described);
    if (known != null && !known.extents().equals(shape.extents())) {
      throw new IllegalArgumentException(
          where
              + ": expected an output value of shape "
              + shape
              + ", found "
              + value
              + " of shape "
              + known.extents());
    }
  }

  /** Begins a node that is called after a prefix and its operator. */
  NodeBuilder node(String prefix, String operator, String... inputs) {
    for (String name : inputs) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            prefix + operator + ": expected an input of an earlier value, found \"" + name + "\"");
      }
    }
    return new NodeBuilder(prefix, operator, List.of(inputs));
  }

  /**
   * Adds a network's tensor, once.
   *
   * @param name what it is called, as in model files
   * @param extents its shape
   * @param elements gives the elements in c-order; called when the file is written
   * @return the name of the value
   */
  String tensor(String name, List<Integer> extents, Supplier<float[]> elements) {
    String known = tensors.get(name);
    if (known != null) {
      return known;
    }
    String value = floats(name, extents, elements);
    tensors.put(name, value);
    return value;
  }

  /** Adds a constant. */
  String floats(String name, List<Integer> extents, Supplier<float[]> elements) {
    String unused = unusedName(name);
    initializers.put(unused, new Initializer.Floats(unused, extents, elements));
    return unused;
  }

  /** Adds a constant number. */
  String number(String name, double value) {
    float element = (float) value;
    return floats(name, List.of(), () -> new float[] {element});
  }

  /** Adds a constant vector of whole numbers. */
  String integers(String name, long... elements) {
    List<Long> list = Arrays.stream(elements).boxed().toList();
    return integers(name, List.of(elements.length), list);
  }

  /** Adds a constant whole number. */
  String integer(String name, long value) {
    return integers(name, List.of(), List.of(value));
  }

  private String integers(String name, List<Integer> extents, List<Long> elements) {
    String unused = unusedName(name);
    initializers.put(unused, new Initializer.Integers(unused, extents, elements));
    return unused;
  }

  /** Takes a name that no value has yet: the wanted one, or that one with a number. */
  private String unusedName(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** Makes a value that {@link NodeBuilder#called} has named an output of the graph. */
  void output(Value value) {
    outputs.add(value);
  }

  Graph build(String name, String description) {
    return new Graph(
        name,
        description,
        input,
        List.copyOf(nodes),
        List.copyOf(values.values()),
        List.copyOf(outputs),
        List.copyOf(initializers.values()));
  }

  /** A node under construction. */
  final class NodeBuilder implements OnnxGraph.Node {
    private final String prefix;
    private final String operator;
    private final List<String> inputs;
    private final Map<String, Attribute> attributes = new TreeMap<>();

    NodeBuilder(String prefix, String operator, List<String> inputs) {
      this.prefix = prefix;
      this.operator = operator;
      this.inputs = inputs;
    }

    @Override
    public NodeBuilder withInt(String attribute, long value) {
      attributes.put(attribute, new Attribute.Int(value));
      return this;
    }

    @Override
    public NodeBuilder withInts(String attribute, long... elements) {
      List<Long> list = Arrays.stream(elements).boxed().toList();
      attributes.put(attribute, new Attribute.Ints(list));
      return this;
    }

    @Override
    public NodeBuilder withFloat(String attribute, double value) {
      attributes.put(attribute, new Attribute.Real((float) value));
      return this;
    }

    @Override
    public NodeBuilder withString(String attribute, String value) {
      attributes.put(attribute, new Attribute.Text(value));
      return this;
    }

    @Override
    public String output() {
      return called(unusedName(prefix + operator));
    }

    @Override
    public List<String> outputs(int count) {
      String name = unusedName(prefix + operator);
      List<String> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        results.add(unusedName(name + "." + i));
      }
      add(name, results);
      return results;
    }

    /** Adds the node with one output of that name. */
    String called(String name) {
      names.add(name);
      add(name, List.of(name));
      return name;
    }

    private void add(String name, List<String> results) {
      nodes.add(new Graph.Node(operator, name, inputs, List.copyOf(results), attributes));
    }
  }
}
