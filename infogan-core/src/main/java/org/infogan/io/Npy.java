package org.infogan.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One array in NumPy's .npy format 1.0, so that {@code numpy.load} and {@code numpy.save} can take
 * part.
 *
 * <p>Written are FLOAT and DOUBLE, little-endian and in c order whatever the array's own strides.
 * Read are little-endian {@code <f4}, {@code <f8} and {@code |u1}, in c or Fortran order, into
 * arrays of type FLOAT, DOUBLE and UINT8. An array has at most 32 axes and at least one value; one
 * without axes is a scalar.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">
 *     numpy.lib.format</a>
 */
public final class Npy {

  private Npy() {}

  /**
   * Writes an array to a stream, which stays open.
   *
   * @param out the stream to write to
   * @param array FLOAT or DOUBLE, of any shape, order and strides. Not modified.
   * @throws IOException if the stream cannot be written
   * @throws IllegalArgumentException if the array is empty or of another type
   */
  public static void write(OutputStream out, INDArray array) throws IOException {
    requireWritable(array);
    out.write(NpyHeader.encode(array.dataType(), array.shape()));
    TensorBytes.write(out, array);
  }

  /**
   * Writes an array to a file, which is replaced as a whole or not at all.
   *
   * @param file the file to create or replace; missing parent folders are created
   * @param array FLOAT or DOUBLE, of any shape, order and strides. Not modified.
   * @throws IOException if the file cannot be written; the message names it
   * @throws IllegalArgumentException if the array is empty or of another type
   */
  public static void write(Path file, INDArray array) throws IOException {
    requireWritable(array);
    AtomicFile.write(file, out -> write(out, array));
  }

  /**
   * Reads an array from a stream to its end. No more memory is taken than the stream has bytes for,
   * whatever the header claims.
   *
   * @param in the stream to read from; stays open
   * @param name the name of the source, for messages
   * @return a new array in c order
   * @throws IOException if the stream is not one .npy array of a type that is read, or holds fewer
   *     or more bytes than its header says
   */
  public static INDArray read(InputStream in, String name) throws IOException {
    NpyHeader header = NpyHeader.read(in, name);
    List<InputStream> pieces = new ArrayList<>();
    long found = 0;
    while (found < header.dataBytes()) {
      byte[] piece = in.readNBytes((int) Math.min(1 << 20, header.dataBytes() - found));
      if (piece.length == 0) {
        throw TensorBytes.truncated(name, header.dataBytes(), found);
      }
      pieces.add(new ByteArrayInputStream(piece));
      found += piece.length;
    }
    TensorBytes.requireEnd(in, name);
    return readNew(new SequenceInputStream(Collections.enumeration(pieces)), name, header);
  }

  /**
   * Reads an array from a file, whose size is compared with its header before any memory is taken.
   *
   * @param file a .npy file
   * @return a new array in c order
   * @throws IOException if the file cannot be read, is not one .npy array of a type that is read,
   *     or holds fewer or more bytes than its header says; the message names it
   */
  public static INDArray read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String name = file.toString();
      NpyHeader header = NpyHeader.read(in, name);
      long found = Files.size(file) - header.headerBytes();
      if (found != header.dataBytes()) {
        throw TensorBytes.truncated(name, header.dataBytes(), found);
      }
      return readNew(in, name, header);
    }
  }

  private static INDArray readNew(InputStream in, String name, NpyHeader header)
      throws IOException {
    long[] shape = header.shape();
    if (!header.fortranOrder()) {
      INDArray array = Nd4j.createUninitialized(header.dataType(), shape, 'c');
      TensorBytes.read(in, name, array);
      return array;
    }
    // Values in Fortran order are those of the array with its axes reversed, in c order.
    int rank = shape.length;
    long[] reversedShape = new long[rank];
    int[] reversal = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      reversedShape[axis] = shape[rank - 1 - axis];
      reversal[axis] = rank - 1 - axis;
    }
    INDArray reversed = Nd4j.createUninitialized(header.dataType(), reversedShape, 'c');
    TensorBytes.read(in, name, reversed);
    INDArray array = rank < 2 ? reversed : reversed.permute(reversal).dup('c');
    if (array != reversed) {
      TensorBytes.release(reversed);
    }
    return array;
  }

  private static void requireWritable(INDArray array) {
    if (array.isEmpty()) {
      throw new IllegalArgumentException(
          "npy: expected at least one value, found shape " + Arrays.toString(array.shape()));
    }
    if (array.dataType() != DataType.FLOAT && array.dataType() != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "npy: expected values of type FLOAT or DOUBLE, found " + array.dataType());
    }
  }
}
