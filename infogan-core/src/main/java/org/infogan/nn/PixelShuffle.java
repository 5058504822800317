package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The sub-grids of an image that take every block-th pixel of both axes. */
final class PixelShuffle {

  private PixelShuffle() {}

  /**
   * The block² sub-grids of an image, as views: number i·block + j holds the pixels (h·block + i,
   * w·block + j).
   *
   * @param image [C, H·block, W·block, B]. Not modified; writing to a view writes to it.
   * @param block the spacing
   */
  static List<INDArray> of(INDArray image, int block) {
    int height = (int) image.size(1) / block;
    int width = (int) image.size(2) / block;
    List<INDArray> grids = new ArrayList<>();
    for (int i = 0; i < block; i++) {
      for (int j = 0; j < block; j++) {
        grids.add(
            Views.of(
                image,
                Views.ALL,
                Views.every(i, block, height),
                Views.every(j, block, width),
                Views.ALL));
      }
    }
    return grids;
  }

  /**
   * Moves blocks of pixels into the depth: columns[(i·block + j)·C + c, h, w] ← image[c, h·block +
   * i, w·block + j], the channel order of TensorFlow.
   *
   * @param image [C, H·block, W·block, B]. Not modified.
   * @param deep [C·block², H, W, B]. Modified.
   * @param block the spacing
   */
  static void toDepth(INDArray image, INDArray deep, int block) {
    List<INDArray> grids = of(image, block);
    for (int k = 0; k < grids.size(); k++) {
      channels(deep, k, (int) image.size(0)).assign(grids.get(k));
    }
  }

  /**
   * The inverse of {@link #toDepth}.
   *
   * @param deep [C·block², H, W, B]. Not modified.
   * @param image [C, H·block, W·block, B]. Modified.
   * @param block the spacing
   */
  static void toSpace(INDArray deep, INDArray image, int block) {
    List<INDArray> grids = of(image, block);
    for (int k = 0; k < grids.size(); k++) {
      grids.get(k).assign(channels(deep, k, (int) image.size(0)));
    }
  }

  private static INDArray channels(INDArray deep, int group, int count) {
    return Views.of(deep, Views.every(group * count, 1, count), Views.ALL, Views.ALL, Views.ALL);
  }
}
