package org.infogan.nn;

/**
 * A tensor that a layer needs: its name within the layer, its initial value, and its shape.
 *
 * @param name the name within the layer, such as "weight" or "running_mean"
 * @param kind whether it is trained, and its initial value
 * @param shape the extents; {@link NamedTensors} has the order in memory
 */
public record TensorSpec(String name, Kind kind, Shape shape) {

  /** Whether a tensor is trained, and what it starts from. */
  public enum Kind {
    /** Trained; drawn from N(0, s²) with the network's standard deviation s. */
    WEIGHT,
    /** Trained; starts at zero: biases, batch norm's beta. */
    OFFSET,
    /** Trained; starts at one: batch norm's gamma. */
    SCALE,
    /** Recorded by forward passes; starts at zero. */
    RUNNING_MEAN,
    /** Recorded by forward passes; starts at one. */
    RUNNING_VARIANCE,
    /** Recorded by forward passes; starts as the unit vector of equal entries. */
    RUNNING_DIRECTION;

    /**
     * Whether the optimiser changes such a tensor.
     *
     * @return true for parameters, false for statistics
     */
    public boolean trained() {
      return this == WEIGHT || this == OFFSET || this == SCALE;
    }
  }
}
