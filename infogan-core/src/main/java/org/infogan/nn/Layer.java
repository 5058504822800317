package org.infogan.nn;

import java.util.List;
import java.util.Optional;

/**
 * One layer of a {@link Sequential} network, as data: its sizes and nothing else, so that a list of
 * layers is the description of a network in code, in JSON and in model files. Implementations are
 * immutable records.
 *
 * <p>The parameters live in the network, the activations in the {@link Pass}. A user's own layer
 * implements this interface: {@link #outputShape} and {@link #newPass}, and {@link #tensors} if it
 * has parameters. Whatever reads a description that holds such a layer is given its class.
 */
public interface Layer {

  /**
   * The shape of one output example.
   *
   * @param input the shape of one input example
   * @return the shape that the layer makes of it
   * @throws IllegalArgumentException when the layer cannot take such an input
   */
  Shape outputShape(Shape input);

  /**
   * The tensors that the layer needs.
   *
   * @param input the shape of one input example
   * @return names, kinds and shapes in storage order; none by default
   */
  default List<TensorSpec> tensors(Shape input) {
    return List.of();
  }

  /**
   * The multiply-add operations of one example's forward pass, as far as they grow faster than the
   * number of values: those of matrix products. The gradient of the parameters takes as many again,
   * and so does that of the input.
   *
   * @param input the shape of one input example
   * @return the number of operations; 0 by default
   */
  default long multiplyAdds(Shape input) {
    return 0;
  }

  /**
   * How the layer computes its products, for people to read.
   *
   * @param input the shape of one input example
   * @param batch the number of examples of every batch
   * @return for a convolution "direct", or the tiles of minimal filtering, such as "F(4x4, 2x2)";
   *     empty by default
   */
  default String algorithm(Shape input, int batch) {
    return "";
  }

  /**
   * Makes the working memory of one forward and backward pass.
   *
   * @param context the shapes, tensors and buffers of the pass
   * @return a new pass
   */
  Pass newPass(PassContext context);

  /**
   * Makes one pass for this layer and the next one together, where that saves work: a layer that
   * has its output in the processor's cache can rectify it on the same trip through memory.
   *
   * @param context the shapes, tensors and buffers of this layer's pass
   * @param next the layer that takes this one's output
   * @return a pass that computes both layers; empty, as by default, when each needs its own
   */
  default Optional<Pass> newFusedPass(PassContext context, Layer next) {
    return Optional.empty();
  }
}
