package org.infogan.nn.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.infogan.backend.ComputePool;
import org.infogan.backend.HostMemory;
import org.infogan.backend.Views;
import org.infogan.internal.Checks;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.buffer.DataType;
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

  /** Works on Java arrays, channel by channel; the innermost loops run along the batch. */
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
      forEachChannel(
          x,
          y,
          (small, large) ->
              forEachPixel((source, target, weight) -> add(small, source, weight, large, target)));
      return y;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!wanted.input()) {
        return null;
      }
      forEachChannel(
          dy,
          dx,
          (large, small) ->
              forEachPixel((source, target, weight) -> add(large, target, weight, small, source)));
      return dx;
    }

    private void add(double[] a, int from, double weight, double[] sums, int to) {
      for (int b = 0; b < batch; b++) {
        sums[to + b] += weight * a[from + b];
      }
    }

    private static void forEachChannel(
        INDArray from, INDArray to, BiConsumer<double[], double[]> move) {
      List<INDArray> sources = channels(from);
      List<INDArray> targets = channels(to);
      ComputePool.forEach(
          sources.size(),
          c -> {
            double[] sums = new double[Math.toIntExact(targets.get(c).length())];
            move.accept(read(sources.get(c)), sums);
            write(sums, targets.get(c));
          });
    }

    private static List<INDArray> channels(INDArray array) {
      List<INDArray> channels = new ArrayList<>();
      for (int c = 0; c < array.size(0); c++) {
        channels.add(Views.of(array, Views.index(c), Views.ALL, Views.ALL, Views.ALL));
      }
      return channels;
    }

    /** One new pixel, one of its old ones, and that one's weight. */
    private interface Move {
      void along(int source, int target, double weight);
    }

    private void forEachPixel(Move move) {
      for (int i = 0; i < to.get(1); i++) {
        double down = rows.weight[i];
        for (int j = 0; j < to.get(2); j++) {
          double right = columns.weight[j];
          int target = (i * to.get(2) + j) * batch;
          int left = columns.low[j];
          int next = columns.high[j];
          move.along(at(rows.low[i], left), target, (1 - down) * (1 - right));
          move.along(at(rows.low[i], next), target, (1 - down) * right);
          move.along(at(rows.high[i], left), target, down * (1 - right));
          move.along(at(rows.high[i], next), target, down * right);
        }
      }
    }

    private int at(int row, int column) {
      return (row * from.get(2) + column) * batch;
    }

    private static double[] read(INDArray channel) {
      if (channel.dataType() == DataType.DOUBLE) {
        try (INDArray dense = channel.dup('c')) {
          return dense.data().asDouble();
        }
      }
      float[] values = new float[Math.toIntExact(channel.length())];
      HostMemory.read(channel, values);
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = values[i];
      }
      return wide;
    }

    private static void write(double[] values, INDArray channel) {
      if (channel.dataType() == DataType.DOUBLE) {
        try (INDArray dense = Nd4j.create(values, channel.shape(), 'c')) {
          channel.assign(dense);
        }
        return;
      }
      float[] narrow = new float[values.length];
      for (int i = 0; i < narrow.length; i++) {
        narrow[i] = (float) values[i];
      }
      HostMemory.write(narrow, channel);
    }
  }
}
