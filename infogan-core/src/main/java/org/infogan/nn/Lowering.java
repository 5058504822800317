package org.infogan.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a convolution becomes a sum of matrix products over rows of its output: the index arithmetic,
 * without an array.
 *
 * <p>Through row u of its kernel, output row i reads one row of pixels, h = i·s − p + u. So pixels
 * need to be laid out along the columns only, in slots: lowered[t, c, h, k] = x[c, h, s·k + offset
 * of slot t]. Then y[·, i, J] = Σ W[·, u, V, ·]·lowered[T, ·, h, J + q], over every u whose row of
 * pixels exists, and over {@link Group groups} of kernel columns V with slots T: with the batch as
 * last axis, products of [F, V·C] and [V·C, J·B]. What would read nothing but padding is left out.
 *
 * @param geometry the convolution's
 * @param batch B
 * @param slots what each slot holds at k: pixel s·k + offset, or zero where there is no such pixel
 * @param width the number of k
 * @param groups all kernel columns, once each
 * @see <a href="https://arxiv.org/abs/1706.06873">Cho and Brand 2017: MEC, which lowers along one
 *     axis</a>
 */
record Lowering(ConvGeometry geometry, int batch, List<Tap> slots, int width, List<Group> groups) {

  /** Products that add up fewer numbers spend their time on the sums' memory (measured). */
  private static final int FEWEST_ADDED = 32;

  /**
   * Neighbouring kernel columns, which for output column j read k = j + shift of as many slots.
   *
   * @param firstTap the first kernel column
   * @param taps how many
   * @param firstSlot what the first one reads
   * @param shift q
   */
  record Group(int firstTap, int taps, int firstSlot, int shift) {}

  /** The lowering that suits the number of channels. */
  static Lowering of(ConvGeometry g, int batch) {
    return g.channels() * g.stride() < FEWEST_ADDED ? byTap(g, batch) : byPhase(g, batch);
  }

  /** A slot for each kernel column: K/s copies of each pixel, and one product per kernel row. */
  static Lowering byTap(ConvGeometry g, int batch) {
    Group every = new Group(0, g.kernel(), 0, 0);
    return new Lowering(g, batch, g.taps(g.padLeft()), g.outWidth(), List.of(every));
  }

  /** A slot for each remainder of a pixel's column modulo s: with stride 1, the map itself. */
  static Lowering byPhase(ConvGeometry g, int batch) {
    int s = g.stride();
    List<Tap> slots = new ArrayList<>();
    for (int phase = 0; phase < s; phase++) {
      slots.add(new Tap(s, phase));
    }
    List<Group> groups = new ArrayList<>();
    for (int tap = 0, taps; tap < g.kernel(); tap += taps) {
      int phase = Math.floorMod(tap - g.padLeft(), s);
      taps = Math.min(s - phase, g.kernel() - tap);
      groups.add(new Group(tap, taps, phase, Math.floorDiv(tap - g.padLeft(), s)));
    }
    return new Lowering(g, batch, slots, (g.width() + s - 1) / s, groups);
  }

  /** Whether the lowered map is the map as it is. */
  boolean isIdentity() {
    return width == geometry.width() && slots.equals(List.of(new Tap(1, 0)));
  }

  /** Every term. */
  Stream<ConvTerm> terms() {
    return termsByWeight().stream().flatMap(List::stream);
  }

  /** The terms that use the same weights, together; those with the most arithmetic first. */
  List<List<ConvTerm>> termsByWeight() {
    return IntStream.range(0, geometry.kernel())
        .boxed()
        .flatMap(rowTap -> groups.stream().map(group -> terms(rowTap, group).toList()))
        .filter(terms -> !terms.isEmpty())
        .sorted(Comparator.comparingInt(Lowering::size).reversed())
        .toList();
  }

  private static int size(List<ConvTerm> terms) {
    return terms.stream().mapToInt(ConvTerm::size).sum();
  }

  private Stream<ConvTerm> terms(int rowTap, Group group) {
    Tap row = new Tap(geometry.stride(), rowTap - geometry.padTop());
    int rows = row.count(geometry.outHeight(), geometry.height());
    return IntStream.range(row.first(), row.first() + rows)
        .boxed()
        .flatMap(
            i -> {
              Stretch readable = new Stretch(i, -group.shift, width);
              return new Stretch(i, 0, geometry.outWidth()).intersection(readable);
            })
        .map(outputs -> new ConvTerm(this, rowTap, group, outputs));
  }
}
