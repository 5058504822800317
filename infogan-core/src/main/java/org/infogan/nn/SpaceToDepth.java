package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gathers blocks of pixels into the depth, the inverse of {@link DepthToSpace}: y[(i·block + j)·C +
 * c, h, w] = x[c, h·block + i, w·block + j].
 *
 * <p>Shapes: x [C, H·block, W·block, B], y [C·block², H, W, B].
 *
 * @param block at least 1
 */
public record SpaceToDepth(int block) implements Layer {

  /** Checks the size. */
  public SpaceToDepth {
    Require.atLeast("space_to_depth: block", 1, block);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.rank("space_to_depth", 3, input);
    if (input.get(1) % block != 0 || input.get(2) % block != 0) {
      throw new IllegalArgumentException(
          "space_to_depth: expected a height and width that are multiples of "
              + block
              + ", found "
              + input);
    }
    return Shape.of(input.get(0) * block * block, input.get(1) / block, input.get(2) / block);
  }

  @Override
  public Pass newPass(PassContext context) {
    return new Rearrangement(context, outputShape(context.inputShape())) {
      @Override
      void spread(INDArray x, INDArray y) {
        PixelShuffle.toDepth(x, y, block);
      }

      @Override
      void collect(INDArray dy, INDArray dx) {
        PixelShuffle.toSpace(dy, dx, block);
      }
    };
  }
}
