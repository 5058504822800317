package org.infogan.config;

/** What the weights are drawn from before training; biases start at 0, batch norm's scale at 1. */
public enum InitialWeights {
  /** N(0, {@link InfoGanConfig#initialStandardDeviation}²), as in openai/InfoGAN. */
  NORMAL,
  /** U(−a, a) with a = √(6/(fan in + fan out)), the default of Keras. */
  GLOROT
}
