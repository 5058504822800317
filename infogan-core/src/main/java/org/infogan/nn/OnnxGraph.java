package org.infogan.nn;

import java.util.List;

/**
 * The part of an ONNX graph that one layer writes. Values are known by their names; a name is got
 * from one of these methods and given to a later one. The batch is the first axis of every value
 * that depends on the input, and its extent is open: nothing may be written that holds for one
 * batch size only.
 *
 * @see OnnxLayer
 * @see <a href="https://onnx.ai/onnx/operators/">The operators of ONNX</a>
 */
public interface OnnxGraph {

  /** The version of the operator set that nodes are read by. */
  int OPERATOR_SET = 17;

  /**
   * The shape of one example of the layer's input.
   *
   * @return the shape, without the batch
   */
  Shape inputShape();

  /**
   * One of the layer's own tensors, with its trained values.
   *
   * @param name its name within the layer, as in {@link Layer#tensors}
   * @return the name of a value of the tensor's shape
   * @throws IllegalArgumentException when the layer has no tensor of that name
   */
  String tensor(String name);

  /**
   * A constant of FLOAT numbers.
   *
   * @param shape its shape, the batch not among its extents
   * @param values as many as the shape has, in c-order. Not modified.
   * @return the name of a value
   * @throws IllegalArgumentException when the number of values is another
   */
  String constant(Shape shape, float... values);

  /**
   * A constant vector of INT64 numbers, such as the shape that the operator Reshape takes.
   *
   * @param values its elements. Not modified.
   * @return the name of a value
   */
  String constant(long... values);

  /**
   * Begins a node, which is complete with {@link Node#output} or {@link Node#outputs}.
   *
   * @param operator such as "Conv", of ONNX's own domain
   * @param inputs the names of values; "" for an optional input that is left out. Not modified.
   * @return the node, to be given attributes
   * @throws IllegalArgumentException when there is no value of such a name
   */
  Node node(String operator, String... inputs);

  /**
   * Writes a layer inside this one.
   *
   * @param name put before the names of the inner layer's tensors, with a dot, as in {@link
   *     PassContext#nested}
   * @param layer the inner layer
   * @param shape the shape of one example of its input
   * @param input the name of its input value
   * @return the name of its output value
   * @throws IllegalArgumentException when the inner layer cannot be exported
   */
  String layer(String name, Layer layer, Shape shape, String input);

  /** A node under construction. */
  interface Node {

    /**
     * Sets an attribute of type INT.
     *
     * @param attribute its name
     * @param value its value
     * @return this node
     */
    Node withInt(String attribute, long value);

    /**
     * Sets an attribute of type INTS.
     *
     * @param attribute its name
     * @param values its values. Not modified.
     * @return this node
     */
    Node withInts(String attribute, long... values);

    /**
     * Sets an attribute of type FLOAT.
     *
     * @param attribute its name
     * @param value its value, rounded to FLOAT
     * @return this node
     */
    Node withFloat(String attribute, double value);

    /**
     * Sets an attribute of type STRING.
     *
     * @param attribute its name
     * @param value its value
     * @return this node
     */
    Node withString(String attribute, String value);

    /**
     * Adds the node, which has one output.
     *
     * @return the name of the output value
     */
    String output();

    /**
     * Adds the node, which has several outputs.
     *
     * @param count how many
     * @return the names of the output values
     */
    List<String> outputs(int count);
  }
}
