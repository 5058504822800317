package org.infogan.nn.layers;

import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;

/**
 * Gathers blocks of pixels into the depth, the inverse of {@link DepthToSpace}: y[(i·block + j)·C +
 * c, h, w] = x[c, h·block + i, w·block + j].
 *
 * <p>Shapes: x [C, H·block, W·block, B], y [C·block², H, W, B].
 *
 * @param block the extent of a block on both axes, at least 1
 */
public record SpaceToDepth(int block) implements Layer {

  /**
   * Checks the size.
   *
   * @param block the extent of a block on both axes, at least 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public SpaceToDepth {
    Checks.atLeast("space_to_depth: block", 1, block);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("space_to_depth", 3);
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
    return new Rearrangement(
        context,
        outputShape(context.inputShape()),
        x -> PixelShuffle.grids(x, block),
        y -> PixelShuffle.channelGroups(y, block));
  }
}
