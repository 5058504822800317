/**
 * The layers that networks are made of: one record for each, whose components are what the layer is
 * configured with. The class beside it runs a batch forward and backward.
 *
 * <pre>{@code
 * List<Layer> trunk =
 *     List.of(
 *         new Conv2d(64, 4, 2, Padding.of(1)), // 64 filters of 4 × 4 pixels, stride 2, padding 1
 *         new LeakyRelu(0.1),
 *         Reshape.to(64 * 14 * 14),
 *         new Dense(1024),
 *         new BatchNorm(),
 *         new LeakyRelu(0.1));
 * }</pre>
 *
 * <p>A layer of one's own implements {@link org.infogan.nn.Layer}.
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.nn.layers;

import org.jspecify.annotations.NullMarked;
