package org.infogan.selfsupervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infogan.data.FloatImages;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;

class GraphVectorsTest {

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  /**
   * 3 channels of 20 × 33: squares of 3 make 7 × 11 pixels, the last row of them two lines high.
   */
  @Test
  void cosinesAreThoseOfFeaturesAndOfShrunkenPicturesWithoutTheirMean() {
    ImageShape shape = new ImageShape(3, 20, 33);
    float[][] images = new float[4][shape.pixels()];
    for (int i = 0; i < 4; i++) {
      for (int p = 0; p < shape.pixels(); p++) {
        int column = p % 33;
        int row = p / 33 % 20;
        int channel = p / 660;
        // The same within each square, so that its mean is known; channel 2 is the same in all.
        images[i][p] =
            channel == 2
                ? 0.7f
                : ((i * 31 + channel * 17 + row / 3 * 7 + column / 3 * 3) % 11) / 11f;
      }
    }
    float[][] features = {{1, 0}, {0, 2}, {3, 3}, {1, -1}};
    int[] indices = {3, 0, 2, 1};
    float[][] joined = GraphVectors.of(features, FloatImages.of(shape, images), indices, 0.3);

    double[] mean = new double[2 * 77];
    float[][] small = new float[4][2 * 77];
    for (int i = 0; i < 4; i++) {
      for (int s = 0; s < 2 * 77; s++) {
        int row = s % 77 / 11 * 3;
        int lines = Math.min(3, 20 - row);
        small[i][s] = images[indices[i]][s / 77 * 660 + row * 33 + s % 11 * 3] * lines / 3;
        mean[s] += small[i][s] / 4.0;
      }
    }
    for (float[] picture : small) {
      for (int s = 0; s < mean.length; s++) {
        picture[s] -= (float) mean[s];
      }
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double expected = 0.7 * cosine(features[i], features[j]) + 0.3 * cosine(small[i], small[j]);
        assertThat(cosine(joined[i], joined[j])).isCloseTo(expected, within(1e-5));
      }
    }
    assertThat(GraphVectors.of(features, FloatImages.of(shape, images), indices, 0))
        .isSameAs(features);
  }
}
