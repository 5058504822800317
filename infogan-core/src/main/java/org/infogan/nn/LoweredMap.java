package org.infogan.nn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pixels of a map as a {@link Lowering} lays them out, as a matrix [slots·C, H·width·B]; the
 * map itself where that is the same.
 *
 * <p>On a CPU, FLOAT values are moved in contiguous runs of B or more, row by row, divided over the
 * processors; otherwise, by a strided ND4J copy or addition for each slot.
 */
final class LoweredMap {

  /** The pixels of a map that a slot holds, and where. */
  private record Slice(INDArray pixels, INDArray slot) {}

  private final Lowering lowering;

  /** [slots, C, H, width, B]; zero where there is no pixel. null where the map itself serves. */
  private final INDArray lowered;

  private final INDArray matrix;
  private final Prepared<INDArray> mapAsMatrix = new Prepared<>(Views::rows);
  private final Prepared<List<Slice>> slices = new Prepared<>(this::slicesOf);

  LoweredMap(Lowering lowering, PassContext context) {
    this.lowering = lowering;
    if (lowering.isIdentity()) {
      lowered = null;
      matrix = null;
    } else {
      ConvGeometry g = lowering.geometry();
      int slots = lowering.slots().size();
      lowered = context.buffer(slots, g.channels(), g.height(), lowering.width(), lowering.batch());
      long rows = (long) slots * g.channels();
      matrix = lowered.reshape('c', rows, lowered.length() / rows);
    }
  }

  /**
   * The matrix that belongs to a map, as it was left: by {@link #lower}, or by products, before
   * {@link #raise}.
   *
   * @param x [C, H, W, B]. Not modified.
   */
  INDArray matrix(INDArray x) {
    return lowered == null ? mapAsMatrix.of(x) : matrix;
  }

  /**
   * Lays out the pixels.
   *
   * @param x [C, H, W, B]. Not modified.
   */
  void lower(INDArray x) {
    if (lowered == null) {
      return;
    }
    if (areAddressable(x)) {
      lowerOnHost(HostMemory.buffer(x), HostMemory.buffer(lowered));
    } else {
      slices.of(x).forEach(slice -> slice.slot.assign(slice.pixels));
    }
  }

  /**
   * The transpose of {@link #lower}: every pixel becomes the sum of its copies.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void raise(INDArray x) {
    if (lowered == null) {
      return;
    }
    if (areAddressable(x)) {
      raiseOnHost(HostMemory.buffer(x), HostMemory.buffer(lowered));
    } else {
      x.assign(0);
      slices.of(x).forEach(slice -> slice.pixels.addi(slice.slot));
    }
  }

  private boolean areAddressable(INDArray x) {
    return HostMemory.isAddressable(x) && HostMemory.isAddressable(lowered);
  }

  private void lowerOnHost(FloatBuffer pixels, FloatBuffer slots) {
    int width = lowering.geometry().width();
    int batch = lowering.batch();
    int rows = lowering.geometry().channels() * lowering.geometry().height();
    HostRows.forEachBlock(
        rows,
        rowsPerBlock(),
        (first, count, scratch) -> {
          for (int row = first; row < first + count; row++) {
            for (int slot = 0; slot < lowering.slots().size(); slot++) {
              Tap tap = lowering.slots().get(slot);
              int start = (slot * rows + row) * lowering.width();
              int run = tap.step() == 1 ? tap.count(lowering.width(), width) : 1;
              int end = tap.first() + tap.count(lowering.width(), width);
              for (int k = tap.first(); k < end; k += run) {
                int pixel = row * width + tap.pixel(k);
                slots.put((start + k) * batch, pixels, pixel * batch, run * batch);
              }
            }
          }
        });
  }

  private void raiseOnHost(FloatBuffer pixels, FloatBuffer slots) {
    int width = lowering.geometry().width();
    int batch = lowering.batch();
    int rows = lowering.geometry().channels() * lowering.geometry().height();
    int copied = lowering.width() * batch;
    HostRows.forEachBlock(
        rows,
        rowsPerBlock(),
        (first, count, scratch) -> {
          float[] sums = scratch.array(0, width * batch);
          for (int row = first; row < first + count; row++) {
            Arrays.fill(sums, 0, width * batch, 0);
            for (int slot = 0; slot < lowering.slots().size(); slot++) {
              Tap tap = lowering.slots().get(slot);
              float[] values =
                  HostRows.read(scratch, 1, slots, (slot * rows + row) * copied, copied);
              int end = tap.first() + tap.count(lowering.width(), width);
              for (int k = tap.first(); k < end; k++) {
                add(values, k * batch, sums, tap.pixel(k) * batch, batch);
              }
            }
            pixels.put(row * width * batch, sums, 0, width * batch);
          }
        });
  }

  private static void add(float[] from, int start, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] += from[start + i];
    }
  }

  /** About as many values as one processor's cache holds. */
  private int rowsPerBlock() {
    return Math.max(1, (1 << 16) / (lowering.geometry().width() * lowering.batch()));
  }

  private List<Slice> slicesOf(INDArray x) {
    List<Slice> slices = new ArrayList<>();
    for (int slot = 0; slot < lowering.slots().size(); slot++) {
      Tap tap = lowering.slots().get(slot);
      int count = tap.count(lowering.width(), lowering.geometry().width());
      if (count > 0) {
        Views.Range pixels = Views.every(tap.pixel(tap.first()), tap.step(), count);
        Views.Range places = Views.every(tap.first(), 1, count);
        slices.add(
            new Slice(
                Views.of(x, Views.ALL, Views.ALL, pixels, Views.ALL),
                Views.of(lowered, Views.at(slot), Views.ALL, Views.ALL, places, Views.ALL)));
      }
    }
    return slices;
  }
}
