package org.infogan.latent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.infogan.losses.MutualInformationLowerBound;

/**
 * The generator's whole input (z, c₁, c₂, …): noise first, then the codes in their order. P(z, c)
 * is the product of the priors.
 *
 * @param noise the noise z
 * @param codes the codes, at least one, with different names
 */
public record LatentSpec(Noise noise, List<LatentCode> codes) {

  /** Q's output, of which a continuous code has two rows, must be countable too. */
  private static final int MAX_WIDTH = Integer.MAX_VALUE / 2;

  /**
   * Copies the list and checks it.
   *
   * @param noise the noise z
   * @param codes the codes, at least one, with different names
   * @throws IllegalArgumentException when something is missing, two codes share a name, or the
   *     vectors are too long
   */
  public LatentSpec {
    if (noise == null) {
      throw new IllegalArgumentException("noise: expected a width and a distribution, found none");
    }
    if (codes == null || codes.isEmpty()) {
      throw new IllegalArgumentException("latent codes: expected at least one, found none");
    }
    Set<String> names = new HashSet<>();
    long width = noise.width();
    for (int i = 0; i < codes.size(); i++) {
      LatentCode code = codes.get(i);
      if (code == null) {
        throw new IllegalArgumentException("latent codes[" + i + "]: expected a code, found none");
      }
      if (!names.add(code.name())) {
        throw new IllegalArgumentException(
            "latent codes: expected different names, found \"" + code.name() + "\" twice");
      }
      width += code.width();
    }
    if (width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          ("latent: expected at most " + MAX_WIDTH + " values of noise and codes, found ") + width);
    }
    codes = List.copyOf(codes);
  }

  /**
   * Noise and codes.
   *
   * @param noise the noise z
   * @param codes the codes, at least one, with different names. Not modified.
   * @return the whole input
   * @throws IllegalArgumentException as the constructor does
   */
  public static LatentSpec of(Noise noise, LatentCode... codes) {
    return new LatentSpec(noise, codes == null ? null : Arrays.asList(codes));
  }

  /**
   * L, the number of values in one latent vector.
   *
   * @return the widths of noise and codes together
   */
  public int width() {
    return noise.width() + codes.stream().mapToInt(LatentCode::width).sum();
  }

  /**
   * The number of values that Q gives for one image.
   *
   * @return the parameters of all posteriors together
   */
  public int posteriorWidth() {
    return codes.stream().mapToInt(code -> code.likelihood().parameterRows()).sum();
  }

  /**
   * The bound L_I over all codes.
   *
   * @return the bound, one term per code
   */
  public MutualInformationLowerBound bound() {
    return new MutualInformationLowerBound(codes.stream().map(LatentCode::term).toList());
  }

  /**
   * A code by its name.
   *
   * @param name the name of the code
   * @return the code
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public LatentCode code(String name) {
    return codes.get(index(name));
  }

  /**
   * The same layout with another code in the place of one.
   *
   * @param code has the name of the code that it replaces
   * @return noise and codes that differ in this code only
   * @throws IllegalArgumentException when there is no code of that name
   */
  public LatentSpec with(LatentCode code) {
    List<LatentCode> changed = new ArrayList<>(codes);
    changed.set(index(code.name()), code);
    return new LatentSpec(noise, changed);
  }

  /**
   * The first categorical code, whose categories stand for classes where a single code does.
   *
   * @return the code, or nothing when all codes are of other kinds
   */
  public Optional<CategoricalCode> firstCategorical() {
    return codes.stream()
        .filter(CategoricalCode.class::isInstance)
        .map(CategoricalCode.class::cast)
        .findFirst();
  }

  /**
   * The position of a code.
   *
   * @param name the name of the code
   * @return the position among the codes, counted from 0
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public int index(String name) {
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i).name().equals(name)) {
        return i;
      }
    }
    String names = codes.stream().map(LatentCode::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "latent code: expected one of " + names + ", found \"" + name + "\"");
  }

  /**
   * Where a code starts in a latent vector.
   *
   * @param index the position of the code, from 0; the number of codes gives the end of the vector
   * @return the index of its first value
   */
  public int offset(int index) {
    int offset = noise.width();
    for (LatentCode code : codes.subList(0, index)) {
      offset += code.width();
    }
    return offset;
  }

  /**
   * Draws latent vectors from the prior.
   *
   * @param count the number of vectors, at least 1
   * @param random the source of randomness
   * @return new vectors
   */
  public LatentVectors draw(int count, RandomGenerator random) {
    LatentVectors latents = new LatentVectors(this, count);
    for (int i = 0; i < count; i++) {
      latents.draw(i, random);
    }
    return latents;
  }
}
