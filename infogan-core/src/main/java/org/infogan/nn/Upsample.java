package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Nearest-neighbour upsampling: y[c, i, j] = x[c, ⌊i/factor⌋, ⌊j/factor⌋].
 *
 * <p>Shapes: x [C, H, W, B], y [C, H·factor, W·factor, B].
 *
 * @param factor at least 1
 */
public record Upsample(int factor) implements Layer {

  /** Checks the size. */
  public Upsample {
    Require.atLeast("upsample: factor", 1, factor);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.rank("upsample", 3, input);
    return Shape.of(
        input.get(0),
        Require.extent("upsample", (long) input.get(1) * factor),
        Require.extent("upsample", (long) input.get(2) * factor));
  }

  @Override
  public Pass newPass(PassContext context) {
    return new Rearrangement(context, outputShape(context.inputShape())) {
      @Override
      void spread(INDArray x, INDArray y) {
        PixelShuffle.of(y, factor).forEach(copy -> copy.assign(x));
      }

      @Override
      void collect(INDArray dy, INDArray dx) {
        dx.assign(0);
        PixelShuffle.of(dy, factor).forEach(dx::addi);
      }
    };
  }
}
