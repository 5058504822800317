/**
 * Convolution with fewer multiplications, by Winograd's minimal filtering. {@link
 * org.infogan.nn.winograd.WinogradPlan} divides the axes of a map into tiles, {@link
 * org.infogan.nn.winograd.TileTransform} transforms the tiles of pixels, outputs and weights, and
 * {@link org.infogan.nn.winograd.WinogradConvolution} multiplies them.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.nn.winograd;

import org.infogan.internal.Internal;
import org.jspecify.annotations.NullMarked;
