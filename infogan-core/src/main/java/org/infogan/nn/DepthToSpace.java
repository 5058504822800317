package org.infogan.nn;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Spreads groups of channels over blocks of pixels: y[c, h·block + i, w·block + j] = x[(i·block +
 * j)·C + c, h, w], the channel order of TensorFlow (PyTorch's pixel shuffle orders the channels c
 * first).
 *
 * <p>Shapes: x [C·block², H, W, B], y [C, H·block, W·block, B].
 *
 * @param block at least 1
 */
public record DepthToSpace(int block) implements Layer {

  /** Checks the size. */
  public DepthToSpace {
    Require.atLeast("depth_to_space: block", 1, block);
  }

  @Override
  public Shape outputShape(Shape input) {
    Require.rank("depth_to_space", 3, input);
    long square = (long) block * block;
    if (input.get(0) % square != 0) {
      throw new IllegalArgumentException(
          "depth_to_space: expected a multiple of " + square + " channels, found " + input.get(0));
    }
    return Shape.of(
        (int) (input.get(0) / square),
        Require.extent("depth_to_space", (long) input.get(1) * block),
        Require.extent("depth_to_space", (long) input.get(2) * block));
  }

  @Override
  public Pass newPass(PassContext context) {
    return new Rearrangement(context, outputShape(context.inputShape())) {
      @Override
      void spread(INDArray x, INDArray y) {
        PixelShuffle.toSpace(x, y, block);
      }

      @Override
      void collect(INDArray dy, INDArray dx) {
        PixelShuffle.toDepth(dy, dx, block);
      }
    };
  }
}
