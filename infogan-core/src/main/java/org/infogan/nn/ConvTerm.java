package org.infogan.nn;

import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One of the matrix products that a {@link Lowering} makes of a convolution: between a stretch of
 * the output and the pixels that it reads through some taps of one kernel row.
 *
 * @param lowering that it belongs to
 * @param rowTap the kernel row
 * @param group the kernel columns
 * @param outputs the stretch
 */
record ConvTerm(Lowering lowering, int rowTap, Lowering.Group group, Stretch outputs) {

  /** What it reads of the lowered map. */
  Stretch pixels() {
    ConvGeometry g = lowering.geometry();
    return outputs.moved(outputs.row() * g.stride() - g.padTop() + rowTap, group.shift());
  }

  /** The part of it that belongs to some of the outputs, if any. */
  Stream<ConvTerm> ofOutputs(Stretch some) {
    return outputs.intersection(some).map(this::of);
  }

  /** The part of it that belongs to some of the lowered map, if any. */
  Stream<ConvTerm> ofPixels(Stretch some) {
    return pixels()
        .intersection(some)
        .map(stretch -> of(stretch.moved(outputs.row(), -group.shift())));
  }

  private ConvTerm of(Stretch some) {
    return new ConvTerm(lowering, rowTap, group, some);
  }

  /** In proportion to its arithmetic. */
  int size() {
    return group.taps() * outputs.count();
  }

  /**
   * Its weights.
   *
   * @param weight [F, K·K·C]
   * @param filters some of F
   * @return a view, [filters, taps·C]
   */
  INDArray weightOf(INDArray weight, Views.Range filters) {
    ConvGeometry g = lowering.geometry();
    int first = rowTap * g.kernel() + group.firstTap();
    return Views.of(
        weight, filters, Views.every(first * g.channels(), 1, group.taps() * g.channels()));
  }

  /**
   * The pixels that it reads.
   *
   * @param map lowered, [slots·C, H·width·B]
   * @return a view, [taps·C, count·B]
   */
  INDArray pixelsOf(INDArray map) {
    int channels = lowering.geometry().channels();
    return Views.of(
        map,
        Views.every(group.firstSlot() * channels, 1, group.taps() * channels),
        pixels().inMap(lowering.width(), lowering.batch()));
  }

  /**
   * Its outputs.
   *
   * @param y [F, H'·W'·B]
   * @param filters some of F
   * @return a view, [filters, count·B]
   */
  INDArray outputsOf(INDArray y, Views.Range filters) {
    return Views.of(y, filters, outputs.inMap(lowering.geometry().outWidth(), lowering.batch()));
  }
}
