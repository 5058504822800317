/**
 * Readers of data sets in files: MNIST and its relatives, SVHN, CIFAR-10, dSprites, folders of
 * pictures, {@code .npy}, {@code .npz} and HDF5. Each gives an {@link
 * org.infogan.data.ImageDataset}; the large ones read from the disk as images are asked for. A
 * damaged file is a {@link org.infogan.data.DataFormatException} that says what was found and
 * expected.
 *
 * <pre>{@code
 * Mnist mnist = Mnist.load(); // from the class path or ~/.cache/infogan, else by download
 * ImageDataset photos = ImageFolder.open(folder, new ImageShape(3, 64, 64), ResizeMode.COVER);
 * }</pre>
 *
 * @since 0.1.0
 */
@NullMarked
package org.infogan.data.files;

import org.jspecify.annotations.NullMarked;
