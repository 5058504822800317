package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The working memory of one forward pass and the backward pass that belongs to it, for one batch
 * size. It owns every activation, so that a network itself holds none and several passes over the
 * same network can be alive at once. Not for use by two threads at once.
 *
 * <p>Life cycle: {@code (forward backward?)* close}. {@code backward} refers to the latest {@code
 * forward}. The pass of a layer may rely on its input still being there then; that of a network
 * keeps what it needs.
 */
public interface Pass extends AutoCloseable {

  /**
   * Computes the output for one batch.
   *
   * @param x the input, batch last. Not modified.
   * @param mode how dropout and batch norm behave
   * @param random the source of dropout's masks and of noise
   * @return the output, batch last: owned by this pass and overwritten by the next {@code forward}
   */
  INDArray forward(INDArray x, Mode mode, RandomGenerator random);

  /**
   * Carries a gradient from the output to the parameters, the input, or both.
   *
   * @param dy the loss's gradient with respect to the output of the latest {@code forward}. Not
   *     modified.
   * @param wanted which gradients to compute; those of parameters are added to the gradient tensors
   *     that the pass was made with
   * @return dx, owned by this pass and overwritten by the next {@code backward}; null when the
   *     input's gradient is not wanted
   */
  INDArray backward(INDArray dy, WithRespectTo wanted);

  /**
   * Frees the activations. Arrays that this pass returned must not be used afterwards. Does nothing
   * by default: the buffers of a layer's pass come from its {@link PassContext}, and are freed with
   * the network's pass.
   */
  @Override
  default void close() {}
}
