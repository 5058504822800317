package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order: hair, hair colour, pose, skin, smile, glasses, lighting, variant. */
class DrawnFacesTest {

  private static final DrawnFaces FACES = new DrawnFaces();

  /** A bald head straight ahead, lit from the front. */
  private static int[] plain(int variant) {
    return new int[] {0, 0, 4, 4, 2, 0, 4, variant};
  }

  private static Picture with(int factor, int value, int variant) {
    int[] values = plain(variant);
    values[factor] = value;
    return Picture.of(FACES, values);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 500, 999})
  void skinTurnsLighter(int variant) {
    double before = 0;
    for (int skin = 0; skin < 8; skin++) {
      double forehead = with(3, skin, variant).mean(0, 14, 8, 18, 11);
      assertThat(forehead).isGreaterThan(before);
      before = forehead;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 500, 999})
  void theSideTowardsTheLightIsBrighter(int variant) {
    for (int lighting = 0; lighting < 9; lighting++) {
      Picture face = with(6, lighting, variant);
      double left = face.mean(0, 12, 8, 15, 11);
      double right = face.mean(0, 17, 8, 20, 11);
      if (lighting != 4) {
        assertThat(Math.signum(right - left)).isEqualTo(Math.signum(lighting - 4));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 500, 999})
  void poseMovesTheEyes(int variant) {
    double before = 0;
    for (int pose = 0; pose < 9; pose++) {
      int[] values = plain(variant);
      values[2] = pose;
      values[5] = 1;
      // The frames of the glasses are the darkest that there is between the ears.
      float[] darkness = Picture.of(FACES, values).inverted().pixels();
      double mass = 0;
      double moment = 0;
      for (int y = 13; y < 18; y++) {
        for (int x = 8; x < 24; x++) {
          double weight = Math.pow(darkness[y * 32 + x], 3);
          mass += weight;
          moment += x * weight;
        }
      }
      assertThat(moment / mass).isGreaterThan(before);
      before = moment / mass;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 500, 999})
  void aLaughShowsTeeth(int variant) {
    int[] values = plain(variant);
    values[3] = 0;
    double brightest = 0;
    values[4] = 4;
    Picture laughing = Picture.of(FACES, values);
    values[4] = 0;
    Picture sad = Picture.of(FACES, values);
    for (int y = 18; y < 27; y++) {
      brightest = Math.max(brightest, laughing.mean(2, 15, y, 17, y + 1));
      assertThat(sad.mean(2, 15, y, 17, y + 1)).isLessThan(0.5);
    }
    assertThat(brightest).isGreaterThan(0.8);
  }

  @Test
  void hairCoversTheForeheadButNotOfTheBald() {
    for (int variant = 0; variant < 20; variant++) {
      double skin = with(0, 0, variant).mean(0, 15, 7, 17, 9);
      assertThat(skin).isGreaterThan(0.4);
      // A fringe of black hair.
      assertThat(with(0, 2, variant).mean(0, 15, 7, 17, 9)).isLessThan(0.12);
      // Long hair, and only that, falls upon the shoulders.
      assertThat(with(0, 3, variant).mean(0, 7, 24, 9, 26)).isLessThan(0.12);
    }
  }

  @Test
  void hairColourIsThatOfTheHair() {
    for (int variant = 0; variant < 20; variant++) {
      int[] values = plain(variant);
      values[0] = 2;
      values[1] = 3;
      Picture blond = Picture.of(FACES, values);
      double red = blond.mean(0, 15, 6, 17, 8);
      assertThat(red).isGreaterThan(0.6);
      assertThat(blond.mean(2, 15, 6, 17, 8)).isLessThan(0.6 * red);
    }
  }

  @Test
  void glassesChangeTheEyesAlone() {
    for (int variant = 0; variant < 20; variant++) {
      Picture without = with(5, 0, variant);
      Picture with = with(5, 1, variant);
      for (int i = 0; i < 32 * 32; i++) {
        int y = i / 32;
        if (y < 12 || y > 18) {
          assertThat(with.pixels()[i]).isEqualTo(without.pixels()[i]);
        }
      }
      assertThat(with.distance(without)).isGreaterThan(0.01);
    }
  }
}
