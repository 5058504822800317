/**
 * Files: single tensors, the archives that hold models and checkpoints, and pictures of images on a
 * grid. Every file is written under another name, forced to the disk and then moved to its place,
 * so that a reader meets the old file or the new one and never a part of either.
 *
 * <pre>{@code
 * Npy.write(Path.of("images.npy"), images);
 * ImageGrid.of(images, 10).write(Path.of("images.png"));
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.io;

import org.jspecify.annotations.NullMarked;
