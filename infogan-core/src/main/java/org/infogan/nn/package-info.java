/**
 * Networks with hand-written forward and backward passes.
 *
 * <p>One alphabet throughout: B batch, F features, C channels, H height, W width, K kernel extent.
 * Every activation is a c-order array whose <em>last</em> axis is the batch: {@code [F, B]} or
 * {@code [C, H, W, B]}. Flattening is then a free reshape, batch norm works on contiguous rows, and
 * every heavy operation is one large matrix product.
 *
 * <p>The gradient of the loss with respect to {@code x} is called {@code dx}. Gradients of
 * parameters are accumulated (added to what is there), so that a network can run on several batches
 * before one update.
 *
 * <p>One update of a small network, from a batch {@code x} [2, 64] and a loss that gives {@code
 * dy}:
 *
 * <pre>{@code
 * List<Layer> layers = List.of(new Dense(16), new Relu(), new Dense(1));
 * try (Sequential network = new Sequential(Shape.of(2), layers);
 *     NamedTensors gradients = network.parameters().zerosLike();
 *     Pass pass = network.newPass(64, gradients)) {
 *   network.initialize(0.02, random);
 *   INDArray y = pass.forward(x, Mode.TRAINING, random);
 *   pass.backward(dy, WithRespectTo.PARAMETERS);
 *   // gradients.flat() now holds the gradient of network.parameters().flat()
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.nn;

import org.jspecify.annotations.NullMarked;
