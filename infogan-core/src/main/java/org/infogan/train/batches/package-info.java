/**
 * The inputs of a step: real images in a shuffled order, prefetched, jittered where that is asked
 * for and written batch-last in one copy, and latent vectors; the noise on what D sees.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.train.batches;

import org.infogan.internal.Internal;
import org.jspecify.annotations.NullMarked;
