package org.infogan.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.infogan.backend.HostMemory;
import org.infogan.backend.Views;
import org.infogan.internal.Checks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layers one after the other. A tensor's name is the number of its layer, counted from 0, a dot,
 * and its name within the layer: {@code 3.weight}.
 */
public final class Sequential implements Network {

  private final List<Layer> layers;

  /** The shapes between the layers: entry i is the input of layer i, the last is the output. */
  private final List<Shape> shapes = new ArrayList<>();

  private final Map<String, TensorSpec> specs = new LinkedHashMap<>();
  private final NamedTensors parameters;
  private final NamedTensors statistics;

  /**
   * Allocates the network. Weights are zero until {@link #initialize}.
   *
   * @param input the shape of one input example
   * @param layers at least one layer. Not modified.
   * @param dataType the type of every array: FLOAT, or DOUBLE for gradient checks
   * @throws IllegalArgumentException when a layer cannot take the output of the one before it; the
   *     message names the layer
   */
  public Sequential(Shape input, List<? extends Layer> layers, DataType dataType) {
    this.layers = List.copyOf(layers);
    outputShape("network", input, layers);
    if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "network: expected data type FLOAT or DOUBLE, found " + dataType);
    }
    shapes.add(input);
    for (int i = 0; i < this.layers.size(); i++) {
      describe(i, this.layers.get(i));
    }
    parameters = new NamedTensors(dataType, shapesOf(true));
    statistics = new NamedTensors(dataType, shapesOf(false));
    fill(TensorSpec.Kind.SCALE, parameters);
    fill(TensorSpec.Kind.RUNNING_VARIANCE, statistics);
    specs.forEach(
        (name, spec) -> {
          if (spec.kind() == TensorSpec.Kind.RUNNING_DIRECTION) {
            statistics.get(name).assign(1 / Math.sqrt(spec.shape().size()));
          }
        });
  }

  /**
   * Allocates a network of FLOAT type.
   *
   * @param input the shape of one input example
   * @param layers at least one layer. Not modified.
   * @throws IllegalArgumentException when a layer cannot take the output of the one before it; the
   *     message names the layer
   */
  public Sequential(Shape input, List<? extends Layer> layers) {
    this(input, layers, DataType.FLOAT);
  }

  /**
   * The output shape of a network, without allocating it. That its tensors are not too large is
   * checked too.
   *
   * @param network the network's name, for the message
   * @param input the shape of one input example
   * @param layers at least one layer. Not modified.
   * @return the shape of one output example
   * @throws IllegalArgumentException when there is no layer, one cannot take its input, or a tensor
   *     is too large
   */
  public static Shape outputShape(String network, Shape input, List<? extends Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(network + ": expected at least one layer, found none");
    }
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      try {
        Shape output = layers.get(i).outputShape(shape);
        layers.get(i).tensors(shape);
        shape = output;
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(network + ": layer " + i + ": " + e.getMessage(), e);
      }
    }
    return shape;
  }

  /**
   * The names and shapes of a network's parameters and statistics, without allocating them.
   *
   * @param input the shape of one input example
   * @param layers layers that fit together. Not modified.
   * @return the shapes by name, in storage order
   * @throws IllegalArgumentException when a layer cannot take its input, or a tensor is too large
   */
  public static Map<String, Shape> tensorShapes(Shape input, List<? extends Layer> layers) {
    Map<String, Shape> tensors = new LinkedHashMap<>();
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      for (TensorSpec spec : layers.get(i).tensors(shape)) {
        tensors.put(i + "." + spec.name(), spec.shape());
      }
      shape = layers.get(i).outputShape(shape);
    }
    return tensors;
  }

  private void describe(int index, Layer layer) {
    Shape input = shapes.get(index);
    shapes.add(layer.outputShape(input));
    layer.tensors(input).forEach(spec -> specs.put(index + "." + spec.name(), spec));
  }

  private Map<String, Shape> shapesOf(boolean trained) {
    Map<String, Shape> selected = new LinkedHashMap<>();
    specs.forEach(
        (name, spec) -> {
          if (spec.kind().trained() == trained) {
            selected.put(name, spec.shape());
          }
        });
    return selected;
  }

  private void fill(TensorSpec.Kind kind, NamedTensors tensors) {
    specs.forEach(
        (name, spec) -> {
          if (spec.kind() == kind) {
            tensors.get(name).assign(1);
          }
        });
  }

  /**
   * Draws every weight from N(0, standardDeviation²). Biases stay 0, batch norm's scale 1.
   *
   * @param standardDeviation the standard deviation of the weights; 0.02 in openai/InfoGAN
   * @param random the source of the draws
   * @return this network
   */
  public Sequential initialize(double standardDeviation, RandomGenerator random) {
    return drawWeights(shape -> () -> standardDeviation * random.nextGaussian());
  }

  /**
   * Draws every weight from U(−a, a), a = √(6/(fan in + fan out)), the default of Keras. Biases
   * stay 0, batch norm's scale 1. Of a weight [M, N, K, K] one fan is M·K·K and the other N·K·K.
   *
   * @param random the source of the draws
   * @return this network
   * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio 2010</a>
   */
  public Sequential initializeGlorot(RandomGenerator random) {
    return drawWeights(
        shape -> {
          int ends = shape.get(0) + shape.get(1);
          double taps = (double) shape.size() / shape.get(0) / shape.get(1);
          double limit = Math.sqrt(6 / (ends * taps));
          return () -> random.nextDouble(-limit, limit);
        });
  }

  private Sequential drawWeights(Function<Shape, DoubleSupplier> distribution) {
    specs.forEach(
        (name, spec) -> {
          if (spec.kind() == TensorSpec.Kind.WEIGHT) {
            DoubleSupplier weights = distribution.apply(spec.shape());
            float[] draws = new float[spec.shape().size()];
            for (int i = 0; i < draws.length; i++) {
              draws[i] = (float) weights.getAsDouble();
            }
            HostMemory.write(draws, parameters.get(name));
          }
        });
    return this;
  }

  /**
   * Whether every weight is zero, as it is until {@link #initialize} or values are assigned.
   *
   * @return true also for a network without weights
   */
  public boolean weightsAreZero() {
    return specs.entrySet().stream()
        .filter(spec -> spec.getValue().kind() == TensorSpec.Kind.WEIGHT)
        .allMatch(spec -> parameters.get(spec.getKey()).amaxNumber().doubleValue() == 0);
  }

  /**
   * The layers of the network.
   *
   * @return the layers, first to last
   */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Shape inputShape() {
    return shapes.get(0);
  }

  @Override
  public Shape outputShape() {
    return shapes.get(shapes.size() - 1);
  }

  @Override
  public DataType dataType() {
    return parameters.dataType();
  }

  @Override
  public NamedTensors parameters() {
    return parameters;
  }

  @Override
  public NamedTensors statistics() {
    return statistics;
  }

  @Override
  public Sequential copy() {
    Sequential copy = new Sequential(inputShape(), layers, dataType());
    copy.parameters.assign(parameters);
    copy.statistics.assign(statistics);
    return copy;
  }

  @Override
  public Pass newPass(int batch, NamedTensors gradients) {
    if (!gradients.shapes().equals(parameters.shapes())) {
      throw new IllegalArgumentException(
          "gradients: expected " + parameters.shapes() + ", found " + gradients.shapes());
    }
    return new SequentialPass(batch, gradients);
  }

  @Override
  public Pass newPass(int batch) {
    return new SequentialPass(batch, null);
  }

  @Override
  public void close() {
    parameters.close();
    statistics.close();
  }

  private final class SequentialPass implements Pass {
    private final PassContext context;
    private final int batch;

    /** Layers cache views of their input, so it is the same array every time. */
    private final INDArray input;

    /** One for each layer, or for two neighbours that share a pass. */
    private final List<Pass> passes = new ArrayList<>();

    /** The first pass that has parameters; the number of passes if there is none. */
    private final int firstTrained;

    SequentialPass(int batch, NamedTensors gradients) {
      Checks.atLeast("batch", 1, batch);
      this.batch = batch;
      context = new PassContext(Sequential.this, batch, gradients);
      input = context.buffer(inputShape().withBatch(batch));
      firstTrained = addPasses();
    }

    /** Returns how many passes come before the first that has parameters. */
    private int addPasses() {
      int withoutParameters = 0;
      boolean trained = false;
      for (int i = 0, layersDone; i < layers.size(); i += layersDone) {
        trained |= isTrained(i);
        withoutParameters += trained ? 0 : 1;
        PassContext own = context.nested(Integer.toString(i), shapes.get(i));
        Optional<Pass> fused =
            i + 1 < layers.size()
                ? layers.get(i).newFusedPass(own, layers.get(i + 1))
                : Optional.empty();
        passes.add(fused.isPresent() ? fused.get() : layers.get(i).newPass(own));
        layersDone = fused.isPresent() ? 2 : 1;
      }
      return withoutParameters;
    }

    private boolean isTrained(int layer) {
      return layers.get(layer).tensors(shapes.get(layer)).stream()
          .anyMatch(spec -> spec.kind().trained());
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      requireBatch("network input", inputShape(), x);
      HostMemory.copy(x, input);
      INDArray y = input;
      for (Pass pass : passes) {
        y = Views.contiguous(pass.forward(y, mode, random));
      }
      return y;
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!context.differentiable()) {
        throw new IllegalStateException(
            "backward: expected a pass that was made with gradients, found one that only runs"
                + " forward");
      }
      requireBatch("network output gradient", outputShape(), dy);
      return wanted.input() ? backwardToInput(dy, wanted) : backwardToParameters(dy);
    }

    private INDArray backwardToInput(INDArray dy, WithRespectTo wanted) {
      INDArray gradient = backward(Views.contiguous(dy), 0, wanted);
      return passes.get(0).backward(gradient, wanted);
    }

    /** Ends at the first layer that has parameters: those before it would compute for nothing. */
    private INDArray backwardToParameters(INDArray dy) {
      if (firstTrained < passes.size()) {
        INDArray gradient = backward(Views.contiguous(dy), firstTrained, WithRespectTo.BOTH);
        passes.get(firstTrained).backward(gradient, WithRespectTo.PARAMETERS);
      }
      return null;
    }

    /** The gradient with respect to the output of one pass, by way of all that follow it. */
    private INDArray backward(INDArray dy, int pass, WithRespectTo wanted) {
      INDArray gradient = dy;
      for (int i = passes.size() - 1; i > pass; i--) {
        gradient = Views.contiguous(passes.get(i).backward(gradient, wanted));
      }
      return gradient;
    }

    private void requireBatch(String what, Shape shape, INDArray found) {
      if (!Arrays.equals(found.shape(), shape.withBatch(batch))) {
        throw new IllegalArgumentException(
            what
                + ": expected shape "
                + Arrays.toString(shape.withBatch(batch))
                + ", found "
                + Arrays.toString(found.shape()));
      }
    }

    @Override
    public void close() {
      passes.forEach(Pass::close);
      context.close();
    }
  }
}
