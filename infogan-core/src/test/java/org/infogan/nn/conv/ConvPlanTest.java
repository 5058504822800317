package org.infogan.nn.conv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.infogan.nn.Padding;
import org.infogan.nn.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much arithmetic and how many products a plan makes of a convolution. */
class ConvPlanTest {

  static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of(4, 2, Padding.of(1), 4),
        Arguments.of(4, 2, Padding.of(1), 16),
        Arguments.of(3, 2, Padding.SAME, 28),
        Arguments.of(3, 1, Padding.of(1), 5),
        Arguments.of(9, 1, Padding.SAME, 3),
        Arguments.of(5, 3, Padding.of(2), 9));
  }

  @ParameterizedTest(name = "kernel {0}, stride {1}, padding {2}, {3} pixels")
  @MethodSource("convolutions")
  void multipliesEveryTapThatReadsAPixelOnce(int kernel, int stride, Padding padding, int pixels) {
    ConvGeometry g = ConvGeometry.of(Shape.of(64, pixels, pixels), 8, kernel, stride, padding);
    long inRows = tapsInMap(g.outHeight(), pixels, kernel, stride, g.padTop());
    long inColumns = tapsInMap(g.outWidth(), pixels, kernel, stride, g.padLeft());

    assertThat(size(ConvPlan.byPhase(g, 1))).isEqualTo(inRows * inColumns);
    assertThat(size(ConvPlan.byTap(g, 1))).isEqualTo(inRows * g.outWidth() * kernel);
  }

  private static int size(ConvPlan plan) {
    return plan.slices().stream().mapToInt(plan::size).sum();
  }

  private static long tapsInMap(int outputs, int pixels, int kernel, int stride, int pad) {
    long taps = 0;
    for (int output = 0; output < outputs; output++) {
      for (int tap = 0; tap < kernel; tap++) {
        int pixel = output * stride - pad + tap;
        taps += pixel >= 0 && pixel < pixels ? 1 : 0;
      }
    }
    return taps;
  }

  @Test
  void copiesNothingForAStrideOfOne() {
    ConvGeometry g = ConvGeometry.of(Shape.of(64, 7, 5), 8, 3, 1, Padding.SAME);
    assertThat(ConvPlan.of(g, 2).isIdentity()).isTrue();
    ConvGeometry strided = ConvGeometry.of(Shape.of(64, 8, 8), 8, 3, 2, Padding.SAME);
    assertThat(ConvPlan.of(strided, 2).isIdentity()).isFalse();
  }

  @Test
  void joinsTheTapsOfFewChannels() {
    ConvGeometry grey = ConvGeometry.of(Shape.of(1, 28, 28), 64, 4, 2, Padding.of(1));
    assertThat(ConvPlan.of(grey, 2).slices()).hasSize(4);
    ConvGeometry wide = ConvGeometry.of(Shape.of(64, 14, 14), 128, 4, 2, Padding.of(1));
    assertThat(ConvPlan.of(wide, 2).slices()).hasSize(4 * 3);
  }
}
