/**
 * Losses of the InfoGAN objective: adversarial losses, the likelihoods of Q's posterior, and the
 * lower bound on the mutual information between the latent codes and the generated image.
 *
 * <p>The alphabet is the same everywhere: B batch, K categories, R rows. Arrays are batch-last,
 * {@code [rows, B]}, of type FLOAT or DOUBLE, in any order and with any strides; row slices of a
 * larger array are read and written in place. Logarithms are natural and values are in nats. Every
 * loss is a mean over the batch and a sum over the rows.
 *
 * <p>Value and gradient come from one call: the method returns the value and overwrites an array of
 * the caller's, named {@code dX}, with the derivative of that value with respect to {@code X}. The
 * arithmetic is done on the host in double, whatever the type of the arrays, and allocates nothing
 * off-heap. Every class is immutable and may be shared between threads. A missing array is a {@link
 * NullPointerException} that names it. After an exception the content of the gradient arrays is
 * undefined. NaN in the inputs gives a value of NaN.
 *
 * <pre>{@code
 * INDArray dLogits = Nd4j.create(logits.shape()); // [1, B] as the logits
 * double loss = AdversarialLoss.NON_SATURATING.generator(logits, dLogits);
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.losses;

import org.jspecify.annotations.NullMarked;
