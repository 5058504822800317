/**
 * The only code that touches BLAS, native memory and threads: matrix products divided over a pool
 * of threads ({@link org.infogan.backend.Gemm}, {@link org.infogan.backend.ComputePool}), arrays
 * read and written in place ({@link org.infogan.backend.HostMemory}, {@link
 * org.infogan.backend.RowOps}), and the settings of ND4J's own threads ({@link
 * org.infogan.backend.NativeRuntime}). It knows no layer and no network.
 *
 * @since 0.1.0
 */
@Internal
@NullMarked
package org.infogan.backend;

import org.infogan.internal.Internal;
import org.jspecify.annotations.NullMarked;
