package org.infogan.selfsupervised;

import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;

/**
 * What a graph of neighbours is made from: the trunk's features f, and beside them the pictures
 * themselves, shrunken and without their mean, x. The vectors (√(1 − s)·f/‖f‖, √s·x/‖x‖) have the
 * cosines (1 − s)·cos(f, f′) + s·cos(x, x′).
 */
final class GraphVectors {

  /** The longest side of a shrunken picture. */
  private static final int SIDE = 16;

  private GraphVectors() {}

  /**
   * Joins features and pictures.
   *
   * @param features f, [n][F]. Not modified.
   * @param images the images
   * @param indices which of them the features are of, [n]. Not modified.
   * @param share s, from 0 to 1
   * @return [n][F + X]; the features themselves where s is 0
   */
  static float[][] of(float[][] features, ImageDataset images, int[] indices, double share) {
    if (share == 0) {
      return features;
    }
    float[][] pictures = shrunken(images, indices);
    subtractMean(pictures);
    float[][] joined = new float[features.length][];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = new float[features[i].length + pictures[i].length];
      scaleTo(Math.sqrt(1 - share), features[i], joined[i], 0);
      scaleTo(Math.sqrt(share), pictures[i], joined[i], features[i].length);
    }
    return joined;
  }

  /**
   * Means over squares, the smallest for which no side is above {@link #SIDE}. What a square at the
   * border lacks counts as 0.
   */
  private static float[][] shrunken(ImageDataset images, int[] indices) {
    ImageShape shape = images.shape();
    int square = (Math.max(shape.height(), shape.width()) + SIDE - 1) / SIDE;
    int rows = (shape.height() + square - 1) / square;
    int columns = (shape.width() + square - 1) / square;
    float[][] small = new float[indices.length][shape.channels() * rows * columns];
    float[] image = new float[shape.pixels()];
    for (int i = 0; i < indices.length; i++) {
      images.read(indices[i], image);
      for (int p = 0; p < image.length; p++) {
        int channel = p / (shape.height() * shape.width());
        int row = p / shape.width() % shape.height() / square;
        int column = p % shape.width() / square;
        small[i][(channel * rows + row) * columns + column] += image[p] / (square * square);
      }
    }
    return small;
  }

  private static void subtractMean(float[][] vectors) {
    double[] mean = new double[vectors[0].length];
    for (float[] vector : vectors) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += vector[j] / (double) vectors.length;
      }
    }
    for (float[] vector : vectors) {
      for (int j = 0; j < mean.length; j++) {
        vector[j] -= (float) mean[j];
      }
    }
  }

  private static void scaleTo(double length, float[] from, float[] to, int start) {
    double squares = 0;
    for (float v : from) {
      squares += v * (double) v;
    }
    float factor = (float) (length / Math.max(1e-12, Math.sqrt(squares)));
    for (int j = 0; j < from.length; j++) {
      to[start + j] = factor * from[j];
    }
  }
}
