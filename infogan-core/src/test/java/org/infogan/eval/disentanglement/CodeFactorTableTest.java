package org.infogan.eval.disentanglement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.infogan.data.ImageShape;
import org.junit.jupiter.api.Test;

/** What each code knows of each factor. */
class CodeFactorTableTest {

  /**
   * A code that errs once in four times is a binary symmetric channel: 1 − H₂(¼) = .188722 bits.
   */
  @Test
  void aCodeThatErrsOnceInFourTimesKnowsWhatSuchAChannelCarries() {
    double[][] codes = {{0}, {0}, {0}, {1}, {1}, {1}, {1}, {0}};
    int[][] factors = {{0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}};

    CodeFactorTable table = CodeFactorTable.of(codes, factors);

    assertThat(table.information(0, 0)).isCloseTo(0.188722, within(1e-6));
    assertThat(table.correlation(0, 0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void eachCodeOfTwoKnowsItsOwnFactorOnly() {
    double[][] codes = new double[12][];
    int[][] factors = new int[12][];
    for (int i = 0; i < 12; i++) {
      int first = i % 3;
      int second = i / 3;
      factors[i] = new int[] {first, second};
      codes[i] = new double[] {-2.5 * second, first == 1 ? 1 : 0.5 * first - 1};
    }

    CodeFactorTable table = CodeFactorTable.of(codes, factors);

    assertThat(table.codes()).isEqualTo(2);
    assertThat(table.factors()).isEqualTo(2);
    assertThat(table.information(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(table.information(1, 0)).isCloseTo(1, within(1e-12));
    assertThat(table.information(0, 0)).isCloseTo(0, within(1e-12));
    assertThat(table.information(1, 1)).isCloseTo(0, within(1e-12));
    assertThat(table.correlation(0, 1)).isCloseTo(1, within(1e-12));
    // The code's order is not the factor's: all is known, but no line.
    assertThat(table.correlation(1, 0)).isLessThan(0.5);
  }

  @Test
  void drawnImagesAreMeasured() {
    FactorData bars =
        new FactorData() {
          @Override
          public int[] factorSizes() {
            return new int[] {4, 3};
          }

          @Override
          public ImageShape shape() {
            return new ImageShape(1, 1, 2);
          }

          @Override
          public void read(int[] factors, float[] pixels) {
            pixels[0] = factors[0] / 3f;
            pixels[1] = factors[1] / 2f;
          }
        };
    Representation secondPixel =
        images -> {
          double[][] codes = new double[images.size()][1];
          float[] pixels = new float[2];
          for (int i = 0; i < codes.length; i++) {
            images.read(i, pixels);
            codes[i][0] = pixels[1];
          }
          return codes;
        };

    CodeFactorTable table = CodeFactorTable.estimate(bars, secondPixel, 1, 2000);

    assertThat(bars.factorNames()).isEqualTo(List.of("factor 0", "factor 1"));
    assertThat(table.information(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(table.information(0, 0)).isBetween(0.0, 0.01);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> CodeFactorTable.of(new double[2][1], new int[1][1]))
        .hasMessage("expected codes and factors of the same images, at least 1, found 2 and 1");
    assertThatThrownBy(() -> CodeFactorTable.of(new double[][] {{1}, {2}}, new int[][] {{3}, {3}}))
        .hasMessage("factor 0: expected different values, found only 3");
    assertThatThrownBy(() -> CodeFactorTable.of(new double[2][0], new int[][] {{0}, {1}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
