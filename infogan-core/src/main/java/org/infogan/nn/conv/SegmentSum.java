package org.infogan.nn.conv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.infogan.backend.HostMemory;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.nn.conv.ConvProduct.Result;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One segment of the output, or of the lowered map, as the sum of all products that contribute to
 * it. The largest product comes first and overwrites the segment, if it contributes to all of its
 * numbers; otherwise the segment is set to zero before.
 */
final class SegmentSum {

  private final Result result;
  private final List<ConvProduct> products = new ArrayList<>();

  /** The view of the segment that is set to zero; null if the first product overwrites it. */
  private final IdentityCache<INDArray> cleared;

  private SegmentSum(ConvPlan plan, Result result, RowSegment segment, INDArray weight) {
    this.result = result;
    for (ConvPlan.KernelSlice slice : plan.slices()) {
      RowSegment outputs =
          result == Result.OUTPUT
              ? plan.outputs(slice, segment.row()).intersection(segment)
              : plan.outputsReading(slice, segment);
      if (!outputs.isEmpty()) {
        products.add(new ConvProduct(plan, slice, outputs, result, weight, Views.ALL));
      }
    }
    products.sort(Comparator.comparingInt(ConvProduct::size).reversed());
    boolean covered = !products.isEmpty() && products.get(0).covers(segment);
    products.subList(covered ? 1 : 0, products.size()).forEach(ConvProduct::accumulating);
    int columns = columns(plan, result);
    cleared =
        covered
            ? null
            : new IdentityCache<>(
                map -> Views.of(map, Views.ALL, segment.inMatrix(columns, plan.batch())));
  }

  private static int columns(ConvPlan plan, Result result) {
    return result == Result.OUTPUT ? plan.geometry().outWidth() : plan.width();
  }

  /**
   * The whole output, or the whole lowered map, as sums for segments, evenly divided over threads:
   * no two of them write to the same number.
   *
   * @param plan the plan of the convolution
   * @param result {@link Result#OUTPUT} or {@link Result#INPUT}
   * @param weight [F, K·K·C]. Not modified.
   * @param threads how many parts are wanted
   * @return the sums of each part
   */
  static List<List<SegmentSum>> divided(
      ConvPlan plan, Result result, INDArray weight, int threads) {
    ConvGeometry g = plan.geometry();
    int rows = result == Result.OUTPUT ? g.outHeight() : g.height();
    return RowSegment.divide(rows, columns(plan, result), threads).stream()
        .map(
            part ->
                part.stream()
                    .map(segment -> new SegmentSum(plan, result, segment, weight))
                    .toList())
        .toList();
  }

  /**
   * Computes the segment.
   *
   * @param lowered the lowered map [slots·C, H·width·B]. Modified if it is the result.
   * @param y the outputs [F, H'·W'·B]. Modified if they are the result.
   */
  void run(INDArray lowered, INDArray y) {
    if (cleared != null) {
      HostMemory.clearRows(cleared.of(result == Result.OUTPUT ? y : lowered));
    }
    for (ConvProduct product : products) {
      product.run(lowered, y);
    }
  }
}
