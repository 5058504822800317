package org.infogan.nn.layers;

import java.util.Collections;
import java.util.List;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Nearest-neighbour upsampling: y[c, i, j] = x[c, ⌊i/factor⌋, ⌊j/factor⌋].
 *
 * <p>Shapes: x [C, H, W, B], y [C, H·factor, W·factor, B].
 *
 * @param factor the number of repetitions on both axes, at least 1
 */
public record Upsample(int factor) implements Layer {

  /**
   * Checks the size.
   *
   * @param factor the number of repetitions on both axes, at least 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Upsample {
    Checks.atLeast("upsample: factor", 1, factor);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("upsample", 3);
    return Shape.of(
        input.get(0),
        Shape.extent("upsample", (long) input.get(1) * factor),
        Shape.extent("upsample", (long) input.get(2) * factor));
  }

  @Override
  public Pass newPass(PassContext context) {
    return new Rearrangement(
        context,
        outputShape(context.inputShape()),
        x -> Collections.nCopies(factor * factor, x),
        y -> PixelShuffle.grids(y, factor)) {
      @Override
      void adjointMove(List<INDArray> dy, List<INDArray> dx) {
        INDArray sum = dx.get(0).assign(0);
        dy.forEach(sum::addi);
      }
    };
  }
}
