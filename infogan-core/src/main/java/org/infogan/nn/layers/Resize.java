package org.infogan.nn.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.infogan.backend.HostMemory;
import org.infogan.backend.ScratchArrays;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Bilinear resizing to any size, with pixels' centres at half: the new pixel i looks at the old
 * place (i + ½)·H/H′ − ½, kept within the image. Before a convolution it enlarges without the
 * checkerboard of transposed convolutions (<a
 * href="https://distill.pub/2016/deconv-checkerboard/">Odena et al. 2016</a>).
 *
 * <p>Shapes: x [C, H, W, B], y [C, H′, W′, B]. The backward pass is the transpose: each new pixel's
 * gradient goes to its four old ones by the same weights.
 *
 * @param height H′, at least 1
 * @param width W′, at least 1
 */
public record Resize(int height, int width) implements Layer {

  /**
   * Checks the sizes.
   *
   * @param height H′, at least 1
   * @param width W′, at least 1
   * @throws IllegalArgumentException when a value is outside of its range
   */
  public Resize {
    Checks.atLeast("resize: height", 1, height);
    Checks.atLeast("resize: width", 1, width);
  }

  @Override
  public Shape outputShape(Shape input) {
    input.requireRank("resize", 3);
    return Shape.of(input.get(0), height, width);
  }

  @Override
  public Pass newPass(PassContext context) {
    return new ResizePass(context, outputShape(context.inputShape()));
  }

  /** For each new place along one axis the two old ones, and the second one's weight. */
  @SuppressWarnings("ArrayRecordComponent") // a table to read, never compared
  private record Taps(int[] low, int[] high, double[] weight) {
    static Taps of(int from, int to) {
      Taps taps = new Taps(new int[to], new int[to], new double[to]);
      for (int i = 0; i < to; i++) {
        double place = Math.max(0, Math.min(from - 1, (i + 0.5) * from / to - 0.5));
        taps.low[i] = (int) place;
        taps.high[i] = Math.min(from - 1, taps.low[i] + 1);
        taps.weight[i] = place - taps.low[i];
      }
      return taps;
    }
  }

  /** Works channel by channel; the innermost loops run along the batch. */
  private static final class ResizePass implements Pass {
    private final Shape from;
    private final Shape to;
    private final int batch;
    private final Taps rows;
    private final Taps columns;
    private final INDArray y;
    private final INDArray dx;

    ResizePass(PassContext context, Shape output) {
      from = context.inputShape();
      to = output;
      batch = context.batch();
      rows = Taps.of(from.get(1), to.get(1));
      columns = Taps.of(from.get(2), to.get(2));
      y = context.buffer(output.withBatch(batch));
      dx = context.backwardBuffer(from.withBatch(batch));
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      apply(x, y, true);
      return y;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!wanted.input()) {
        return null;
      }
      apply(dy, dx, false);
      return dx;
    }

    /** y from x, or dx from dy by the same weights. */
    private void apply(INDArray source, INDArray target, boolean forward) {
      if (HostMemory.isAddressable(source) && HostMemory.isAddressable(target)) {
        applyOnHost(HostMemory.buffer(source), HostMemory.buffer(target), forward);
        return;
      }
      double[] values = source.dup('c').data().asDouble();
      double[] sums = new double[Math.toIntExact(target.length())];
      int read = values.length / from.get(0);
      int written = sums.length / from.get(0);
      for (int channel = 0; channel < from.get(0); channel++) {
        int first = channel * read;
        int firstSum = channel * written;
        forEachPixel(
            (old, now, weight) -> {
              int a = first + (forward ? old : now) * batch;
              int sum = firstSum + (forward ? now : old) * batch;
              for (int b = 0; b < batch; b++) {
                sums[sum + b] += weight * values[a + b];
              }
            });
      }
      target.assign(Nd4j.create(sums, target.shape(), 'c'));
    }

    private void applyOnHost(FloatBuffer source, FloatBuffer target, boolean forward) {
      int channels = from.get(0);
      int read = source.limit() / channels;
      int written = target.limit() / channels;
      ScratchArrays.forEachBlock(
          channels,
          1,
          (channel, count, scratch) -> {
            float[] values = scratch.read(0, source, channel * read, read);
            float[] sums = scratch.array(1, written);
            Arrays.fill(sums, 0, written, 0);
            forEachPixel(
                (old, now, weight) ->
                    add(
                        values,
                        (forward ? old : now) * batch,
                        (float) weight,
                        sums,
                        (forward ? now : old) * batch));
            target.put(channel * written, sums, 0, written);
          });
    }

    private void add(float[] a, int from, float weight, float[] sums, int to) {
      for (int b = 0; b < batch; b++) {
        sums[to + b] += weight * a[from + b];
      }
    }

    /** The place of an old pixel and of a new one, row by row, and the old one's weight in it. */
    private interface Move {
      void along(int old, int now, double weight);
    }

    private void forEachPixel(Move move) {
      for (int i = 0; i < to.get(1); i++) {
        double down = rows.weight[i];
        for (int j = 0; j < to.get(2); j++) {
          double right = columns.weight[j];
          int now = i * to.get(2) + j;
          int left = columns.low[j];
          int next = columns.high[j];
          move.along(at(rows.low[i], left), now, (1 - down) * (1 - right));
          move.along(at(rows.low[i], next), now, (1 - down) * right);
          move.along(at(rows.high[i], left), now, down * (1 - right));
          move.along(at(rows.high[i], next), now, down * right);
        }
      }
    }

    private int at(int row, int column) {
      return row * from.get(2) + column;
    }
  }
}
