/**
 * What trunk and Q learn from real images alone, without labels and without the game (internal,
 * except what listeners see).
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.selfsupervised;

import org.jspecify.annotations.NullMarked;
