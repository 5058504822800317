package org.infogan.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.infogan.backend.Views;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The views between which blocks of pixels move into the depth and back: sub-grid number i·block +
 * j of an image and channel group i·block + j of a deeper one hold the same numbers, in the channel
 * order of TensorFlow.
 */
final class PixelShuffle {

  private PixelShuffle() {}

  /**
   * The sub-grids of an image that take every block-th pixel of both axes.
   *
   * @param image [C, H·block, W·block, B]. Not modified; writing to a view writes to it.
   * @param block the spacing
   * @return block² views [C, H, W, B]: number i·block + j holds the pixels (h·block + i, w·block +
   *     j)
   */
  static List<INDArray> grids(INDArray image, int block) {
    int height = (int) image.size(1) / block;
    int width = (int) image.size(2) / block;
    List<INDArray> grids = new ArrayList<>();
    for (int i = 0; i < block; i++) {
      for (int j = 0; j < block; j++) {
        grids.add(
            Views.of(
                image,
                Views.ALL,
                Views.range(i, block, height),
                Views.range(j, block, width),
                Views.ALL));
      }
    }
    return grids;
  }

  /**
   * The groups of neighbouring channels of a map.
   *
   * @param deep [C·block², H, W, B]. Not modified; writing to a view writes to it.
   * @param block the spacing
   * @return block² views [C, H, W, B]: number k holds the channels k·C to k·C + C − 1
   */
  static List<INDArray> channelGroups(INDArray deep, int block) {
    int count = (int) deep.size(0) / (block * block);
    return IntStream.range(0, block * block)
        .mapToObj(
            k -> Views.of(deep, Views.range(k * count, count), Views.ALL, Views.ALL, Views.ALL))
        .toList();
  }
}
