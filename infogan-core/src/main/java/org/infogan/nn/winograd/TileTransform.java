package org.infogan.nn.winograd;

import org.infogan.nn.PassContext;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One of the three linear transforms of Winograd's convolution, from a map to the points ξ, and its
 * transpose. Those of a {@link WinogradPlan} are
 *
 * <pre>
 * V = Bᵀ·d·B      the pixels' tiles d                  transpose  d = B·V·Bᵀ, tiles overlapping
 * M = A·y·Aᵀ      the outputs' tiles y                 transpose  y = Aᵀ·M·A
 * U = G·g·Gᵀ      the phases g of the weights          transpose  g = Gᵀ·U·G
 * </pre>
 */
interface TileTransform {

  /**
   * Transforms a map.
   *
   * @param map the map. Not modified.
   * @param points the transformed map [ξ, everything else]. Modified.
   */
  void toPoints(INDArray map, INDArray points);

  /**
   * The transpose of {@link #toPoints}.
   *
   * @param points the transformed map [ξ, everything else]. Not modified.
   * @param map the map: overwritten, but for weights, to which the result is added. Modified.
   */
  void fromPoints(INDArray points, INDArray map);

  /** From pixels [C, H, W, B] to V [ξ, P·C, T·B]. */
  static TileTransform ofInput(WinogradPlan plan, PassContext context) {
    double[][] rows = plan.rows().filter().bt();
    double[][] columns = plan.columns().filter().bt();
    return isOnHost(context)
        ? new HostTiles(TileLayout.ofInput(plan), rows, columns)
        : Nd4jTiles.ofInput(plan, context, rows, columns);
  }

  /** From outputs [F, H', W', B] to M [ξ, F, T·B]. */
  static TileTransform ofOutput(WinogradPlan plan, PassContext context) {
    double[][] rows = MinimalFilter.transpose(plan.rows().filter().at());
    double[][] columns = MinimalFilter.transpose(plan.columns().filter().at());
    return isOnHost(context)
        ? new HostTiles(TileLayout.ofOutput(plan), rows, columns)
        : Nd4jTiles.ofOutput(plan, context, rows, columns);
  }

  /** From weights [F, K·K·C], as they are stored, to U [ξ, F, P·C]. */
  static TileTransform ofWeight(WinogradPlan plan, PassContext context) {
    double[][] rows = plan.rows().filter().g();
    double[][] columns = plan.columns().filter().g();
    return isOnHost(context)
        ? new HostTiles(TileLayout.ofWeight(plan), rows, columns)
        : Nd4jTiles.ofWeight(plan, context, rows, columns);
  }

  private static boolean isOnHost(PassContext context) {
    return context.dataType() == DataType.FLOAT && Nd4j.getEnvironment().isCPU();
  }
}
