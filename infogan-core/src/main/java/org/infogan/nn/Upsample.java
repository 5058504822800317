package org.infogan.nn;

import java.util.List;
import java.util.random.RandomGenerator;
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
    return Shape.of(input.get(0), input.get(1) * factor, input.get(2) * factor);
  }

  @Override
  public Pass newPass(PassContext context) {
    INDArray y = context.buffer(outputShape(context.inputShape()).withBatch(context.batch()));
    INDArray dx = context.backwardBuffer(context.inputShape().withBatch(context.batch()));
    List<INDArray> copies = SubPixels.of(y, factor);
    return new LayerPass() {
      @Override
      public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
        copies.forEach(copy -> copy.assign(x));
        return y;
      }

      @Override
      public INDArray backward(INDArray dy, WithRespectTo wanted) {
        if (!wanted.input()) {
          return null;
        }
        dx.assign(0);
        SubPixels.of(dy, factor).forEach(dx::addi);
        return dx;
      }
    };
  }
}
