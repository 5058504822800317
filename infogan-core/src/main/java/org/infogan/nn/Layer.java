package org.infogan.nn;

import java.util.List;

/**
 * One layer of a {@link Sequential} network, as data: its sizes and nothing else, so that a list of
 * layers is the description of a network in code, in JSON and in model files. Implementations are
 * immutable records.
 *
 * <p>The parameters live in the network, the activations in the {@link Pass}. A user's own layer
 * implements this interface, and its class is named to whatever reads a description that holds it.
 */
public interface Layer {

  /**
   * The shape of one output example.
   *
   * @throws IllegalArgumentException when the layer cannot take such an input
   */
  Shape outputShape(Shape input);

  /** The tensors that the layer needs for such an input, in storage order. */
  default List<TensorSpec> tensors(Shape input) {
    return List.of();
  }

  /**
   * The multiply-add operations of one example's forward pass, as far as they grow faster than the
   * number of values: those of matrix products. The gradient of the parameters takes as many again,
   * and so does that of the input.
   */
  default long multiplyAdds(Shape input) {
    return 0;
  }

  /** Makes the working memory of one forward and backward pass. */
  Pass newPass(PassContext context);
}
