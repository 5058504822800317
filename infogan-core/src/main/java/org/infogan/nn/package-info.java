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
 */
package org.infogan.nn;
