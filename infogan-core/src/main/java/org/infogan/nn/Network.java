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

  /** The shape of one input example. */
  Shape inputShape();

  /** The shape of one output example. */
  Shape outputShape();

  /** FLOAT for work, DOUBLE for gradient checks: the type of every array of this network. */
  DataType dataType();

  /** What the optimiser changes. */
  NamedTensors parameters();

  /**
   * What forward passes record: the running means and variances of batch norm, the singular vectors
   * of spectral norm.
   */
  NamedTensors statistics();

  /**
   * Makes a pass that can run backward as well.
   *
   * @param batch the number of examples of every batch that the pass will see
   * @param gradients where gradients of parameters are added: {@link NamedTensors#zerosLike} of
   *     {@link #parameters}
   */
  Pass newPass(int batch, NamedTensors gradients);

  /**
   * Makes a pass that only runs forward.
   *
   * @param batch the number of examples of every batch that the pass will see
   */
  Pass newPass(int batch);

  /** A network of the same structure with equal parameters and statistics, in memory of its own. */
  Network copy();

  @Override
  void close();
}
