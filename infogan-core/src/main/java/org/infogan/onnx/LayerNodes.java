package org.infogan.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.GaussianNoise;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.PartialTanh;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Resize;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;

/**
 * How each layer of the library is written in ONNX: what it computes in inference, so that dropout
 * and noise are nothing. A convolution's padding is always written out in pixels: what ONNX's
 * {@code auto_pad} means for a transposed convolution has changed, and runtimes differ.
 */
final class LayerNodes {

  /** Writes one layer; returns the name of its output value. */
  private interface Writer<L extends Layer> {
    String write(L layer, LayerScope graph, String x);
  }

  private static final Map<Class<? extends Layer>, Writer<Layer>> WRITERS = new HashMap<>();

  private static <L extends Layer> void put(Class<L> kind, Writer<L> writer) {
    WRITERS.put(kind, (layer, graph, x) -> writer.write(kind.cast(layer), graph, x));
  }

  static {
    put(Dense.class, LayerNodes::dense);
    put(Conv2d.class, LayerNodes::conv2d);
    put(ConvTranspose2d.class, LayerNodes::convTranspose2d);
    put(SpectralNorm.class, LayerNodes::spectralNorm);
    put(BatchNorm.class, LayerNodes::batchNorm);
    put(Relu.class, (layer, graph, x) -> graph.node("Relu", x).output());
    put(
        LeakyRelu.class,
        (layer, graph, x) -> graph.node("LeakyRelu", x).withFloat("alpha", layer.leak()).output());
    put(Tanh.class, (layer, graph, x) -> graph.node("Tanh", x).output());
    put(PartialTanh.class, LayerNodes::partialTanh);
    put(Sigmoid.class, (layer, graph, x) -> graph.node("Sigmoid", x).output());
    put(Dropout.class, (layer, graph, x) -> x);
    put(GaussianNoise.class, (layer, graph, x) -> x);
    put(Upsample.class, LayerNodes::upsample);
    put(Resize.class, LayerNodes::resize);
    put(DepthToSpace.class, LayerNodes::depthToSpace);
    put(SpaceToDepth.class, LayerNodes::spaceToDepth);
    put(Reshape.class, LayerNodes::reshape);
  }

  private LayerNodes() {}

  static boolean has(Layer layer) {
    return WRITERS.containsKey(layer.getClass());
  }

  /** Writes a layer that {@link #has} knows; returns the name of its output value. */
  static String write(Layer layer, LayerScope graph, String x) {
    return WRITERS.get(layer.getClass()).write(layer, graph, x);
  }

  /** y = x·Wᵀ + b, examples being rows. */
  private static String dense(Dense layer, LayerScope graph, String x) {
    return graph
        .node("Gemm", x, graph.tensor("weight"), graph.tensor("bias"))
        .withInt("transB", 1)
        .output();
  }

  private static String conv2d(Conv2d layer, LayerScope graph, String x) {
    Shape in = graph.inputShape();
    Shape out = layer.outputShape(in);
    Border rows = Border.of(layer.padding(), in.get(1), out.get(1), layer.kernel(), layer.stride());
    Border columns =
        Border.of(layer.padding(), in.get(2), out.get(2), layer.kernel(), layer.stride());
    return graph
        .node("Conv", x, graph.tensor("weight"), graph.tensor("bias"))
        .withInts("kernel_shape", layer.kernel(), layer.kernel())
        .withInts("strides", layer.stride(), layer.stride())
        .withInts("pads", rows.before, columns.before, rows.after, columns.after)
        .output();
  }

  /** Its border is that of the convolution from its output to its input. */
  private static String convTranspose2d(ConvTranspose2d layer, LayerScope graph, String x) {
    Shape in = graph.inputShape();
    Shape out = layer.outputShape(in);
    Border rows = Border.of(layer.padding(), out.get(1), in.get(1), layer.kernel(), layer.stride());
    Border columns =
        Border.of(layer.padding(), out.get(2), in.get(2), layer.kernel(), layer.stride());
    return graph
        .node("ConvTranspose", x, graph.tensor("weight"), graph.tensor("bias"))
        .withInts("kernel_shape", layer.kernel(), layer.kernel())
        .withInts("strides", layer.stride(), layer.stride())
        .withInts("pads", rows.before, columns.before, rows.after, columns.after)
        .withInts("output_padding", rows.unreached, columns.unreached)
        .output();
  }

  /**
   * Zero pixels around a convolution's input, along one axis.
   *
   * @param before the first pixel
   * @param after the last pixel
   * @param unreached pixels at the end that no patch reaches
   */
  private record Border(int before, int after, int unreached) {

    /** Of a convolution from {@code in} to {@code out} pixels: (out − 1)·s + K are reached. */
    static Border of(Padding padding, int in, int out, int kernel, int stride) {
      int before = padding.before(in, kernel, stride);
      if (!padding.equals(Padding.SAME)) {
        return new Border(before, before, 0);
      }
      int missing = (out - 1) * stride + kernel - in;
      return new Border(before, Math.max(missing, 0) - before, Math.max(-missing, 0));
    }
  }

  /** The layer inside, with W/σ as its weight: σ = ‖Wᵀu‖, W as a matrix of one row per filter. */
  private static String spectralNorm(SpectralNorm layer, LayerScope graph, String x) {
    float[] u = graph.values("left_singular_vector");
    float[] weight = graph.values("weight");
    int columns = weight.length / u.length;
    double squares = 0;
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      for (int row = 0; row < u.length; row++) {
        sum += (double) u[row] * weight[row * columns + column];
      }
      squares += sum * sum;
    }
    double sigma = Math.max(Math.sqrt(squares), SpectralNorm.SMALLEST_NORM);
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) (weight[i] / sigma);
    }
    return graph.replacing("weight", weight).write(layer.layer(), x);
  }

  private static String batchNorm(BatchNorm layer, LayerScope graph, String x) {
    return graph
        .node(
            "BatchNormalization",
            x,
            graph.tensor("gamma"),
            graph.tensor("beta"),
            graph.tensor("running_mean"),
            graph.tensor("running_variance"))
        .withFloat("epsilon", layer.epsilon())
        .output();
  }

  private static String partialTanh(PartialTanh layer, LayerScope graph, String x) {
    int end = layer.first() + layer.count();
    List<Long> lengths = new ArrayList<>();
    if (layer.first() > 0) {
      lengths.add((long) layer.first());
    }
    int bounded = lengths.size();
    lengths.add((long) layer.count());
    if (end < graph.inputShape().get(0)) {
      lengths.add((long) graph.inputShape().get(0) - end);
    }
    if (lengths.size() == 1) {
      return graph.node("Tanh", x).output();
    }
    String split = graph.constant(lengths.stream().mapToLong(length -> length).toArray());
    List<String> parts =
        new ArrayList<>(graph.node("Split", x, split).withInt("axis", 1).outputs(lengths.size()));
    parts.set(bounded, graph.node("Tanh", parts.get(bounded)).output());
    return graph.node("Concat", parts.toArray(String[]::new)).withInt("axis", 1).output();
  }

  /** Pixel i of the output is pixel ⌊i/factor⌋ of the input: "asymmetric" with "floor". */
  private static String upsample(Upsample layer, LayerScope graph, String x) {
    String scales = graph.constant(Shape.of(4), 1, 1, layer.factor(), layer.factor());
    return graph
        .node("Resize", x, "", scales)
        .withString("mode", "nearest")
        .withString("coordinate_transformation_mode", "asymmetric")
        .withString("nearest_mode", "floor")
        .output();
  }

  /** Centres of pixels lie at half. */
  private static String resize(Resize layer, LayerScope graph, String x) {
    float rows = scale(graph.inputShape().get(1), layer.height());
    float columns = scale(graph.inputShape().get(2), layer.width());
    return graph
        .node("Resize", x, "", graph.constant(Shape.of(4), 1, 1, rows, columns))
        .withString("mode", "linear")
        .withString("coordinate_transformation_mode", "half_pixel")
        .output();
  }

  /** to/from, rounded up: the output's extent is ⌊from·scale⌋. (Extents would fix the batch.) */
  private static float scale(int from, int to) {
    float nearest = (float) ((double) to / from);
    return (double) nearest * from < to ? Math.nextUp(nearest) : nearest;
  }

  /** The library's order of channels is ONNX's "depth, column, row". */
  private static String depthToSpace(DepthToSpace layer, LayerScope graph, String x) {
    return graph
        .node("DepthToSpace", x)
        .withInt("blocksize", layer.block())
        .withString("mode", "DCR")
        .output();
  }

  private static String spaceToDepth(SpaceToDepth layer, LayerScope graph, String x) {
    return graph.node("SpaceToDepth", x).withInt("blocksize", layer.block()).output();
  }

  /** An extent of 0 is that of the input, here the batch. */
  private static String reshape(Reshape layer, LayerScope graph, String x) {
    long[] extents = new long[layer.shape().rank() + 1];
    for (int i = 1; i < extents.length; i++) {
      extents[i] = layer.shape().get(i - 1);
    }
    return graph.node("Reshape", x, graph.constant(extents)).output();
  }
}
