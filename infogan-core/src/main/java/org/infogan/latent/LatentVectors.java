package org.infogan.latent;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Latent vectors to generate images from, as plain numbers that can be set code by code:
 *
 * <pre>{@code
 * LatentVectors latents = model.latents(10, 1).set("c1", 3).set(0, "c2", -1.5);
 * }</pre>
 *
 * <p>Not for use by two threads at once.
 */
public final class LatentVectors {

  private final LatentSpec spec;

  /** The vectors one by one: noise, then the codes. */
  private final float[][] vectors;

  /**
   * Vectors of zeros.
   *
   * @param spec the layout of each vector
   * @param count the number of vectors, at least 1
   * @throws IllegalArgumentException when {@code count} is below 1
   */
  public LatentVectors(LatentSpec spec, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("latents: expected a count of at least 1, found " + count);
    }
    this.spec = spec;
    vectors = new float[count][spec.width()];
  }

  /**
   * The layout of each vector.
   *
   * @return noise and codes
   */
  public LatentSpec spec() {
    return spec;
  }

  /**
   * The number of vectors.
   *
   * @return at least 1
   */
  public int count() {
    return vectors.length;
  }

  /** Draws vector {@code index} anew from the prior. */
  void draw(int index, RandomGenerator random) {
    for (int j = 0; j < spec.noise().width(); j++) {
      vectors[index][j] = (float) spec.noise().draw(random);
    }
    for (LatentCode code : spec.codes()) {
      set(index, code.name(), code.draw(random));
    }
  }

  /**
   * Sets one code of every vector.
   *
   * @param code the name of the code
   * @param value a category's index, or the number itself
   * @return this
   * @throws IllegalArgumentException when there is no such code or category, or the number is not
   *     finite
   */
  public LatentVectors set(String code, double value) {
    for (int i = 0; i < vectors.length; i++) {
      set(i, code, value);
    }
    return this;
  }

  /**
   * Sets one code of one vector.
   *
   * @param index the index of the vector
   * @param code the name of the code
   * @param value a category's index, or the number itself
   * @return this
   * @throws IllegalArgumentException when there is no such vector, code or category, or the number
   *     is not finite
   */
  public LatentVectors set(int index, String code, double value) {
    requireIndex(index);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "latent code " + code + ": expected a finite value, found " + value);
    }
    int position = spec.index(code);
    LatentCode latentCode = spec.codes().get(position);
    float[] point = new float[latentCode.width()];
    latentCode.write(value, point);
    System.arraycopy(point, 0, vectors[index], spec.offset(position), point.length);
    return this;
  }

  /**
   * One code of one vector, as {@link #set(int, String, double)} takes it.
   *
   * @param index the index of the vector
   * @param code the name of the code
   * @return a category's index, or the number itself
   * @throws IllegalArgumentException when there is no such vector or code
   */
  public double get(int index, String code) {
    requireIndex(index);
    int position = spec.index(code);
    int start = spec.offset(position);
    int end = start + spec.codes().get(position).width();
    return spec.codes().get(position).read(Arrays.copyOfRange(vectors[index], start, end));
  }

  /**
   * Makes a vector a copy of another one, noise included.
   *
   * @param index the index of the vector to overwrite
   * @param other vectors of the same layout, or these. Not modified.
   * @param source the index of the vector of {@code other} to copy
   * @return this
   * @throws IllegalArgumentException when there is no such vector
   */
  public LatentVectors copy(int index, LatentVectors other, int source) {
    requireIndex(index);
    other.requireIndex(source);
    System.arraycopy(other.vectors[source], 0, vectors[index], 0, spec.width());
    return this;
  }

  /**
   * a − b + c of three of these vectors, noise included, as in "man with glasses − man + woman".
   * Each code, and each noise value, is projected onto its prior ({@link
   * LatentCode#projectOntoPrior}): what is uniform is clamped, and of categories that differ in all
   * three, a's and c's are equally near, of which the first is taken.
   *
   * @param a the index of the first vector
   * @param b the index of the vector that is subtracted
   * @param c the index of the vector that is added
   * @return one vector
   * @throws IllegalArgumentException when there is no such vector
   */
  public LatentVectors arithmetic(int a, int b, int c) {
    requireIndex(a);
    requireIndex(b);
    requireIndex(c);
    double[] sum = new double[spec.width()];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = (double) vectors[a][j] - vectors[b][j] + vectors[c][j];
    }
    LatentVectors result = new LatentVectors(spec, 1);
    int start = spec.noise().width();
    for (int j = 0; j < start; j++) {
      result.vectors[0][j] = (float) spec.noise().projectOntoPrior(sum[j]);
    }
    for (LatentCode code : spec.codes()) {
      double[] point = Arrays.copyOfRange(sum, start, start + code.width());
      result.set(0, code.name(), code.projectOntoPrior(point));
      start += code.width();
    }
    return result;
  }

  /**
   * A walk along one code: for each of these vectors, one copy for each value. A second walk makes
   * a plane of two codes: {@code vary("c3", -1, 0, 1).vary("c2", -2, 0, 2)} has a row for each
   * value of c3 and a column for each value of c2.
   *
   * @param code the name of the code
   * @param values what the code is set to: categories, or numbers. Not modified.
   * @return new vectors, N·V of N vectors and V values: all copies of the first vector, then those
   *     of the next
   * @throws IllegalArgumentException when there is no value, or no such code or category, or a
   *     number is not finite
   */
  public LatentVectors vary(String code, double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "latent code " + code + ": expected at least one value, found none");
    }
    LatentVectors walk = new LatentVectors(spec, Math.multiplyExact(count(), values.length));
    for (int i = 0; i < walk.count(); i++) {
      walk.copy(i, this, i / values.length).set(i, code, values[i % values.length]);
    }
    return walk;
  }

  /**
   * The way from one of these vectors to another in equal steps t = 0, …, 1. Codes move along a
   * straight line, of categories their one-hot points, which G has been given only at the ends.
   * Noise from U(−1, 1) moves along a straight line too; noise from N(0, 1) along the great circle
   * between its two directions, since a straight line passes through the middle, where almost none
   * of the prior's vectors lie (White 2016, "Sampling Generative Networks").
   *
   * @param from the index of the vector to start from
   * @param to the index of the vector to arrive at
   * @param count the number of vectors, at least 2, both ends included
   * @return new vectors
   * @throws IllegalArgumentException when there is no such vector, or {@code count} is below 2
   */
  public LatentVectors interpolate(int from, int to, int count) {
    requireIndex(from);
    requireIndex(to);
    if (count < 2) {
      throw new IllegalArgumentException(
          "interpolation: expected at least 2 vectors, the two ends, found " + count);
    }
    LatentVectors path = new LatentVectors(spec, count);
    for (int i = 0; i < count; i++) {
      double t = (double) i / (count - 1);
      for (int j = spec.noise().width(); j < spec.width(); j++) {
        path.vectors[i][j] = (float) ((1 - t) * vectors[from][j] + t * vectors[to][j]);
      }
      spec.noise().interpolate(vectors[from], vectors[to], t, path.vectors[i]);
    }
    return path;
  }

  /**
   * Copies one vector: noise, then the codes.
   *
   * @param index the index of the vector
   * @param vector at least L values. Modified.
   */
  public void read(int index, float[] vector) {
    System.arraycopy(vectors[index], 0, vector, 0, spec.width());
  }

  private void requireIndex(int index) {
    if (index < 0 || index >= vectors.length) {
      throw new IllegalArgumentException(
          "latents: expected a vector from 0 to " + (vectors.length - 1) + ", found " + index);
    }
  }
}
