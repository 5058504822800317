/**
 * Convolution and transposed convolution as direct matrix products. {@link
 * org.infogan.nn.conv.ConvPlan} divides a convolution into the products of its kernel's parts with
 * runs of pixels, and {@link org.infogan.nn.conv.ConvProduct} carries them out, so that neither
 * copied patches nor the arithmetic of padding is needed.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.nn.conv;

import org.infogan.internal.Internal;
import org.jspecify.annotations.NullMarked;
