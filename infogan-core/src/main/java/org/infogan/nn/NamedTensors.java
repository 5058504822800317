package org.infogan.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.backend.NativeRuntime;
import org.infogan.backend.RowOps;
import org.infogan.backend.Views;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tensors by name, stored one after the other in a single flat vector, so that an optimiser, an
 * average or a comparison is one operation over the whole network. A tensor of four axes [F, C, K,
 * K], a convolution's weight, lies there as [F, K, K, C]; any other in c-order.
 */
public final class NamedTensors implements AutoCloseable {

  /** One vector for all, or null where there is no tensor: ND4J has no closeable empty array. */
  private final INDArray flat;

  private final DataType dataType;
  private final Map<String, Shape> shapes;
  private final Map<String, INDArray> views = new LinkedHashMap<>();

  /**
   * Allocates the tensors, filled with zeros.
   *
   * @param dataType the type of every element
   * @param shapes the tensors' names and shapes, in the order in which they are stored. Not
   *     modified.
   */
  public NamedTensors(DataType dataType, Map<String, Shape> shapes) {
    NativeRuntime.prepare();
    this.dataType = dataType;
    this.shapes = Collections.unmodifiableMap(new LinkedHashMap<>(shapes));
    long length = shapes.values().stream().mapToLong(Shape::size).sum();
    flat = length == 0 ? null : Nd4j.create(dataType, length);
    long start = 0;
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      Shape shape = entry.getValue();
      views.put(entry.getKey(), view(start, shape));
      start += shape.size();
    }
  }

  /** Four axes are stored so that the channels of a kernel's tap lie next to each other. */
  private INDArray view(long start, Shape shape) {
    if (shape.rank() != 4) {
      return Views.slice(flat, start, shape.toArray());
    }
    return Views.slice(flat, start, shape.get(0), shape.get(2), shape.get(3), shape.get(1))
        .permute(0, 3, 1, 2);
  }

  /**
   * The number of values in all tensors together.
   *
   * @return the number; 0 when there is no tensor
   */
  public long length() {
    return flat == null ? 0 : flat.length();
  }

  /**
   * The type of every element.
   *
   * @return FLOAT or DOUBLE
   */
  public DataType dataType() {
    return dataType;
  }

  /**
   * The names and shapes of the tensors.
   *
   * @return the shapes by name, in storage order
   */
  public Map<String, Shape> shapes() {
    return shapes;
  }

  /**
   * All values as one vector, in storage order.
   *
   * @return the vector; writing to it changes the tensors
   * @throws IllegalStateException when there is no tensor
   */
  public INDArray flat() {
    if (flat == null) {
      throw new IllegalStateException("named tensors: expected at least one tensor, found none");
    }
    return flat;
  }

  /**
   * One tensor.
   *
   * @param name the tensor's name
   * @return a view; writing to it changes this object
   * @throws IllegalArgumentException when there is no tensor of that name
   */
  public INDArray get(String name) {
    INDArray view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException(
          "tensor " + name + ": expected one of " + shapes.keySet() + ", found no such name");
    }
    return view;
  }

  /**
   * All tensors.
   *
   * @return views by name, in storage order; writing to a view changes this object
   */
  public Map<String, INDArray> asMap() {
    return Collections.unmodifiableMap(views);
  }

  /**
   * Allocates tensors of the same names and shapes, filled with zeros.
   *
   * @return the new tensors; the caller closes them
   */
  public NamedTensors zerosLike() {
    return new NamedTensors(dataType, shapes);
  }

  /**
   * Allocates tensors of the same names, shapes and values.
   *
   * @return the new tensors; the caller closes them
   */
  public NamedTensors copy() {
    NamedTensors copy = zerosLike();
    copy.assign(this);
    return copy;
  }

  /**
   * The square of the Euclidean norm of all values together.
   *
   * @return Σ θ²
   */
  public double squaredNorm() {
    return flat == null ? 0 : RowOps.squaredNorm(flat);
  }

  /**
   * Moves every value towards another's: this ← (1 − share)·this + share·target.
   *
   * @param target tensors of the same names and shapes. Not modified.
   * @param share the weight of the target, from 0 to 1
   */
  public void moveTowards(NamedTensors target, double share) {
    requireShapes(target);
    if (flat != null) {
      flat.muli(1 - share);
      Nd4j.getBlasWrapper().level1().axpy(flat.length(), share, target.flat, flat);
    }
  }

  /**
   * Copies all values.
   *
   * @param source tensors of the same names and shapes. Not modified.
   */
  public void assign(NamedTensors source) {
    requireShapes(source);
    if (flat != null) {
      flat.assign(source.flat);
    }
  }

  private void requireShapes(NamedTensors other) {
    if (!other.shapes.equals(shapes)) {
      throw new IllegalArgumentException(
          "named tensors: expected " + shapes + ", found " + other.shapes);
    }
  }

  @Override
  public void close() {
    if (flat != null) {
      flat.close();
    }
  }
}
