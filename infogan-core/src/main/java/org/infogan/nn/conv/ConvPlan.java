package org.infogan.nn.conv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a convolution becomes matrix products over rows of its output: all of the index arithmetic,
 * without an array.
 *
 * <p>The convolution is y[f, i, j, b] = Σ w[f, c, u, v]·x[c, i·s − p + u, j·s − p + v, b], the sum
 * over the channels c and the taps (u, v) of the kernel.
 *
 * <p><b>Rows.</b> Output row i and kernel row u meet in a single row of pixels, h = i·s − p + u.
 * Nothing has to be copied for that: it is a matter of where a product begins in memory.
 *
 * <p><b>Columns.</b> Output column j reads, through kernel column v, pixel j·s − p + v. So that
 * neighbouring j read neighbouring values, each row of pixels is laid out in <em>slots</em>:
 *
 * <pre>lowered[t, c, h, k, b] = x[c, h, s·k + offset of slot t, b], zero where there is no pixel
 * </pre>
 *
 * <p>Kernel column v then reads one slot t at k = j + q, for all j at once. The numbers of a
 * segment J of an output row lie side by side in memory, J·B of them, and so do those of its
 * pixels.
 *
 * <p><b>Products.</b> The channels of neighbouring slots are neighbouring rows of the matrix
 * lowered [slots·C, H·width·B]. Neighbouring kernel columns V that read neighbouring slots T with
 * the same shift q therefore share one product of [F, V·C] and [V·C, J·B]:
 *
 * <pre>y[·, i, J] = Σ W[·, u, V, ·]·lowered[T, ·, h, J + q]</pre>
 *
 * <p>The sum is over the {@link KernelSlice}s (u, V) whose row of pixels exists. Products that
 * would read nothing but padding are left out. {@link ConvProduct} takes one product, for y or for
 * one of the two gradients.
 *
 * <p><b>Two layouts.</b> {@link #byPhase} has a slot for each remainder of a pixel's column modulo
 * s and copies each pixel once, with stride 1 not at all. A kernel of 4 with s = 2 and p = 1 reads,
 * for output column j:
 *
 * <pre>
 * kernel column   pixel     slot (remainder)   k        slice
 * 0               2j − 1    1                  j − 1    A
 * 1               2j        0                  j        B
 * 2               2j + 1    1                  j        B
 * 3               2j + 2    0                  j + 1    C
 * </pre>
 *
 * <p>{@link #byTap} has a slot for each kernel column, which holds just the pixels that this column
 * reads: K/s copies of each pixel, but a single slice for each kernel row.
 *
 * @param geometry the sizes of the convolution
 * @param batch B
 * @param width the number of k
 * @param slots the slots, t = 0, 1, …
 * @param slices all taps that read any pixel, once each; those with the most arithmetic first
 * @see <a href="https://arxiv.org/abs/1706.06873">Cho and Brand 2017: MEC, which lowers along one
 *     axis</a>
 */
record ConvPlan(
    ConvGeometry geometry, int batch, int width, List<Slot> slots, List<KernelSlice> slices) {

  /** Products that add up fewer numbers spend their time on the sums' memory (measured). */
  private static final int FEWEST_ADDED = 32;

  /**
   * One slot of a row of pixels: at k it holds pixel s·k + offset.
   *
   * @param offset the pixel at k = 0; negative where that is padding
   * @param first the first k that holds a pixel
   * @param count how many neighbouring k hold pixels; the others hold zero
   */
  record Slot(int offset, int first, int count) {}

  /**
   * Neighbouring taps of one kernel row, which for output column j read k = j + shift of as many
   * neighbouring slots.
   *
   * @param row u, the kernel row
   * @param firstColumn the first kernel column
   * @param columns how many kernel columns
   * @param firstSlot the slot that the first column reads
   * @param shift q
   */
  record KernelSlice(int row, int firstColumn, int columns, int firstSlot, int shift) {

    /** The number of the first tap, counted row by row in a kernel of that extent. */
    int firstTap(int kernel) {
      return row * kernel + firstColumn;
    }
  }

  /** The plan that suits the number of channels. */
  static ConvPlan of(ConvGeometry g, int batch) {
    return g.channels() * g.stride() < FEWEST_ADDED ? byTap(g, batch) : byPhase(g, batch);
  }

  /** A slot for each kernel column. */
  static ConvPlan byTap(ConvGeometry g, int batch) {
    List<Integer> offsets =
        IntStream.range(0, g.kernel()).mapToObj(column -> column - g.padLeft()).toList();
    List<KernelSlice> slices =
        IntStream.range(0, g.kernel())
            .mapToObj(row -> new KernelSlice(row, 0, g.kernel(), 0, 0))
            .toList();
    return of(g, batch, g.outWidth(), offsets, slices);
  }

  /** A slot for each remainder of a pixel's column modulo s: with stride 1, the map itself. */
  static ConvPlan byPhase(ConvGeometry g, int batch) {
    int s = g.stride();
    List<Integer> offsets = IntStream.range(0, s).boxed().toList();
    List<KernelSlice> slices = new ArrayList<>();
    for (int row = 0; row < g.kernel(); row++) {
      for (int column = 0, columns; column < g.kernel(); column += columns) {
        int phase = Math.floorMod(column - g.padLeft(), s);
        int shift = Math.floorDiv(column - g.padLeft(), s);
        columns = Math.min(s - phase, g.kernel() - column);
        slices.add(new KernelSlice(row, column, columns, phase, shift));
      }
    }
    return of(g, batch, (g.width() + s - 1) / s, offsets, slices);
  }

  private static ConvPlan of(
      ConvGeometry g, int batch, int width, List<Integer> offsets, List<KernelSlice> slices) {
    List<Slot> slots =
        offsets.stream()
            .map(o -> new Slot(o, g.firstInside(o), g.countInside(o, width, g.width())))
            .toList();
    ConvPlan unordered = new ConvPlan(g, batch, width, slots, slices);
    List<KernelSlice> ordered =
        slices.stream()
            .filter(slice -> unordered.size(slice) > 0)
            .sorted(Comparator.comparingInt(unordered::size).reversed())
            .toList();
    return new ConvPlan(g, batch, width, slots, ordered);
  }

  /** A measure of the slice's arithmetic: the sum over its taps of the outputs that use them. */
  int size(KernelSlice slice) {
    return IntStream.range(0, geometry.outHeight())
        .map(i -> slice.columns * outputs(slice, i).count())
        .sum();
  }

  /** Whether the lowered map is the map as it is. */
  boolean isIdentity() {
    return geometry.stride() == 1
        && width == geometry.width()
        && slots.equals(List.of(new Slot(0, 0, width)));
  }

  /** The outputs of row i that read any pixel through a slice; may be empty. */
  RowSegment outputs(KernelSlice slice, int i) {
    int pixelRow = geometry.pixel(i, slice.row - geometry.padTop());
    if (pixelRow < 0 || pixelRow >= geometry.height()) {
      return new RowSegment(i, 0, 0);
    }
    RowSegment readable = new RowSegment(i, -slice.shift, width);
    return new RowSegment(i, 0, geometry.outWidth()).intersection(readable);
  }

  /** The segment of the lowered map that some outputs read through a slice. */
  RowSegment pixels(KernelSlice slice, RowSegment outputs) {
    int pixelRow = geometry.pixel(outputs.row(), slice.row - geometry.padTop());
    return new RowSegment(pixelRow, outputs.first() + slice.shift, outputs.count());
  }

  /** The outputs that read a segment of the lowered map through a slice; may be empty. */
  RowSegment outputsReading(KernelSlice slice, RowSegment pixels) {
    int distance = pixels.row() + geometry.padTop() - slice.row;
    int i = distance / geometry.stride();
    if (distance < 0 || distance % geometry.stride() != 0 || i >= geometry.outHeight()) {
      return new RowSegment(i, 0, 0);
    }
    RowSegment reading = new RowSegment(i, pixels.first() - slice.shift, pixels.count());
    return outputs(slice, i).intersection(reading);
  }
}
