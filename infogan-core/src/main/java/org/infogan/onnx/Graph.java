package org.infogan.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An ONNX graph, as data. Nodes stand in an order in which each comes after those whose outputs it
 * takes.
 *
 * @param name of the graph
 * @param description of what it computes
 * @param input what the user gives
 * @param nodes the operations
 * @param values what flows between layers, with shapes
 * @param outputs what the user gets
 * @param initializers parameters and constants
 */
record Graph(
    String name,
    String description,
    Value input,
    List<Node> nodes,
    List<Value> values,
    List<Value> outputs,
    List<Initializer> initializers) {

  /**
   * A value of FLOAT type, [batch, extents…].
   *
   * @param name of the value
   * @param extents of one example; none for one number per example
   * @param description empty for none
   */
  record Value(String name, List<Integer> extents, String description) {}

  /**
   * One operation.
   *
   * @param operator its type, of ONNX's own domain
   * @param name of the node
   * @param inputs the names of values, "" for an optional one that is left out
   * @param outputs the names of values
   * @param attributes by name
   */
  record Node(
      String operator,
      String name,
      List<String> inputs,
      List<String> outputs,
      Map<String, Attribute> attributes) {}

  /** An attribute's value. */
  sealed interface Attribute {

    /**
     * ONNX's INT.
     *
     * @param value the value
     */
    record Int(long value) implements Attribute {}

    /**
     * ONNX's INTS.
     *
     * @param values the values
     */
    record Ints(List<Long> values) implements Attribute {}

    /**
     * ONNX's FLOAT.
     *
     * @param value the value
     */
    record Real(float value) implements Attribute {}

    /**
     * ONNX's STRING.
     *
     * @param value the value
     */
    record Text(String value) implements Attribute {}
  }

  /** A tensor that is part of the file. */
  sealed interface Initializer {

    /** The name of the value that it gives. */
    String name();

    /** The number of bytes that its elements take. */
    long bytes();

    /**
     * A tensor of FLOAT numbers.
     *
     * @param name of the value
     * @param extents its shape; none for a single number
     * @param values gives the elements in c-order; called when the file is written
     */
    record Floats(String name, List<Integer> extents, Supplier<float[]> values)
        implements Initializer {

      @Override
      public long bytes() {
        return extents.stream().mapToLong(e -> e).reduce(Float.BYTES, (a, b) -> a * b);
      }
    }

    /**
     * A tensor of INT64 numbers.
     *
     * @param name of the value
     * @param extents its shape; none for a single number
     * @param values the elements in c-order
     */
    record Integers(String name, List<Integer> extents, List<Long> values) implements Initializer {

      @Override
      public long bytes() {
        return (long) values.size() * Long.BYTES;
      }
    }
  }
}
