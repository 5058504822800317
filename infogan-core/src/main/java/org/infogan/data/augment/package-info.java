/**
 * Random changes of images that leave their kind alone: {@link org.infogan.data.augment.Jitter}
 * says how strong they are, {@link org.infogan.data.augment.Distortion} is one draw of it.
 *
 * <pre>{@code
 * Jitter jitter = new Jitter(0.1, 0.05, 0.1, 1); // rotation, scale, shear, shift
 * InfoGanConfig config = InfoGanConfig.mnist().toBuilder().consistency(0.5, jitter).build();
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.data.augment;

import org.jspecify.annotations.NullMarked;
