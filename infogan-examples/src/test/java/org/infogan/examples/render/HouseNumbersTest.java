package org.infogan.examples.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseNumbersTest {

  private static final HouseNumbers NUMBERS = new HouseNumbers();

  @Test
  void lightingMultipliesTheBrightness() {
    for (int variant = 0; variant < 20; variant++) {
      double full = Picture.of(NUMBERS, 3, 5, 9, 0, variant).brightness();
      for (int lighting = 0; lighting < 9; lighting++) {
        double light = 0.35 + 0.65 * lighting / 9;
        double found = Picture.of(NUMBERS, 3, 5, lighting, 0, variant).brightness();
        // Noise has mean 0, but is cut off at black and white.
        assertThat(found).isCloseTo(light * full, within(0.02));
      }
    }
  }

  @Test
  void polarityExchangesBrightAndDark() {
    for (int variant = 0; variant < 20; variant++) {
      double darkInk = Picture.of(NUMBERS, 1, 5, 9, 0, variant).brightness();
      double brightInk = Picture.of(NUMBERS, 1, 5, 9, 1, variant).brightness();
      assertThat(darkInk).isGreaterThan(brightInk);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 8})
  void hueColoursTheGround(int hue) {
    int strongest = hue / 4;
    for (int variant = 0; variant < 20; variant++) {
      Picture picture = Picture.of(NUMBERS, 1, hue, 9, 0, variant);
      double here = picture.mean(strongest, 0, 0, 32, 3);
      assertThat(here).isGreaterThan(picture.mean((strongest + 1) % 3, 0, 0, 32, 3));
      assertThat(here).isGreaterThan(picture.mean((strongest + 2) % 3, 0, 0, 32, 3));
    }
  }

  @Test
  void theDigitChangesTheMiddleAndNothingElse() {
    for (int variant = 0; variant < 20; variant++) {
      Picture one = Picture.of(NUMBERS, 1, 5, 9, 0, variant);
      Picture eight = Picture.of(NUMBERS, 8, 5, 9, 0, variant);
      double middle = 0;
      double corner = 0;
      for (int i = 0; i < 32 * 32; i++) {
        double difference = Math.abs(one.pixels()[i] - eight.pixels()[i]);
        boolean inMiddle = i % 32 >= 4 && i % 32 < 28;
        middle += inMiddle ? difference : 0;
        corner += i % 32 < 2 ? difference : 0;
      }
      assertThat(middle).isGreaterThan(5);
      assertThat(corner).isLessThan(0.5);
    }
  }

  @Test
  void sixesAndNinesAreEachOtherUpsideDown() {
    for (int form = 0; form < DigitStrokes.FORMS; form++) {
      List<List<double[]>> six = DigitStrokes.of(6, form, 2.5);
      List<List<double[]>> nine = DigitStrokes.of(9, form, 2.5);
      for (int stroke = 0; stroke < six.size(); stroke++) {
        for (int i = 0; i < six.get(stroke).size(); i++) {
          assertThat(nine.get(stroke).get(i)[0]).isEqualTo(1 - six.get(stroke).get(i)[0]);
          assertThat(nine.get(stroke).get(i)[1]).isEqualTo(1 - six.get(stroke).get(i)[1]);
        }
      }
    }
  }

  @Test
  void strokesFillTheirBoxAndNoMore() {
    for (int digit = 0; digit < 10; digit++) {
      for (int form = 0; form < DigitStrokes.FORMS; form++) {
        double top = 1;
        double bottom = 0;
        for (List<double[]> stroke : DigitStrokes.of(digit, form, 2)) {
          for (double[] point : stroke) {
            assertThat(point[0]).isBetween(0.0, 1.0);
            assertThat(point[1]).isBetween(-1e-9, 1 + 1e-9);
            top = Math.min(top, point[1]);
            bottom = Math.max(bottom, point[1]);
          }
        }
        assertThat(top).as("top of " + digit).isCloseTo(0, within(0.02));
        assertThat(bottom).as("bottom of " + digit).isCloseTo(1, within(0.02));
      }
    }
  }

  @Test
  void coloursOfKnownHues() {
    assertThat(Hsv.rgb(0, 1, 1)).containsExactly(1, 0, 0);
    assertThat(Hsv.rgb(1.0 / 6, 1, 1)).containsExactly(new float[] {1, 1, 0}, within(1e-6f));
    assertThat(Hsv.rgb(1.0 / 3, 1, 0.5)).containsExactly(new float[] {0, 0.5f, 0}, within(1e-6f));
    assertThat(Hsv.rgb(1.5, 0.5, 1)).containsExactly(new float[] {0.5f, 1, 1}, within(1e-6f));
    assertThat(Hsv.rgb(0.4, 0, 0.3)).containsExactly(0.3f, 0.3f, 0.3f);
  }
}
