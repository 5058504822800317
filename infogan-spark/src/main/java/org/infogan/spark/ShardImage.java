package org.infogan.spark;

import java.io.Serializable;
import java.util.List;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.jspecify.annotations.Nullable;

/** An image on its way to the rank that trains on it, or why it cannot be read. */
final class ShardImage implements Serializable {

  private static final long serialVersionUID = 1L;

  /** C·H·W values in [0, 1]; null where {@link #problem} says why there are none. */
  final float @Nullable [] pixels;

  final @Nullable String problem;

  private ShardImage(float @Nullable [] pixels, @Nullable String problem) {
    this.pixels = pixels;
    this.problem = problem;
  }

  static ShardImage of(float[] pixels) {
    return new ShardImage(pixels, null);
  }

  static ShardImage unreadable(String problem) {
    return new ShardImage(null, problem);
  }

  /**
   * The images of a shard, in their order.
   *
   * @throws IllegalArgumentException when there are none, one cannot be read and is not to be
   *     skipped, or one is not of the shape
   */
  static ImageDataset toDataset(List<ShardImage> shard, ImageShape shape, boolean skipUnreadable) {
    List<String> problems =
        shard.stream().filter(image -> image.pixels == null).map(image -> image.problem).toList();
    if (!problems.isEmpty() && !skipUnreadable) {
      throw new IllegalArgumentException(
          "images: "
              + problems.size()
              + " cannot be read, the first: "
              + problems.get(0)
              + "; SparkOptions.skipUnreadable() leaves them out");
    }
    float[][] images =
        shard.stream()
            .map(image -> image.pixels)
            .filter(pixels -> pixels != null)
            .toArray(float[][]::new);
    return FloatImages.wrap(shape, images);
  }
}
