package org.infogan.tensorboard;

import java.nio.ByteBuffer;

/** Messages of the type Summary.Value: something measured, with the tag that it is found under. */
final class SummaryValue {

  /** Buckets of a histogram; TensorBoard shows about 30. */
  private static final int BUCKETS = 40;

  private static final int RGB = 3;

  private SummaryValue() {}

  private static ProtoMessage tagged(String tag) {
    return new ProtoMessage().text(1, tag);
  }

  /** A point of a curve. */
  static ProtoMessage scalar(String tag, double value) {
    return tagged(tag).single(2, (float) value);
  }

  /**
   * A picture.
   *
   * @param png a PNG file in colour, whose header says the size
   */
  static ProtoMessage image(String tag, byte[] png) {
    ByteBuffer header = ByteBuffer.wrap(png);
    int width = header.getInt(16);
    int height = header.getInt(20);
    return tagged(tag)
        .message(
            4,
            new ProtoMessage().integer(1, height).integer(2, width).integer(3, RGB).bytes(4, png));
  }

  /**
   * How values are distributed: their number in buckets of equal width from the least to the
   * largest, each bucket without its upper limit except for the last.
   *
   * @param values at least one. Not modified.
   */
  static ProtoMessage histogram(String tag, float[] values) {
    double least = values[0];
    double largest = values[0];
    double sum = 0;
    double sumOfSquares = 0;
    for (double value : values) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
      sum += value;
      sumOfSquares += value * value;
    }
    int buckets = largest > least ? BUCKETS : 1;
    double width = (largest - least) / buckets;
    double[] limits = new double[buckets];
    for (int i = 0; i < buckets - 1; i++) {
      limits[i] = least + (i + 1) * width;
    }
    limits[buckets - 1] = largest;
    double[] counts = new double[buckets];
    for (double value : values) {
      int bucket = width > 0 ? (int) ((value - least) / width) : 0;
      counts[Math.min(bucket, buckets - 1)]++;
    }
    return tagged(tag)
        .message(
            5,
            new ProtoMessage()
                .number(1, least)
                .number(2, largest)
                .number(3, values.length)
                .number(4, sum)
                .number(5, sumOfSquares)
                .numbers(6, limits)
                .numbers(7, counts));
  }

  /**
   * What a plugin keeps beside the curves. It lies in the metadata; the value is an empty vector.
   *
   * @param plugin the plugin's name
   * @param content a message of the plugin's own
   */
  static ProtoMessage plugin(String tag, String plugin, ProtoMessage content) {
    int typeFloat = 1;
    ProtoMessage empty =
        new ProtoMessage()
            .integer(1, typeFloat)
            .message(2, new ProtoMessage().message(2, new ProtoMessage().integer(1, 0)));
    ProtoMessage data = new ProtoMessage().text(1, plugin).message(2, content);
    return tagged(tag).message(8, empty).message(9, new ProtoMessage().message(1, data));
  }
}
