package org.infogan.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a layer makes its {@link Pass} from: the input's shape, the batch size, views of its own
 * tensors, and buffers. Every buffer of a network's pass is made here and freed by one call.
 */
public final class PassContext {

  private final Shape inputShape;
  private final int batch;
  private final String prefix;
  private final Network network;
  private final NamedTensors gradients;
  private final List<INDArray> buffers;

  /** What stands in for parameters, by full name. */
  private final Map<String, Replacement> replacements;

  private record Replacement(INDArray parameter, INDArray gradient) {}

  private final LeakyRectifier rectifier;

  /**
   * The context of a whole network.
   *
   * @param network whose tensors the layers use
   * @param batch the number of examples of every batch
   * @param gradients where gradients of parameters go, or null for a pass that only runs forward
   */
  PassContext(Network network, int batch, NamedTensors gradients) {
    this(
        network.inputShape(),
        batch,
        "",
        network,
        gradients,
        new ArrayList<>(),
        Map.of(),
        LeakyRectifier.NONE);
  }

  private PassContext(
      Shape inputShape,
      int batch,
      String prefix,
      Network network,
      NamedTensors gradients,
      List<INDArray> buffers,
      Map<String, Replacement> replacements,
      LeakyRectifier rectifier) {
    this.inputShape = inputShape;
    this.batch = batch;
    this.prefix = prefix;
    this.network = network;
    this.gradients = gradients;
    this.buffers = buffers;
    this.replacements = replacements;
    this.rectifier = rectifier;
  }

  /**
   * The context of a layer inside this one, for layers that are built from others.
   *
   * @param name put before the names of the inner layer's tensors, with a dot
   * @param input the inner layer's input shape
   */
  public PassContext nested(String name, Shape input) {
    return new PassContext(
        input,
        batch,
        prefix + name + ".",
        network,
        gradients,
        buffers,
        replacements,
        LeakyRectifier.NONE);
  }

  /**
   * This context with another array in place of one parameter, for layers that run another layer
   * with a function of its parameter.
   *
   * @param name of the parameter
   * @param parameter what {@link #parameter} gives
   * @param gradient what {@link #gradient} gives; null for a pass that only runs forward
   */
  PassContext replacing(String name, INDArray parameter, INDArray gradient) {
    Map<String, Replacement> more = new HashMap<>(replacements);
    more.put(prefix + name, new Replacement(parameter, gradient));
    return new PassContext(inputShape, batch, prefix, network, gradients, buffers, more, rectifier);
  }

  /** This context for a {@link Rectifiable} layer with a rectifier behind it. */
  PassContext rectified(LeakyRectifier rectifier) {
    return new PassContext(
        inputShape, batch, prefix, network, gradients, buffers, replacements, rectifier);
  }

  /** What a {@link Rectifiable} layer applies to its output; most often none. */
  LeakyRectifier rectifier() {
    return rectifier;
  }

  /** The shape of one input example. */
  public Shape inputShape() {
    return inputShape;
  }

  /** The number of examples of every batch. */
  public int batch() {
    return batch;
  }

  /** The type of every array. */
  public DataType dataType() {
    return network.dataType();
  }

  /** Whether the pass can run backward. */
  public boolean differentiable() {
    return gradients != null;
  }

  /** The layer's parameter of that name, as a view in the order of {@link NamedTensors}. */
  public INDArray parameter(String name) {
    Replacement replacement = replacements.get(prefix + name);
    return replacement == null ? network.parameters().get(prefix + name) : replacement.parameter;
  }

  /**
   * Where the gradient of that parameter is added, in the same order; null for a pass that only
   * runs forward.
   */
  public INDArray gradient(String name) {
    if (!differentiable()) {
      return null;
    }
    Replacement replacement = replacements.get(prefix + name);
    return replacement == null ? gradients.get(prefix + name) : replacement.gradient;
  }

  /** The layer's statistic of that name, as a view. */
  public INDArray statistic(String name) {
    return network.statistics().get(prefix + name);
  }

  /** A new c-order array filled with zeros, freed with the pass. */
  public INDArray buffer(long... shape) {
    INDArray buffer = Nd4j.create(dataType(), shape);
    buffers.add(buffer);
    return buffer;
  }

  /** A new array of the shape of another, in the same order in memory, filled with zeros. */
  INDArray bufferLike(INDArray other) {
    INDArray buffer = buffer(other.length());
    return Nd4j.create(buffer.data(), other.shape(), other.stride(), 0, other.ordering());
  }

  /** A {@link #buffer} that only backward needs; null for a pass that only runs forward. */
  public INDArray backwardBuffer(long... shape) {
    return differentiable() ? buffer(shape) : null;
  }

  /** Frees every buffer that was made here or in a nested context. */
  void close() {
    buffers.forEach(INDArray::close);
    buffers.clear();
  }
}
