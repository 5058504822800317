package org.infogan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Stabilizers.Equivariance;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Distortion.Factor;
import org.infogan.internal.Internal;
import org.infogan.latent.LatentCode;

/**
 * Q's posterior mean of a code that is to follow a factor ({@link Equivariance}): what it is to be
 * on a distorted image, given the means on the image itself. It is an affine function of these,
 *
 * <pre>t = a + Σᵣ bᵣ·μᵣ,</pre>
 *
 * <p>for most factors μ + δ/unit. Codes that follow {@code RIGHT} and {@code DOWN} measure a place
 * (x, y) = (unit₁·μ₁, unit₂·μ₂); t·unit is then x or y of where the distortion carries it, since a
 * turned or enlarged copy shows a thing elsewhere by an amount that depends on where it was. A
 * coordinate that no code follows is taken as 0, the image's middle.
 */
@Internal
public final class EquivariantMean {

  /**
   * The mean that is wanted on one distorted image.
   *
   * @param constant a
   * @param terms one for each of the image's means that it depends on
   */
  public record Target(double constant, List<Term> terms) {

    /**
     * The target's value.
     *
     * @param means gives Q's output on the image by its row
     * @return t
     */
    public double of(IntToDoubleFunction means) {
      double sum = constant;
      for (Term term : terms) {
        sum += term.factor() * means.applyAsDouble(term.row());
      }
      return sum;
    }
  }

  /**
   * A term b·μ of a target.
   *
   * @param row the mean's row in Q's output
   * @param factor b
   */
  public record Term(int row, double factor) {}

  /** A code that measures a place along the axis (x, y), by its row and the pixels of 1. */
  private record Coordinate(int row, double unit, int x, int y) {}

  private final Equivariance configured;
  private final int row;
  private final List<Coordinate> coordinates = new ArrayList<>();
  private final ImageShape image;

  private EquivariantMean(InfoGanConfig config, Equivariance configured) {
    this.configured = configured;
    row = row(config, configured.code());
    coordinate(config, Factor.RIGHT)
        .ifPresent(e -> coordinates.add(new Coordinate(row(config, e.code()), e.unit(), 1, 0)));
    coordinate(config, Factor.DOWN)
        .ifPresent(e -> coordinates.add(new Coordinate(row(config, e.code()), e.unit(), 0, 1)));
    image = config.image();
  }

  /**
   * The means of all codes that are to follow a factor.
   *
   * @param config a valid configuration
   * @return one for each equivariance, in their order
   */
  public static List<EquivariantMean> of(InfoGanConfig config) {
    return config.stabilizers().consistency().equivariances().stream()
        .map(configured -> new EquivariantMean(config, configured))
        .toList();
  }

  private static int row(InfoGanConfig config, String name) {
    int row = 0;
    for (LatentCode code : config.latent().codes()) {
      if (code.name().equals(name)) {
        break;
      }
      row += code.likelihood().parameterRows();
    }
    return row;
  }

  private static Optional<Equivariance> coordinate(InfoGanConfig config, Factor factor) {
    return config.stabilizers().consistency().equivariances().stream()
        .filter(equivariance -> equivariance.factor() == factor)
        .findFirst();
  }

  /**
   * The name of the code.
   *
   * @return that of the configuration
   */
  public String code() {
    return configured.code();
  }

  /**
   * The mean's row in Q's output.
   *
   * @return from 0
   */
  public int row() {
    return row;
  }

  /**
   * The weight of a loss in which the mean is held to its target.
   *
   * @return above 0
   */
  public double weight() {
    return configured.weight();
  }

  /**
   * The mean that is wanted on a distorted image.
   *
   * @param distortion what was done to the image
   * @return a function of Q's output on the image
   */
  public Target onCopy(Distortion distortion) {
    return switch (configured.factor()) {
      case RIGHT -> place(distortion, 0);
      case DOWN -> place(distortion, 1);
      default ->
          new Target(
              distortion.amount(configured.factor(), image) / configured.unit(),
              List.of(new Term(row, 1)));
    };
  }

  private Target place(Distortion distortion, int axis) {
    double middle = distortion.place(0, 0, image)[axis];
    List<Term> terms = new ArrayList<>();
    for (Coordinate along : coordinates) {
      double perPixel = distortion.place(along.x(), along.y(), image)[axis] - middle;
      terms.add(new Term(along.row(), perPixel * along.unit() / configured.unit()));
    }
    return new Target(middle / configured.unit(), terms);
  }
}
