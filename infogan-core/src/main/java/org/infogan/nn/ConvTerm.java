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
   * @return a view, [F, taps·C]
   */
  INDArray weightOf(INDArray weight) {
    ConvGeometry g = lowering.geometry();
    int first = rowTap * g.kernel() + group.firstTap();
    return Views.of(
        weight, Views.ALL, Views.every(first * g.channels(), 1, group.taps() * g.channels()));
  }

  /**
   * The pixels that it reads.
   *
   * @param map lowered, [slots·C, H·width·B]
   * @return a view, [taps·C, count·B]
   */
  INDArray pixelsOf(INDArray map) {
    int channels = lowering.geometry().channels();
    Views.Range slots = Views.every(group.firstSlot() * channels, 1, group.taps() * channels);
    return pixels().inRows(Views.of(map, slots, Views.ALL), lowering.width(), lowering.batch());
  }

  /**
   * Its outputs.
   *
   * @param y [F, H'·W'·B]
   * @return a view, [F, count·B]
   */
  INDArray outputsOf(INDArray y) {
    return outputs.inRows(y, lowering.geometry().outWidth(), lowering.batch());
  }
}
