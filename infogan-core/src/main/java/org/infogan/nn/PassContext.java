package org.infogan.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infogan.backend.LastingArrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a layer makes its {@link Pass} from: the input's shape, the batch size, views of its own
 * tensors, and buffers. Every buffer of a network's pass is made here and freed by one call.
 */
public final class PassContext implements AutoCloseable {

  private final Shape inputShape;
  private final int batch;
  private final String prefix;
  private final Network network;
  private final @Nullable NamedTensors gradients;
  private final List<INDArray> buffers;

  /** By their numbers, from 0. */
  private final List<SharedBuffer> sharedBuffers;

  /** The arrays in place of parameters, by the parameters' full names. */
  private final Map<String, Replacement> replacements;

  private record Replacement(INDArray parameter, @Nullable INDArray gradient) {}

  /**
   * The context of a whole network.
   *
   * @param network the network whose tensors the layers use
   * @param batch the number of examples of every batch
   * @param gradients where gradients of parameters are added, or null for a pass that only runs
   *     forward
   */
  public PassContext(Network network, int batch, @Nullable NamedTensors gradients) {
    this(
        network.inputShape(),
        batch,
        "",
        network,
        gradients,
        new ArrayList<>(),
        new ArrayList<>(),
        Map.of());
  }

  private PassContext(
      Shape inputShape,
      int batch,
      String prefix,
      Network network,
      @Nullable NamedTensors gradients,
      List<INDArray> buffers,
      List<SharedBuffer> sharedBuffers,
      Map<String, Replacement> replacements) {
    this.inputShape = inputShape;
    this.batch = batch;
    this.prefix = prefix;
    this.network = network;
    this.gradients = gradients;
    this.buffers = buffers;
    this.sharedBuffers = sharedBuffers;
    this.replacements = replacements;
  }

  /**
   * The context of a layer inside this one, for layers that are built from others.
   *
   * @param name the name that is put, with a dot, before the names of the inner layer's tensors
   * @param input the inner layer's input shape
   * @return a context that shares this one's batch, tensors and buffers
   */
  public PassContext nested(String name, Shape input) {
    return new PassContext(
        input,
        batch,
        prefix + name + ".",
        network,
        gradients,
        buffers,
        sharedBuffers,
        replacements);
  }

  /**
   * This context with another array in place of one parameter, for layers that run another layer
   * with a function of its parameter.
   *
   * @param name the name of the parameter
   * @param parameter what {@link #parameter} gives from now on
   * @param gradient what {@link #gradient} gives from now on; null for a pass that only runs
   *     forward
   * @return a context that shares all else with this one
   */
  public PassContext replacing(String name, INDArray parameter, @Nullable INDArray gradient) {
    Map<String, Replacement> extended = new HashMap<>(replacements);
    extended.put(prefix + name, new Replacement(parameter, gradient));
    return new PassContext(
        inputShape, batch, prefix, network, gradients, buffers, sharedBuffers, extended);
  }

  /**
   * The shape of one input example.
   *
   * @return the shape, without the batch
   */
  public Shape inputShape() {
    return inputShape;
  }

  /**
   * The number of examples of every batch.
   *
   * @return B
   */
  public int batch() {
    return batch;
  }

  /**
   * The type of every array.
   *
   * @return FLOAT or DOUBLE
   */
  public DataType dataType() {
    return network.dataType();
  }

  /**
   * Whether the pass can run backward.
   *
   * @return false for a pass that only runs forward
   */
  public boolean differentiable() {
    return gradients != null;
  }

  /**
   * One of the layer's parameters.
   *
   * @param name the parameter's name within the layer
   * @return a view, in the order in memory of {@link NamedTensors}
   * @throws IllegalArgumentException when there is no parameter of that name
   */
  public INDArray parameter(String name) {
    Replacement replacement = replacements.get(prefix + name);
    return replacement == null ? network.parameters().get(prefix + name) : replacement.parameter;
  }

  /**
   * Where the gradient of a parameter is added.
   *
   * @param name the parameter's name within the layer
   * @return a view, in the parameter's order in memory; null for a pass that only runs forward
   * @throws IllegalArgumentException when there is no parameter of that name
   */
  public @Nullable INDArray gradient(String name) {
    if (!differentiable()) {
      return null;
    }
    Replacement replacement = replacements.get(prefix + name);
    return replacement == null ? gradients.get(prefix + name) : replacement.gradient;
  }

  /**
   * One of the layer's statistics.
   *
   * @param name the statistic's name within the layer
   * @return a view
   * @throws IllegalArgumentException when there is no statistic of that name
   */
  public INDArray statistic(String name) {
    return network.statistics().get(prefix + name);
  }

  /**
   * Makes an array that is freed with the network's pass.
   *
   * @param shape the shape of the array
   * @return a new c-order array, filled with zeros
   */
  public INDArray buffer(long... shape) {
    INDArray buffer = LastingArrays.zeros(dataType(), shape);
    buffers.add(buffer);
    return buffer;
  }

  /**
   * Makes an array of the shape of another, in the same order in memory.
   *
   * @param other an array without gaps in memory. Not modified.
   * @return a new array, filled with zeros and freed with the network's pass
   */
  public INDArray bufferLike(INDArray other) {
    INDArray buffer = buffer(other.length());
    return Nd4j.create(buffer.data(), other.shape(), other.stride(), 0, other.ordering());
  }

  /**
   * Makes a {@link #buffer} that only backward needs.
   *
   * @param shape the shape of the array
   * @return a new c-order array, filled with zeros; null for a pass that only runs forward
   */
  public @Nullable INDArray backwardBuffer(long... shape) {
    return differentiable() ? buffer(shape) : null;
  }

  /**
   * Memory for values that a layer needs no longer when it returns, which all layers of the
   * network's pass share.
   *
   * @param number which of them, from 0: a layer that needs several at once takes several
   * @return the memory, freed with the network's pass
   */
  public SharedBuffer sharedBuffer(int number) {
    while (sharedBuffers.size() <= number) {
      sharedBuffers.add(new SharedBuffer(this::buffer));
    }
    return sharedBuffers.get(number);
  }

  /** Frees every buffer that was made here or in a nested context. */
  @Override
  public void close() {
    buffers.forEach(INDArray::close);
    buffers.clear();
  }
}
