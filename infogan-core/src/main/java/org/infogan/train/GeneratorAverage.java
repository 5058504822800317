package org.infogan.train;

import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;

/**
 * The exponential moving average of G's parameters over the steps: a ← d·a + (1 − d)·θ with d =
 * min(decay, (1 + step)/(10 + step)). Early steps weigh more, so that the average soon forgets the
 * random start.
 */
final class GeneratorAverage implements AutoCloseable {

  private final double decay;
  private final Network generator;
  private final NamedTensors average;

  /**
   * Begins with the parameters as they are.
   *
   * @param decay d's limit, from 0 to below 1
   * @param generator G. Not modified.
   */
  GeneratorAverage(double decay, Network generator) {
    this.decay = decay;
    this.generator = generator;
    average = generator.parameters().copy();
  }

  /**
   * Takes in G's parameters after a step.
   *
   * @param step the step's number, from 0
   */
  void update(int step) {
    double current = Math.min(decay, (1.0 + step) / (10.0 + step));
    average.moveTowards(generator.parameters(), 1 - current);
  }

  /**
   * The average.
   *
   * @return the tensors in use, not a copy
   */
  NamedTensors tensors() {
    return average;
  }

  @Override
  public void close() {
    average.close();
  }
}
