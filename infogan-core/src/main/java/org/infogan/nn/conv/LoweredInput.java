package org.infogan.nn.conv;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.infogan.backend.HostMemory;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.ScratchArrays;
import org.infogan.backend.Views;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvPlan.Slot;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pixels of a map in the slots of a {@link ConvPlan}, as a matrix [slots·C, H·width·B]: the map
 * itself where that is the same.
 *
 * <p>On a CPU, FLOAT values are moved in contiguous runs of B or more, row by row, divided over the
 * threads; otherwise, by a strided ND4J copy or addition for each slot.
 */
final class LoweredInput {

  /** Values that one thread moves at a time: some of a processor's cache. */
  private static final int BLOCK = 1 << 16;

  /** Views of the pixels that one slot holds, in the map and in the slot. */
  private record SlotViews(INDArray pixels, INDArray copies) {}

  private final ConvPlan plan;

  /** C·H: the rows of all channels, one after the other. */
  private final int rows;

  /** [slots, C, H, width, B]; zero where there is no pixel. null where the map itself serves. */
  private final INDArray lowered;

  private final INDArray matrix;
  private final IdentityCache<INDArray> mapAsMatrix = new IdentityCache<>(Views::rows);
  private final IdentityCache<List<SlotViews>> slotViews = new IdentityCache<>(this::slotViewsOf);

  LoweredInput(ConvPlan plan, PassContext context) {
    this.plan = plan;
    ConvGeometry g = plan.geometry();
    rows = g.channels() * g.height();
    if (plan.isIdentity()) {
      lowered = null;
      matrix = null;
    } else {
      int slots = plan.slots().size();
      lowered = context.buffer(slots, g.channels(), g.height(), plan.width(), plan.batch());
      long matrixRows = (long) slots * g.channels();
      matrix = lowered.reshape('c', matrixRows, lowered.length() / matrixRows);
    }
  }

  /**
   * The matrix that belongs to a map, as it was left by {@link #lower} or by products that wrote to
   * it.
   *
   * @param x [C, H, W, B]. Not modified.
   * @return [slots·C, H·width·B]; writing to it writes to x where the map itself serves
   */
  INDArray matrix(INDArray x) {
    return lowered == null ? mapAsMatrix.of(x) : matrix;
  }

  /**
   * Lays out the pixels.
   *
   * @param x [C, H, W, B]. Not modified.
   * @return the matrix
   */
  INDArray lower(INDArray x) {
    if (lowered != null && areAddressable(x)) {
      lowerOnHost(HostMemory.buffer(x), HostMemory.buffer(lowered));
    } else if (lowered != null) {
      slotViews.of(x).forEach(slot -> slot.copies.assign(slot.pixels));
    }
    return matrix(x);
  }

  /**
   * The transpose of {@link #lower}: every pixel becomes the sum of its copies.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void sumCopies(INDArray x) {
    if (lowered != null && areAddressable(x)) {
      sumCopiesOnHost(HostMemory.buffer(lowered), HostMemory.buffer(x));
    } else if (lowered != null) {
      x.assign(0);
      slotViews.of(x).forEach(slot -> slot.pixels.addi(slot.copies));
    }
  }

  private boolean areAddressable(INDArray x) {
    return HostMemory.isAddressable(x) && HostMemory.isAddressable(lowered);
  }

  private int rowsPerBlock() {
    return Math.max(1, BLOCK / (plan.geometry().width() * plan.batch()));
  }

  private void lowerOnHost(FloatBuffer pixels, FloatBuffer copies) {
    ScratchArrays.forEachBlock(
        rows,
        rowsPerBlock(),
        (first, count, scratch) -> {
          for (int row = first; row < first + count; row++) {
            for (int t = 0; t < plan.slots().size(); t++) {
              lowerRow(row, t, pixels, copies);
            }
          }
        });
  }

  private void lowerRow(int row, int t, FloatBuffer pixels, FloatBuffer copies) {
    ConvGeometry g = plan.geometry();
    Slot slot = plan.slots().get(t);
    int batch = plan.batch();
    int from = row * g.width();
    int to = (t * rows + row) * plan.width();
    int run = g.stride() == 1 ? slot.count() : 1;
    for (int k = slot.first(); k < slot.first() + slot.count(); k += run) {
      int pixel = g.pixel(k, slot.offset());
      copies.put((to + k) * batch, pixels, (from + pixel) * batch, run * batch);
    }
  }

  private void sumCopiesOnHost(FloatBuffer copies, FloatBuffer pixels) {
    ScratchArrays.forEachBlock(
        rows,
        rowsPerBlock(),
        (first, count, scratch) -> {
          for (int row = first; row < first + count; row++) {
            sumCopiesOfRow(row, copies, pixels, scratch);
          }
        });
  }

  /** Adds on the Java heap, where HotSpot vectorises. */
  private void sumCopiesOfRow(
      int row, FloatBuffer copies, FloatBuffer pixels, ScratchArrays scratch) {
    ConvGeometry g = plan.geometry();
    int batch = plan.batch();
    int pixelsLength = g.width() * batch;
    int slotLength = plan.width() * batch;
    float[] sums = scratch.array(0, pixelsLength);
    Arrays.fill(sums, 0, pixelsLength, 0);
    for (int t = 0; t < plan.slots().size(); t++) {
      Slot slot = plan.slots().get(t);
      float[] values = scratch.read(1, copies, (t * rows + row) * slotLength, slotLength);
      for (int k = slot.first(); k < slot.first() + slot.count(); k++) {
        add(values, k * batch, sums, g.pixel(k, slot.offset()) * batch, batch);
      }
    }
    pixels.put(row * pixelsLength, sums, 0, pixelsLength);
  }

  private static void add(float[] from, int start, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] += from[start + i];
    }
  }

  private List<SlotViews> slotViewsOf(INDArray x) {
    ConvGeometry g = plan.geometry();
    List<SlotViews> views = new ArrayList<>();
    for (int t = 0; t < plan.slots().size(); t++) {
      Slot slot = plan.slots().get(t);
      if (slot.count() > 0) {
        int firstPixel = g.pixel(slot.first(), slot.offset());
        Views.Range pixels = Views.range(firstPixel, g.stride(), slot.count());
        Views.Range places = Views.range(slot.first(), slot.count());
        views.add(
            new SlotViews(
                Views.of(x, Views.ALL, Views.ALL, pixels, Views.ALL),
                Views.of(lowered, Views.index(t), Views.ALL, Views.ALL, places, Views.ALL)));
      }
    }
    return views;
  }
}
