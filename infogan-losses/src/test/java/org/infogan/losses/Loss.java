package org.infogan.losses;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Any loss of this module, in the form the shared assertions take it. */
@FunctionalInterface
interface Loss {

  /** Returns the value and writes the gradient of the first inputs, as many as gradients. */
  double valueAndGradient(INDArray[] inputs, INDArray[] gradients);
}
