package org.infogan.config;

/**
 * Which networks learn from the mutual-information bound L_I, and with which optimiser. Public
 * InfoGANs differ in this more than in anything else.
 *
 * <p>Terms that Q has on real images ({@link Stabilizers.Consistency}, {@link
 * Stabilizers.Equivariance}) belong to D's update in every partition: Q learns from them with an
 * optimiser of D's settings, whose moments are kept apart from those of another update of Q. The
 * trunk learns from them where it learns from Q at all, which is in {@link #SHARED} and {@link
 * #SEPARATE}; in the others their gradient ends at the features.
 */
public enum UpdatePartition {
  /**
   * L_I is part of both objectives: trunk, head and Q minimise L_D − Σ λᵢ·L_I,i with D's optimiser,
   * then G minimises L_G − Σ λᵢ·L_I,i. So do the paper and openai/InfoGAN.
   */
  SHARED,
  /**
   * Trunk and head minimise L_D alone; then G and Q minimise L_G − Σ λᵢ·L_I,i with G's optimiser,
   * the trunk frozen. So do the Keras tutorial and pianomania/infoGAN-pytorch.
   */
  WITH_GENERATOR,
  /**
   * Trunk and head minimise L_D, G minimises L_G; then G, trunk and Q minimise −Σ λᵢ·L_I,i with an
   * optimiser of its own moments. So do PyTorch-GAN and Juliani's TensorFlow tutorial.
   */
  SEPARATE,
  /**
   * A plain GAN with an observer: Q learns L_I from the trunk's features with D's optimiser, and
   * neither the trunk nor G learns anything from Q (figure 1 of the paper).
   */
  OBSERVING
}
