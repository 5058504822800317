package org.infogan.nn.winograd;

import java.util.Optional;
import org.infogan.nn.conv.ConvGeometry;

/**
 * A convolution as minimal filtering on both axes: which tiles, and how large the transformed
 * arrays are. With the points ξ of both axes, V = Bᵀ·d·B of the pixels, U = G·g·Gᵀ of the weights,
 * and M of the outputs,
 *
 * <pre>M_ξ = U_ξ·V_ξ        y = Aᵀ·M·A</pre>
 *
 * <p>is one matrix product of [F, P·C] and [P·C, T·B] for each ξ, with the P = s² phases of every
 * channel side by side and T tiles.
 *
 * @param geometry the sizes of the convolution
 * @param batch B
 * @param rows the axis of H
 * @param columns the axis of W
 */
public record WinogradPlan(ConvGeometry geometry, int batch, TiledAxis rows, TiledAxis columns) {

  /** The least quotient of multiplications for which the transforms are repaid (measured). */
  private static final double LEAST_GAIN = 1.6;

  /** With fewer channels or filters the products are limited by memory (measured). */
  private static final int FEWEST_CHANNELS = 16;

  /** With shorter rows of T·B numbers the transforms' loops are too short (measured). */
  private static final int SHORTEST_ROW = 32;

  /** The most values of one transformed array: 1 GB. */
  private static final long LARGEST = 1L << 28;

  /**
   * The plan of a convolution with any sizes.
   *
   * @param g the sizes of the convolution
   * @param batch B
   * @return the plan; empty where no tile saves a multiplication
   */
  public static Optional<WinogradPlan> of(ConvGeometry g, int batch) {
    Optional<TiledAxis> rows =
        TiledAxis.of(g.kernel(), g.stride(), g.padTop(), g.height(), g.outHeight());
    Optional<TiledAxis> columns =
        TiledAxis.of(g.kernel(), g.stride(), g.padLeft(), g.width(), g.outWidth());
    return rows.flatMap(r -> columns.map(c -> new WinogradPlan(g, batch, r, c)));
  }

  /**
   * The plan of a convolution for which it is faster than the direct products.
   *
   * @param g the sizes of the convolution
   * @param batch B
   * @return the plan; empty where the direct products are faster
   */
  public static Optional<WinogradPlan> thatPays(ConvGeometry g, int batch) {
    return of(g, batch).filter(WinogradPlan::pays);
  }

  private boolean pays() {
    return gain() >= LEAST_GAIN
        && geometry.channels() >= FEWEST_CHANNELS
        && geometry.filters() >= FEWEST_CHANNELS
        && (long) tiles() * batch >= SHORTEST_ROW
        && largestArray() <= LARGEST;
  }

  /** The values of the largest of U [ξ, F, P·C], V [ξ, P·C, T·B] and M [ξ, F, T·B]. */
  private long largestArray() {
    long columns = (long) tiles() * batch;
    long f = geometry.filters();
    return points() * Math.max(f * channels(), columns * Math.max(f, channels()));
  }

  /** The multiplications of the direct products, in which padding has no part, per one here. */
  double gain() {
    double direct = (double) rows.tapsInside() * columns.tapsInside();
    return direct / ((double) points() * tiles() * phases());
  }

  /** The points ξ of both axes. */
  int points() {
    return rows.filter().points() * columns.filter().points();
  }

  /** P = s². */
  int phases() {
    return geometry.stride() * geometry.stride();
  }

  /** P·C. */
  int channels() {
    return phases() * geometry.channels();
  }

  /** T. */
  int tiles() {
    return rows.tiles() * columns.tiles();
  }

  /** For example "F(4x4, 2x2)". */
  @Override
  public String toString() {
    return "F("
        + rows.filter().outputs()
        + "x"
        + columns.filter().outputs()
        + ", "
        + rows.filter().taps()
        + "x"
        + columns.filter().taps()
        + ")";
  }
}
