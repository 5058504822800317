package org.infogan.nn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pixels of a map as a {@link Lowering} lays them out, as a matrix [slots·C, H·width·B]; the
 * map itself where that is the same.
 *
 * <p>On a CPU, FLOAT values are moved in contiguous runs of B or more, row by row, divided over the
 * processors; otherwise, by a strided ND4J copy or addition for each slot.
 */
final class LoweredMap {

  /** Values that one processor moves before it looks for the next: some of its cache. */
  private static final int BLOCK = 1 << 16;

  /** What one slot holds of a row: {@code count} pixels, at k = {@code first}, …. */
  private record Part(int slot, Tap tap, int first, int count) {}

  /** The same of all rows. */
  private record Slice(INDArray pixels, INDArray slot) {}

  private final Lowering lowering;

  /** [slots, C, H, width, B]; zero where there is no pixel. null where the map itself serves. */
  private final INDArray lowered;

  private final INDArray matrix;
  private final List<Part> parts = new ArrayList<>();
  private final IdentityCache<INDArray> mapAsMatrix = new IdentityCache<>(Views::rows);
  private final IdentityCache<List<Slice>> slices = new IdentityCache<>(this::slicesOf);

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
      for (int slot = 0; slot < slots; slot++) {
        Tap tap = lowering.slots().get(slot);
        parts.add(new Part(slot, tap, tap.first(), tap.count(lowering.width(), g.width())));
      }
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
    if (lowered != null && areAddressable(x)) {
      lowerOnHost(HostMemory.buffer(x), HostMemory.buffer(lowered));
    } else if (lowered != null) {
      slices.of(x).forEach(slice -> slice.slot.assign(slice.pixels));
    }
  }

  /**
   * The transpose of {@link #lower}: every pixel becomes the sum of its copies.
   *
   * @param x [C, H, W, B]. Modified.
   */
  void raise(INDArray x) {
    if (lowered != null && areAddressable(x)) {
      raiseOnHost(HostMemory.buffer(x), HostMemory.buffer(lowered));
    } else if (lowered != null) {
      x.assign(0);
      slices.of(x).forEach(slice -> slice.pixels.addi(slice.slot));
    }
  }

  private boolean areAddressable(INDArray x) {
    return HostMemory.isAddressable(x) && HostMemory.isAddressable(lowered);
  }

  private void lowerOnHost(FloatBuffer pixels, FloatBuffer slots) {
    forEachRow((scratch, row) -> parts.forEach(part -> lowerRow(row, part, pixels, slots)));
  }

  private void lowerRow(int row, Part part, FloatBuffer pixels, FloatBuffer slots) {
    int batch = lowering.batch();
    int from = row * lowering.geometry().width();
    int to = (part.slot * rows() + row) * lowering.width();
    int run = part.tap.step() == 1 ? part.count : 1;
    for (int k = part.first; k < part.first + part.count; k += run) {
      slots.put((to + k) * batch, pixels, (from + part.tap.pixel(k)) * batch, run * batch);
    }
  }

  private void raiseOnHost(FloatBuffer pixels, FloatBuffer slots) {
    forEachRow((scratch, row) -> raiseRow(row, slots, pixels, scratch));
  }

  /** Adds on the Java heap, where HotSpot vectorises. */
  private void raiseRow(int row, FloatBuffer slots, FloatBuffer pixels, ScratchArrays scratch) {
    int batch = lowering.batch();
    int pixelsLength = lowering.geometry().width() * batch;
    int slotLength = lowering.width() * batch;
    float[] sums = scratch.array(0, pixelsLength);
    Arrays.fill(sums, 0, pixelsLength, 0);
    for (Part part : parts) {
      int start = (part.slot * rows() + row) * slotLength;
      float[] copies = HostRows.read(scratch, 1, slots, start, slotLength);
      for (int k = part.first; k < part.first + part.count; k++) {
        add(copies, k * batch, sums, part.tap.pixel(k) * batch, batch);
      }
    }
    pixels.put(row * pixelsLength, sums, 0, pixelsLength);
  }

  private static void add(float[] from, int start, float[] to, int target, int length) {
    for (int i = 0; i < length; i++) {
      to[target + i] += from[start + i];
    }
  }

  /** C·H: the rows of all channels, one after the other. */
  private int rows() {
    return lowering.geometry().channels() * lowering.geometry().height();
  }

  private void forEachRow(ObjIntConsumer<ScratchArrays> body) {
    int rowsPerBlock = Math.max(1, BLOCK / (lowering.geometry().width() * lowering.batch()));
    HostRows.forEachBlock(
        rows(),
        rowsPerBlock,
        (first, count, scratch) -> {
          for (int row = first; row < first + count; row++) {
            body.accept(scratch, row);
          }
        });
  }

  private List<Slice> slicesOf(INDArray x) {
    List<Slice> slices = new ArrayList<>();
    for (Part part : parts) {
      if (part.count > 0) {
        Views.Range pixels = Views.every(part.tap.pixel(part.first), part.tap.step(), part.count);
        Views.Range places = Views.every(part.first, 1, part.count);
        slices.add(
            new Slice(
                Views.of(x, Views.ALL, Views.ALL, pixels, Views.ALL),
                Views.of(lowered, Views.at(part.slot), Views.ALL, Views.ALL, places, Views.ALL)));
      }
    }
    return slices;
  }
}
