package org.infogan.nn;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * A differentiable function with parameters. {@link Sequential} is the implementation that is built
 * from layers; a user's own must keep to the contract below and to that of {@link Pass}.
 *
 * <p>A network owns its parameters and statistics and frees them when it is closed. Passes in
 * {@link Mode#INFERENCE} only read them, so any number of threads may run one each.
 */
public interface Network extends AutoCloseable {

  /**
   * The shape of one input example.
   *
   * @return the shape, without the batch
   */
  Shape inputShape();

  /**
   * The shape of one output example.
   *
   * @return the shape, without the batch
   */
  Shape outputShape();

  /**
   * The type of every array of this network.
   *
   * @return FLOAT, or DOUBLE for gradient checks
   */
  DataType dataType();

  /**
   * The tensors that the optimiser changes.
   *
   * @return the parameters, owned by this network
   */
  NamedTensors parameters();

  /**
   * The tensors that forward passes record: the running means and variances of batch norm, the
   * singular vectors of spectral norm.
   *
   * @return the statistics, owned by this network
   */
  NamedTensors statistics();

  /**
   * Makes a pass that can run backward as well.
   *
   * @param batch the number of examples of every batch that the pass will see
   * @param gradients where gradients of parameters are added: {@link NamedTensors#zerosLike} of
   *     {@link #parameters}. Modified by backward passes.
   * @return a new pass; the caller closes it
   */
  Pass newPass(int batch, NamedTensors gradients);

  /**
   * Makes a pass that only runs forward.
   *
   * @param batch the number of examples of every batch that the pass will see
   * @return a new pass; the caller closes it
   */
  Pass newPass(int batch);

  /**
   * Makes a network of the same structure with equal parameters and statistics, in memory of its
   * own.
   *
   * @return the copy; the caller closes it
   */
  Network copy();

  /** Frees the parameters and statistics. Passes over the network must not be used afterwards. */
  @Override
  void close();
}
