package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Latent vectors to generate images from, as plain numbers that can be set code by code. Not for
 * use by two threads at once.
 */
public final class LatentVectors {

  private final LatentSpec spec;
  private final float[][] rows;

  /**
   * Vectors of zeros.
   *
   * @param spec their layout
   * @param count how many, at least 1
   */
  public LatentVectors(LatentSpec spec, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("latents: expected a count of at least 1, found " + count);
    }
    this.spec = spec;
    rows = new float[count][spec.width()];
  }

  /** The layout of each vector. */
  public LatentSpec spec() {
    return spec;
  }

  /** The number of vectors. */
  public int count() {
    return rows.length;
  }

  /** Draws vector {@code index} anew from the prior. */
  void draw(int index, RandomGenerator random) {
    for (int j = 0; j < spec.noise().width(); j++) {
      rows[index][j] = (float) spec.noise().draw(random);
    }
    for (LatentCode code : spec.codes()) {
      set(index, code.name(), code.draw(random));
    }
  }

  /**
   * Sets one code of every vector.
   *
   * @param code its name
   * @param value a category's index, or the number itself
   * @return this
   */
  public LatentVectors set(String code, double value) {
    for (int i = 0; i < rows.length; i++) {
      set(i, code, value);
    }
    return this;
  }

  /**
   * Sets one code of one vector.
   *
   * @param index of the vector
   * @param code its name
   * @param value a category's index, or the number itself
   * @return this
   */
  public LatentVectors set(int index, String code, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "latent code " + code + ": expected a finite value, found " + value);
    }
    int position = spec.index(code);
    LatentCode latentCode = spec.codes().get(position);
    float[] values = new float[latentCode.rows()];
    latentCode.write(value, values);
    System.arraycopy(values, 0, rows[index], spec.offset(position), values.length);
    return this;
  }

  /**
   * One code of one vector, as {@link #set(int, String, double)} takes it.
   *
   * @param index of the vector
   * @param code its name
   * @return a category's index, or the number itself
   */
  public double get(int index, String code) {
    int position = spec.index(code);
    int first = spec.offset(position);
    int last = first + spec.codes().get(position).rows();
    return spec.codes().get(position).read(Arrays.copyOfRange(rows[index], first, last));
  }

  /** Makes vector {@code index} a copy of vector {@code source} of {@code other}. */
  public LatentVectors copy(int index, LatentVectors other, int source) {
    System.arraycopy(other.rows[source], 0, rows[index], 0, spec.width());
    return this;
  }

  /**
   * a − b + c of three of these vectors, noise included, as in "man with glasses − man + woman".
   * Each code, and each noise value, becomes the nearest that its prior has ({@link
   * LatentCode#nearest}): what is uniform is clamped, and of categories that differ in all three,
   * a's and c's are equally near, of which the first is taken.
   *
   * @param a index of a vector
   * @param b index of a vector
   * @param c index of a vector
   * @return one vector
   * @throws IllegalArgumentException when there is no such vector
   */
  public LatentVectors arithmetic(int a, int b, int c) {
    for (int index : new int[] {a, b, c}) {
      if (index < 0 || index >= rows.length) {
        throw new IllegalArgumentException(
            "latents: expected a vector from 0 to " + (rows.length - 1) + ", found " + index);
      }
    }
    double[] sum = new double[spec.width()];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = (double) rows[a][j] - rows[b][j] + rows[c][j];
    }
    LatentVectors result = new LatentVectors(spec, 1);
    int start = spec.noise().width();
    for (int j = 0; j < start; j++) {
      result.rows[0][j] = (float) spec.noise().nearest(sum[j]);
    }
    for (LatentCode code : spec.codes()) {
      double[] point = Arrays.copyOfRange(sum, start, start + code.rows());
      result.set(0, code.name(), code.nearest(point));
      start += code.rows();
    }
    return result;
  }

  /**
   * Copies one vector: noise, then the codes.
   *
   * @param index of the vector
   * @param vector at least L values. Modified.
   */
  public void read(int index, float[] vector) {
    System.arraycopy(rows[index], 0, vector, 0, spec.width());
  }
}
