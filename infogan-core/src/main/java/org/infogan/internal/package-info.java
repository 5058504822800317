/**
 * What several packages need that is about no subject of its own: checks of numbers, the order of
 * dimensions, memory that is freed once its last use has ended, and the mark {@link
 * org.infogan.internal.Internal}.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.internal;

import org.jspecify.annotations.NullMarked;
