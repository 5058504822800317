/**
 * Internal: graphs of nearest neighbours, what is spread over them, and how they are divided into
 * clusters. Plain Java arrays, but for the one large matrix product.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.graph;

import org.infogan.internal.Internal;
import org.jspecify.annotations.NullMarked;
