package org.infogan.nn;

/** The pass of a built-in layer: its buffers belong to the network's pass, which frees them. */
interface LayerPass extends Pass {

  @Override
  default void close() {}
}
