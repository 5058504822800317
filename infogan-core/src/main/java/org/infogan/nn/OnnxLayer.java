package org.infogan.nn;

/**
 * A layer of the user's own that can be exported to ONNX. The library's own layers need not
 * implement this: the export knows them. A network with any other layer is not exported.
 *
 * <p>A layer y = x·sigmoid(x), for example:
 *
 * <pre>{@code
 * @Override
 * public String toOnnx(OnnxGraph graph, String input) {
 *   String gate = graph.node("Sigmoid", input).output();
 *   return graph.node("Mul", input, gate).output();
 * }
 * }</pre>
 */
public interface OnnxLayer extends Layer {

  /**
   * Adds the nodes that compute what a pass in {@link Mode#INFERENCE} computes. In ONNX the batch
   * is the first axis: [batch, F] or [batch, C, H, W].
   *
   * @param graph takes the nodes
   * @param input the name of the layer's input value
   * @return the name of the layer's output value: that of a node, or the input's where the layer
   *     passes it on as it is
   */
  String toOnnx(OnnxGraph graph, String input);
}
