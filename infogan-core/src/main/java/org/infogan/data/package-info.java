/**
 * Images to train on: what a data set is, and views of it.
 *
 * <p>{@link org.infogan.data.ImageDataset} is all that a trainer asks for. Images in memory are
 * {@link org.infogan.data.ByteImages} and {@link org.infogan.data.FloatImages}, Java's images
 * become a data set by {@link org.infogan.data.ImageDataset#of}, and whoever draws or decodes
 * images of another kind implements the interface: three methods do.
 *
 * <pre>{@code
 * ImageDataset photos = ImageFolder.open(folder, new ImageShape(3, 64, 64), ResizeMode.COVER);
 * ImageDataset.Split parts = photos.split(0.1, 1);
 * ImageDataset grey = parts.train().inGrey().cached();
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.data;

import org.jspecify.annotations.NullMarked;
