/**
 * Optimisers of the parameters of a network.
 *
 * <pre>{@code
 * try (NamedTensors gradients = network.parameters().zerosLike();
 *     AdamOptimizer optimizer =
 *         new AdamOptimizer(Adam.withLearningRate(2e-4), network.parameters(), gradients)) {
 *   // a pass adds to the gradients
 *   optimizer.update(1); // and sets them to zero
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.nn.optim;

import org.jspecify.annotations.NullMarked;
