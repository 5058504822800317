/**
 * What trunk and Q learn from real images alone, without labels and without the game (internal,
 * except what listeners see).
 */
@NullMarked
package org.infogan.selfsupervised;

import org.jspecify.annotations.NullMarked;
