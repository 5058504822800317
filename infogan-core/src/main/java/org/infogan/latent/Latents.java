package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Latent vectors to generate images from, as plain numbers that can be set code by code. Not for
 * use by two threads at once.
 */
public final class Latents {

  private final LatentSpec spec;
  private final float[][] rows;

  /**
   * Vectors of zeros.
   *
   * @param spec their layout
   * @param count how many, at least 1
   */
  public Latents(LatentSpec spec, int count) {
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
  public Latents set(String code, double value) {
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
  public Latents set(int index, String code, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "latent code " + code + ": expected a finite value, found " + value);
    }
    int position = spec.index(code);
    LatentCode latentCode = spec.codes().get(position);
    float[] values = new float[latentCode.rows()];
    latentCode.write(value, values);
    System.arraycopy(values, 0, rows[index], spec.firstRow(position), values.length);
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
    int first = spec.firstRow(position);
    int last = first + spec.codes().get(position).rows();
    return spec.codes().get(position).read(Arrays.copyOfRange(rows[index], first, last));
  }

  /** Makes vector {@code index} a copy of vector {@code source} of {@code other}. */
  public Latents copy(int index, Latents other, int source) {
    System.arraycopy(other.rows[source], 0, rows[index], 0, spec.width());
    return this;
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
