package org.infogan.data;

/**
 * Images of one size, read by index. Every pixel value lies in [0, 1]; the trainer maps it to the
 * range that its generator produces. Implementations are immutable and may be read from several
 * threads at once.
 */
public interface ImageDataset {

  /** What {@link #label} returns for an image whose class is not known. */
  int NO_LABEL = -1;

  /**
   * The number of images.
   *
   * @return at least one
   */
  int size();

  /**
   * The size of every image.
   *
   * @return channels, height and width
   */
  ImageShape shape();

  /**
   * Copies one image, channel by channel and row by row.
   *
   * @param index from 0 to {@link #size()} − 1
   * @param pixels C·H·W values in [0, 1] on return. Modified.
   */
  void read(int index, float[] pixels);

  /**
   * The class of one image. Training never reads it; evaluation does.
   *
   * @param index from 0 to {@link #size()} − 1
   * @return the class, 0 or above, or {@link #NO_LABEL}
   */
  default int label(int index) {
    return NO_LABEL;
  }
}
