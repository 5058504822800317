package org.infogan.latent;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param noise z
 * @param codes at least one, with different names
 */
public record LatentSpec(Noise noise, List<LatentCode> codes) {

  /** Q's output, of which a continuous code has two rows, must be countable too. */
  private static final int MAX_WIDTH = Integer.MAX_VALUE / 2;

  /** Copies the list and checks it. */
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
      width += code.rows();
    }
    if (width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          ("latent: expected at most " + MAX_WIDTH + " values of noise and codes, found ") + width);
    }
    codes = List.copyOf(codes);
  }

  /** Noise and codes. */
  public static LatentSpec of(Noise noise, LatentCode... codes) {
    return new LatentSpec(noise, codes == null ? null : Arrays.asList(codes));
  }

  /** L, the number of values in one latent vector. */
  @JsonIgnore
  public int width() {
    return noise.width() + codes.stream().mapToInt(LatentCode::rows).sum();
  }

  /** The number of values that Q gives for one image. */
  @JsonIgnore
  public int posteriorWidth() {
    return codes.stream().mapToInt(code -> code.likelihood().parameterRows()).sum();
  }

  /** The bound L_I over all codes. */
  @JsonIgnore
  public MutualInformationLowerBound bound() {
    return new MutualInformationLowerBound(codes.stream().map(LatentCode::term).toList());
  }

  /**
   * The code of that name.
   *
   * @throws IllegalArgumentException when there is none; the message lists the names
   */
  public LatentCode code(String name) {
    return codes.get(index(name));
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

  /** The position of the code of that name, from 0. */
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

  /** Where the code at position {@code index} starts in a latent vector. */
  public int offset(int index) {
    int row = noise.width();
    for (LatentCode code : codes.subList(0, index)) {
      row += code.rows();
    }
    return row;
  }

  /** Draws latent vectors from the prior. */
  public LatentVectors draw(int count, RandomGenerator random) {
    LatentVectors latents = new LatentVectors(this, count);
    for (int i = 0; i < count; i++) {
      latents.draw(i, random);
    }
    return latents;
  }
}
