package org.infogan.nn.layers;

import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;

/**
 * Spreads groups of channels over blocks of pixels: y[c, h·block + i, w·block + j] = x[(i·block +
 * j)·C + c, h, w], the channel order of TensorFlow (PyTorch's pixel shuffle orders the channels c
 * first).
 *
 * <p>Shapes: x [C·block², H, W, B], y [C, H·block, W·block, B].
 *
 * @param block the extent of a block on both axes, at least 1
 */
public record DepthToSpace(int block) implements Layer {

  /**
   * Checks the size.
   *
   * @param block the extent of a block on both axes, at least 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public DepthToSpace {
    Checks.atLeast("depth_to_space: block", 1, block);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("depth_to_space", 3);
    long square = (long) block * block;
    if (input.get(0) % square != 0) {
      throw new IllegalArgumentException(
          "depth_to_space: expected a multiple of " + square + " channels, found " + input.get(0));
    }
    return Shape.of(
        (int) (input.get(0) / square),
        Shape.extent("depth_to_space", (long) input.get(1) * block),
        Shape.extent("depth_to_space", (long) input.get(2) * block));
  }

  @Override
  public Pass newPass(PassContext context) {
    return new Rearrangement(
        context,
        outputShape(context.inputShape()),
        x -> PixelShuffle.channelGroups(x, block),
        y -> PixelShuffle.grids(y, block));
  }
}
