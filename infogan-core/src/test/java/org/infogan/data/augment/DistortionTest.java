package org.infogan.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion.Factor;
import org.infogan.eval.StrokeMeasures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionTest {

  private static final ImageShape SHAPE = new ImageShape(2, 3, 3);

  /** Two channels of 3×3 with values of their own everywhere. */
  private static final float[] IMAGE = {
    .01f, .02f, .03f, .04f, .05f, .06f, .07f, .08f, .09f,
    .11f, .12f, .13f, .14f, .15f, .16f, .17f, .18f, .19f
  };

  private static final int SIZE = 41;
  private static final ImageShape SQUARE = new ImageShape(1, SIZE, SIZE);

  private static float[] apply(Distortion distortion) {
    float[] distorted = new float[IMAGE.length];
    distortion.apply(IMAGE, SHAPE, distorted);
    return distorted;
  }

  @Test
  void noneMovesNothing() {
    assertThat(apply(new Distortion(0, 1, 0, 0, 0, 0))).containsExactly(IMAGE, within(1e-7f));
  }

  /** target (i, j) shows source (i + 1, j): everything moves up, the last row continues. */
  @Test
  void shiftsByWholePixelsAndContinuesTheBorder() {
    assertThat(apply(new Distortion(0, 1, 0, 1, 0, 0)))
        .containsExactly(
            new float[] {
              .04f, .05f, .06f, .07f, .08f, .09f, .07f, .08f, .09f,
              .14f, .15f, .16f, .17f, .18f, .19f, .17f, .18f, .19f
            },
            within(1e-6f));
  }

  @Test
  void shiftsByHalfAPixelBetweenTwo() {
    float[] shifted = apply(new Distortion(0, 1, 0, 0, 0.5, 0));
    assertThat(shifted[0]).isCloseTo(.015f, within(1e-6f));
    assertThat(shifted[1]).isCloseTo(.025f, within(1e-6f));
    assertThat(shifted[2]).isCloseTo(.03f, within(1e-6f));
  }

  /** A quarter turn permutes the pixels about the centre. */
  @Test
  void rotatesByAQuarter() {
    float[] turned = apply(new Distortion(Math.PI / 2, 1, 0, 0, 0, 0));
    assertThat(turned[4]).isCloseTo(.05f, within(1e-6f));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        // x = −(i − 1), y = j − 1 from the centre.
        assertThat(turned[3 * i + j]).isCloseTo(IMAGE[3 * j + (2 - i)], within(1e-6f));
      }
    }
  }

  /** With s = 2 the corners look beyond the border, the middle of an edge at the border itself. */
  @Test
  void scalesAboutTheCentre() {
    float[] scaled = apply(new Distortion(0, 2, 0, 0, 0, 0));
    assertThat(scaled[4]).isCloseTo(.05f, within(1e-6f));
    assertThat(scaled[0]).isCloseTo(.01f, within(1e-6f));
    float[] halved = apply(new Distortion(0, 0.5, 0, 0, 0, 0));
    assertThat(halved[0]).isCloseTo((.01f + .02f + .04f + .05f) / 4, within(1e-6f));
  }

  /** Rows above and below the centre slide to opposite sides, the centre's row stays. */
  @Test
  void shearsRowByRow() {
    float[] sheared = apply(new Distortion(0, 1, 1, 0, 0, 0));
    assertThat(sheared[4]).isCloseTo(.05f, within(1e-6f));
    assertThat(sheared[1]).isCloseTo(.01f, within(1e-6f));
    assertThat(sheared[7]).isCloseTo(.09f, within(1e-6f));
  }

  /** The largest and smallest of a pixel and its four neighbours, channel by channel. */
  @Test
  void thickensTowardsTheBrightestNeighbourAndThinsTowardsTheDarkest() {
    float[] thick = apply(new Distortion(0, 1, 0, 0, 0, 1));
    assertThat(thick[0]).isEqualTo(.04f);
    assertThat(thick[4]).isEqualTo(.08f);
    assertThat(thick[8]).isEqualTo(.09f);
    assertThat(thick[9]).isEqualTo(.14f); // the second channel's corner, not the first one's edge
    float[] half = apply(new Distortion(0, 1, 0, 0, 0, 0.5));
    assertThat(half[4]).isCloseTo(.065f, within(1e-6f));
    float[] thin = apply(new Distortion(0, 1, 0, 0, 0, -0.5));
    assertThat(thin[4]).isCloseTo(.035f, within(1e-6f));
    assertThat(thin[0]).isCloseTo(.01f, within(1e-6f));
  }

  /** An upright bar, bright on dark. */
  private static float[] bar(int left, int right) {
    float[] image = new float[SIZE * SIZE];
    for (int i = 8; i < SIZE - 8; i++) {
      for (int j = left; j < right; j++) {
        image[i * SIZE + j] = 1;
      }
    }
    return image;
  }

  private static StrokeMeasures distorted(Distortion distortion) {
    float[] image = new float[SIZE * SIZE];
    distortion.apply(bar(19, 22), SQUARE, image);
    return StrokeMeasures.of(image, SIZE, SIZE);
  }

  /** The factor is what image moments find in the picture, sign included. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.3, 0.2, 0.4})
  void slantIsTheSlantThatAShearAdds(double shear) {
    Distortion distortion = new Distortion(0, 1, shear, 0, 0, 0);
    assertThat(distorted(distortion).slant())
        .isCloseTo(distortion.amount(Factor.SLANT, SQUARE), within(0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.15, 0.1})
  void slantIsThatOfATurnTheOtherWay(double angle) {
    Distortion distortion = new Distortion(angle, 1, 0, 0, 0, 0);
    assertThat(distorted(distortion).slant())
        .isCloseTo(distortion.amount(Factor.SLANT, SQUARE), within(0.01));
    assertThat(distortion.amount(Factor.ROTATION, SQUARE)).isEqualTo(angle);
  }

  /** The bar of 3 pixels becomes one of 5 at t = 1. */
  @Test
  void thicknessIsHalfOfWhatTheStrokesGain() {
    double before = distorted(new Distortion(0, 1, 0, 0, 0, 0)).width();
    Distortion distortion = new Distortion(0, 1, 0, 0, 0, 1);
    assertThat(distorted(distortion).width() - before)
        .isCloseTo(2 * distortion.amount(Factor.THICKNESS, SQUARE), within(0.15));
  }

  /** A source that is read in strides of ½ shows the bar twice as wide. */
  @Test
  void sizeIsTheLogarithmOfTheEnlargement() {
    double before = distorted(new Distortion(0, 1, 0, 0, 0, 0)).width();
    Distortion distortion = new Distortion(0, 0.5, 0, 0, 0, 0);
    assertThat(Math.log(distorted(distortion).width() / before))
        .isCloseTo(distortion.amount(Factor.SIZE, SQUARE), within(0.05));
  }

  /** The place of the bright pixels' mean, from the image's middle: x to the right and y down. */
  private static double[] place(float[] image) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < image.length; p++) {
      int row = p / SIZE;
      int column = p % SIZE;
      sum += image[p];
      x += image[p] * (column - (SIZE - 1) / 2.0);
      y += image[p] * (row - (SIZE - 1) / 2.0);
    }
    return new double[] {x / sum, y / sum};
  }

  /** The bar stands in the image's middle, which is what the two factors follow. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, -0.3})
  void rightAndDownAreWhereTheMiddleGoes(double angle) {
    for (Distortion distortion :
        List.of(
            new Distortion(angle, 1, 0, 2, -3, 0),
            new Distortion(angle, 1.25, 0.2, -2, 4, 0),
            new Distortion(angle, 0.8, -0.3, 3, 1, 0))) {
      float[] image = new float[SIZE * SIZE];
      float[] bar = bar(18, 23);
      distortion.apply(bar, SQUARE, image);
      double[] before = place(bar);
      assertThat(before).containsExactly(0, 0);
      assertThat(place(image)[0]).isCloseTo(distortion.amount(Factor.RIGHT, SQUARE), within(0.15));
      assertThat(place(image)[1]).isCloseTo(distortion.amount(Factor.DOWN, SQUARE), within(0.15));
    }
  }

  /** A bar beside the middle is found where it is said to go. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, -0.4})
  void aPlaceIsCarriedAroundTheMiddle(double angle) {
    float[] bar = bar(13, 16);
    double[] before = place(bar);
    Distortion distortion = new Distortion(angle, 1.2, 0.2, 3, -2, 0);
    float[] image = new float[SIZE * SIZE];
    distortion.apply(bar, SQUARE, image);
    assertThat(place(image))
        .containsExactly(distortion.place(before[0], before[1], SQUARE), within(0.15));
  }
}
