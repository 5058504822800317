package org.infogan.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;

/** The distortions beyond place, size, slant and thickness. */
class AppearanceTest {

  private static final ImageShape ROW = new ImageShape(1, 1, 3);
  private static final ImageShape SQUARE = new ImageShape(1, 30, 30);

  private static float[] apply(Distortion distortion, ImageShape shape, float... image) {
    float[] distorted = new float[image.length];
    distortion.apply(image, shape, distorted);
    return distorted;
  }

  private static Distortion with(boolean mirrored, Crop crop, Tone tone, Cutout cutout) {
    return new Distortion(0, 1, 0, 0, 0, 0, mirrored, crop, Elastic.NONE, tone, cutout);
  }

  private static Distortion toned(double brightness, double contrast, double hue) {
    return with(false, Crop.NONE, new Tone(brightness, contrast, hue), Cutout.NONE);
  }

  @Test
  void mirrorsLeftAndRightAlone() {
    Distortion mirror = with(true, Crop.NONE, Tone.NONE, Cutout.NONE);
    assertThat(apply(mirror, new ImageShape(1, 2, 3), .1f, .2f, .3f, .4f, .5f, .6f))
        .containsExactly(new float[] {.3f, .2f, .1f, .6f, .5f, .4f}, within(1e-6f));
  }

  /** Half the side of a slope of 1 per pixel is a slope of ½ about the crop's centre. */
  @Test
  void enlargesThePartThatIsCroppedAround() {
    float[] slope = new float[9];
    for (int i = 0; i < 9; i++) {
      slope[i] = i / 10f;
    }
    ImageShape row = new ImageShape(1, 1, 9);
    Distortion middle = with(false, new Crop(0.5, 0, 0), Tone.NONE, Cutout.NONE);
    assertThat(apply(middle, row, slope))
        .containsExactly(
            new float[] {.2f, .25f, .3f, .35f, .4f, .45f, .5f, .55f, .6f}, within(1e-6f));
    Distortion moved = with(false, new Crop(0.5, 0, 2.0 / 9), Tone.NONE, Cutout.NONE);
    assertThat(apply(moved, row, slope)[4]).isCloseTo(.6f, within(1e-6f));
    // What was in the middle of nine pixels, two to the left of the crop's, goes twice as far.
    assertThat(moved.amount(Distortion.Factor.RIGHT, row)).isCloseTo(-4, within(1e-12));
    assertThat(moved.amount(Distortion.Factor.DOWN, row)).isZero();
    assertThat(middle.amount(Distortion.Factor.SIZE, row)).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void brightensFromBlackUpToWhite() {
    assertThat(apply(toned(2, 1, 0), ROW, 0, .2f, .7f))
        .containsExactly(new float[] {0, .4f, 1}, within(1e-6f));
    assertThat(toned(2, 1, 0).amount(Distortion.Factor.BRIGHTNESS, ROW))
        .isCloseTo(Math.log(2), within(1e-12));
  }

  /** The mean of .4 and .8, weighted by themselves, is (.16 + .64)/1.2. */
  @Test
  void contrastSpreadsAboutTheMeanOfWhatIsNotBlack() {
    float mean = .8f / 1.2f;
    float[] spread = apply(toned(1, 1.5, 0), ROW, 0, .4f, .8f);
    assertThat(spread[0]).isZero();
    assertThat(spread[1]).isCloseTo(mean + 1.5f * (.4f - mean), within(1e-6f));
    assertThat(spread[2]).isCloseTo(mean + 1.5f * (.8f - mean), within(1e-6f));
    assertThat(apply(toned(1, 1.5, 0), ROW, 0, 0, 0)).containsExactly(0, 0, 0);
  }

  /** In another value range the same picture comes out. */
  @Test
  void blackMayBeMinusOne() {
    float[] image = {.1f, .4f, .8f};
    float[] expected = apply(toned(1.2, 1.5, 0), ROW, image);
    float[] symmetric = {-.8f, -.2f, .6f};
    float[] found = new float[3];
    toned(1.2, 1.5, 0).apply(symmetric, ROW, -1, found);
    for (int i = 0; i < 3; i++) {
      assertThat((found[i] + 1) / 2).isCloseTo(expected[i], within(1e-6f));
    }
  }

  /** Grey has no hue; a muted red keeps its brightness but takes on another hue, and turns back. */
  @Test
  void hueTurnsColoursAndLeavesGrey() {
    ImageShape pixel = new ImageShape(3, 1, 1);
    assertThat(apply(toned(1, 1, 1), pixel, .5f, .5f, .5f))
        .containsExactly(new float[] {.5f, .5f, .5f}, within(2e-3f));
    float[] red = {.6f, .4f, .4f};
    float[] turned = apply(toned(1, 1, 1), pixel, red);
    assertThat(luma(turned)).isCloseTo(luma(red), within(2e-3));
    float before = hue(red);
    assertThat(Math.abs(hue(turned) - before)).isGreaterThan(0.1f);
    assertThat(apply(toned(1, 1, -1), pixel, turned)).containsExactly(red, within(5e-3f));
    assertThat(apply(toned(1, 1, 1), ROW, .1f, .2f, .3f)).containsExactly(.1f, .2f, .3f);
    assertThat(toned(1, 1, 0.7).amount(Distortion.Factor.HUE, pixel)).isEqualTo(0.7);
    assertThat(toned(1, 1, 0.7).amount(Distortion.Factor.HUE, ROW)).isZero();
  }

  private static double luma(float[] rgb) {
    return .299 * rgb[0] + .587 * rgb[1] + .114 * rgb[2];
  }

  private static float hue(float[] rgb) {
    return Color.RGBtoHSB(
        Math.round(255 * rgb[0]), Math.round(255 * rgb[1]), Math.round(255 * rgb[2]), null)[0];
  }

  @Test
  void cutsASquareOutOfAllChannels() {
    // A thing of .9 and .8 on a ground of 1 and .1, which it touches in one pixel.
    float[] image = new float[2 * 4 * 6];
    for (int i = 0; i < image.length; i++) {
      boolean thing = inside(i, 1, 3, 1, 5) || i % 24 == 6;
      image[i] = i < 24 ? (thing ? .9f : 1) : thing ? .8f : .1f;
    }
    Distortion cut = with(false, Crop.NONE, Tone.NONE, new Cutout(0.5, 0.5, 0.5));
    float[] found = apply(cut, new ImageShape(2, 4, 6), image);
    for (int i = 0; i < found.length; i++) {
      float ground = i < 24 ? 1 : .1f;
      assertThat(found[i]).isEqualTo(inside(i, 1, 3, 2, 4) ? ground : image[i]);
    }
  }

  /** Whether pixel i of images of 4×6 lies in these rows and columns, ends excluded. */
  private static boolean inside(int i, int top, int bottom, int left, int right) {
    int y = i / 6 % 4;
    int x = i % 6;
    return y >= top && y < bottom && x >= left && x < right;
  }

  @Test
  void aSquareAtTheBorderIsCutByIt() {
    float[] image = new float[4 * 6];
    Arrays.fill(image, 0, 12, .5f);
    Distortion cut = with(false, Crop.NONE, Tone.NONE, new Cutout(0.5, 0.5, 0));
    float[] found = apply(cut, new ImageShape(1, 4, 6), image);
    for (int i = 0; i < found.length; i++) {
      // Half of the border is .5, the other 0; two pixels wide, only one column lies inside.
      assertThat(found[i]).isEqualTo(inside(i, 1, 3, 0, 1) ? .5f : image[i]);
    }
  }

  /** A picture of the columns' numbers shows how far each pixel was moved. */
  @Test
  void elasticMovesSmoothlyByTheGivenDeviation() {
    RandomGenerator random = new SplittableRandom(3);
    double squares = 0;
    int count = 400;
    float[] columns = new float[900];
    for (int i = 0; i < 900; i++) {
      columns[i] = i % 30 / 30f;
    }
    for (int n = 0; n < count; n++) {
      float[] moved = apply(new Jitter(0, 0, 0, 0).withElastic(0.8).draw(random), SQUARE, columns);
      // Not far from a point of the grid, which is moved by the whole deviation.
      double shift = (moved[15 * 30 + 15] - columns[15 * 30 + 15]) * 30;
      squares += shift * shift;
      for (int j = 1; j < 30; j++) {
        assertThat(Math.abs(moved[450 + j] - moved[449 + j]) * 30).isLessThan(2);
      }
    }
    assertThat(Math.sqrt(squares / count)).isCloseTo(0.75, within(0.12));
  }

  @Test
  void drawsCutoutsAsOftenAndAsLargeAsAsked() {
    Jitter jitter = Jitter.NONE.withCutout(0.3);
    RandomGenerator random = new SplittableRandom(7);
    float[] thing = new float[900];
    for (int i = 0; i < 900; i++) {
      boolean border = i % 30 == 0 || i % 30 == 29 || i / 30 == 0 || i / 30 == 29;
      thing[i] = border ? 0 : 0.5f;
    }
    int cut = 0;
    for (int n = 0; n < 2000; n++) {
      float[] found = apply(jitter.draw(random), SQUARE, thing);
      int holes = 0;
      for (int i = 0; i < 900; i++) {
        holes += found[i] == thing[i] ? 0 : 1;
      }
      assertThat(holes).isLessThanOrEqualTo(100);
      cut += holes > 0 ? 1 : 0;
    }
    assertThat(cut / 2000.0).isCloseTo(0.3, within(0.04));
  }

  @Test
  void drawsCropsAndFlipsAsOftenAndAsLargeAsAsked() {
    Jitter jitter = Jitter.NONE.withFlip(0.25).withCrop(0.4).withCutout(0.3).withLight(0.2, 0.1);
    RandomGenerator random = new SplittableRandom(7);
    float[] image = new float[900];
    Arrays.fill(image, 0.5f);
    double logs = 0;
    for (int n = 0; n < 2000; n++) {
      float most = apply(jitter.draw(random), SQUARE, image)[0];
      logs += Math.pow(Math.log(most / 0.5), 2);
    }
    assertThat(Math.sqrt(logs / 2000)).isCloseTo(0.2, within(0.02));
    float[] slope = new float[900];
    for (int i = 0; i < 900; i++) {
      slope[i] = i % 30 / 29f;
    }
    int mirrored = 0;
    for (int n = 0; n < 2000; n++) {
      float[] found = apply(Jitter.NONE.withFlip(0.25).draw(random), SQUARE, slope);
      mirrored += found[0] > found[29] ? 1 : 0;
    }
    assertThat(mirrored / 2000.0).isCloseTo(0.25, within(0.04));
  }

  /** So that runs of a jitter without them keep their bits. */
  @Test
  void whatIsOffDrawsNothing() {
    RandomGenerator random = new SplittableRandom(5);
    RandomGenerator same = new SplittableRandom(5);
    new Jitter(0.1, 0.1, 0.1, 1).draw(random);
    for (int i = 0; i < 5; i++) {
      same.nextGaussian();
    }
    assertThat(random.nextLong()).isEqualTo(same.nextLong());
  }

  @Test
  void refusesWhatIsOutOfRange() {
    Jitter none = Jitter.NONE;
    assertThatThrownBy(() -> none.withFlip(1.1)).hasMessageContaining("flip");
    assertThatThrownBy(() -> none.withCrop(1)).hasMessageContaining("crop");
    assertThatThrownBy(() -> none.withElastic(-1)).hasMessageContaining("elastic");
    assertThatThrownBy(() -> none.withLight(-1, 0)).hasMessageContaining("brightness");
    assertThatThrownBy(() -> none.withLight(0, Double.NaN)).hasMessageContaining("contrast");
    assertThatThrownBy(() -> none.withHue(4)).hasMessageContaining("hue");
    assertThatThrownBy(() -> none.withCutout(2)).hasMessageContaining("cutout");
  }
}
