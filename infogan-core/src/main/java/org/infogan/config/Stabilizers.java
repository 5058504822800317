package org.infogan.config;

import static org.infogan.config.ConfigChecks.require;

import java.util.List;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;

/**
 * What is known to keep an InfoGAN's training in balance; each of it is off by default. In the
 * builder and in JSON these fields stand beside the configuration's other ones.
 */
public final class Stabilizers {

  private final Schedule lambdaSchedule;
  private final Schedule learningRateSchedule;
  private final Schedule instanceNoise;
  private final Consistency consistency;
  private final double r1Gamma;
  private final Schedule contrastiveWeight;
  private final double generatorEmaDecay;
  private final double gradientClipNorm;
  private final int discriminatorUpdates;
  private final int generatorUpdates;

  Stabilizers(InfoGanConfig.Builder builder) {
    lambdaSchedule = builder.lambdaSchedule;
    learningRateSchedule = builder.learningRateSchedule;
    instanceNoise = builder.instanceNoise;
    consistency = new Consistency(builder.consistencyWeight, builder.jitter, builder.equivariances);
    r1Gamma = builder.r1Gamma;
    contrastiveWeight = builder.contrastiveWeight;
    generatorEmaDecay = builder.generatorEmaDecay;
    gradientClipNorm = builder.gradientClipNorm;
    discriminatorUpdates = builder.discriminatorUpdates;
    generatorUpdates = builder.generatorUpdates;
    requireNotNegative("lambdaSchedule", lambdaSchedule);
    requireNotNegative("learningRateSchedule", learningRateSchedule);
    requireNotNegative("instanceNoise", instanceNoise);
    requireNotNegative("contrastiveWeight", contrastiveWeight);
    require(r1Gamma >= 0 && r1Gamma < 1e6, "r1Gamma", "at least 0 and below 1e6", r1Gamma);
    require(
        generatorEmaDecay >= 0 && generatorEmaDecay < 1,
        "generatorEmaDecay",
        "a decay from 0 to below 1",
        generatorEmaDecay);
    require(
        gradientClipNorm >= 0 && Double.isFinite(gradientClipNorm),
        "gradientClipNorm",
        "at least 0",
        gradientClipNorm);
    require(discriminatorUpdates >= 1, "discriminatorUpdates", "at least 1", discriminatorUpdates);
    require(generatorUpdates >= 1, "generatorUpdates", "at least 1", generatorUpdates);
  }

  private static void requireNotNegative(String field, Schedule schedule) {
    require(schedule != null, field, "a schedule", "none");
    require(schedule.least() >= 0, field, "at least 0", schedule);
  }

  /**
   * Agreement of Q on a real image x and its jittered copy,
   *
   * <pre>−Σ over the categorical codes of E[Σₖ Q(k|x)·ln Q(k|jitter(x))]</pre>
   *
   * <p>added to the loss of D and Q with this weight; Q(k|x) is taken as a constant. It asks that a
   * category be something that a small distortion does not change, and needs no label (known from
   * IMSAT, <a href="https://arxiv.org/abs/1702.08720">Hu et al. 2017</a>, and Elastic-InfoGAN, <a
   * href="https://arxiv.org/abs/1910.01112">Ojha et al. 2020</a>).
   *
   * @param weight the weight of the cross-entropy; 0 for none
   * @param jitter how the copies are distorted
   * @param equivariances continuous codes that follow the distortion; none for an empty list
   */
  public record Consistency(double weight, Jitter jitter, List<Equivariance> equivariances) {

    /**
     * Checks the values.
     *
     * @param weight the weight of the cross-entropy; 0 for none
     * @param jitter how the copies are distorted
     * @param equivariances continuous codes that follow the distortion; none for an empty list
     * @throws IllegalArgumentException when one is missing or out of its range
     */
    public Consistency {
      require(
          weight >= 0 && weight < 1e6, "consistency.weight", "at least 0 and below 1e6", weight);
      require(jitter != null, "consistency.jitter", "strengths", "none");
      require(equivariances != null, "consistency.equivariances", "a list", "none");
      for (int i = 0; i < equivariances.size(); i++) {
        require(
            equivariances.get(i) != null,
            "consistency.equivariances[" + i + "]",
            "a code and a factor",
            "none");
      }
      equivariances = List.copyOf(equivariances);
    }

    /**
     * Whether jittered images are needed at all.
     *
     * @return false where neither a category is to agree nor a code to follow
     */
    public boolean wanted() {
      return weight > 0 || !equivariances.isEmpty();
    }
  }

  /**
   * A continuous code that follows a factor of the jitter,
   *
   * <pre>½·E[(μ(jitter(x)) − μ(x) − δ/unit)²]</pre>
   *
   * <p>on real images x, added to the loss of D and Q with this weight: μ is Q's posterior mean of
   * the code, and δ is what the jitter did along the factor. The gradient runs through both means,
   * μ(jitter(x)) and μ(x): were μ(x) a constant, a Q whose features the distortion weakens would be
   * driven to ever larger weights. The term makes the code a measure of the factor, up to the place
   * of its zero, and so names what a continuous code is to find. Nothing else in the objective
   * prefers one pair of axes over a turned one.
   *
   * <p>Codes that follow {@code RIGHT} and {@code DOWN} measure a place from the image's middle; μ
   * + δ/unit is then where the distortion carries the place that both codes give ({@link
   * Distortion#place}).
   *
   * @param code the name of a continuous code
   * @param factor the factor that the code follows
   * @param unit the change of the factor that changes the code by 1, not 0
   * @param weight the weight of the term, above 0
   */
  public record Equivariance(String code, Distortion.Factor factor, double unit, double weight) {

    /**
     * Checks the values.
     *
     * @param code the name of a continuous code
     * @param factor the factor that the code follows
     * @param unit the change of the factor that changes the code by 1, not 0
     * @param weight the weight of the term, above 0
     * @throws IllegalArgumentException when one is missing or out of its range
     */
    public Equivariance {
      require(code != null, "equivariance.code", "a code's name", "none");
      require(factor != null, "equivariance.factor", "a factor", "none");
      require(unit != 0 && Double.isFinite(unit), "equivariance.unit", "a number but 0", unit);
      require(weight > 0 && weight < 1e6, "equivariance.weight", "above 0 and below 1e6", weight);
    }
  }

  /**
   * The factor of every code's λ; a ramp from 0 to 1 lets images form before the codes bind to
   * them.
   *
   * @return values of at least 0
   */
  public Schedule lambdaSchedule() {
    return lambdaSchedule;
  }

  /**
   * The factor of every learning rate.
   *
   * @return values of at least 0
   */
  public Schedule learningRateSchedule() {
    return learningRateSchedule;
  }

  /**
   * The standard deviation of the Gaussian noise that is added to every image that D sees (<a
   * href="https://arxiv.org/abs/1610.04490">Sønderby et al. 2017</a>).
   *
   * @return values of at least 0, in units of the generator's values
   */
  public Schedule instanceNoise() {
    return instanceNoise;
  }

  /**
   * The agreement of Q on a real image and its jittered copy, and the codes that follow it.
   *
   * @return weight, jitter and equivariances
   */
  public Consistency consistency() {
    return consistency;
  }

  /**
   * γ of the R1 penalty γ/2·E‖∇ₓD(x)‖² on real images (<a
   * href="https://arxiv.org/abs/1801.04406">Mescheder et al. 2018</a>).
   *
   * @return at least 0; 0 for none
   */
  public double r1Gamma() {
    return r1Gamma;
  }

  /**
   * The weight w of the contrastive regulariser: of pairs of generated images that share the noise
   * and one of the K continuous codes, a network H of its own guesses which code it is,
   *
   * <pre>w·E[−ln H(i | G(z, c), G(z, c′))],   cᵢ = c′ᵢ,   i = 1 … K</pre>
   *
   * <p>and both H and G minimise its cross-entropy. So G is to make each code a change that is
   * distinct from those of the others. InfoGAN-CR turns it on in the last tenth of its training.
   *
   * @return values of at least 0; 0 for none
   * @see <a href="https://arxiv.org/abs/1906.06034">Lin et al. 2020, InfoGAN-CR</a>
   */
  public Schedule contrastiveWeight() {
    return contrastiveWeight;
  }

  /**
   * The decay of the moving average of G's parameters that models are given (<a
   * href="https://arxiv.org/abs/1806.04498">Yazıcı et al. 2019</a>).
   *
   * @return from 0 to below 1; 0 for none
   */
  public double generatorEmaDecay() {
    return generatorEmaDecay;
  }

  /**
   * The norm to which the gradient of D with Q, and of G, is scaled down.
   *
   * @return at least 0; 0 for none
   */
  public double gradientClipNorm() {
    return gradientClipNorm;
  }

  /**
   * Updates of D and Q per step, each on images of its own.
   *
   * @return at least 1
   */
  public int discriminatorUpdates() {
    return discriminatorUpdates;
  }

  /**
   * Updates of G per step.
   *
   * @return at least 1
   */
  public int generatorUpdates() {
    return generatorUpdates;
  }

  private List<Object> values() {
    return List.of(
        lambdaSchedule,
        learningRateSchedule,
        instanceNoise,
        consistency,
        r1Gamma,
        contrastiveWeight,
        generatorEmaDecay,
        gradientClipNorm,
        discriminatorUpdates,
        generatorUpdates);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stabilizers that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return "Stabilizers[lambdaSchedule="
        + lambdaSchedule
        + ", learningRateSchedule="
        + learningRateSchedule
        + ", instanceNoise="
        + instanceNoise
        + ", consistency="
        + consistency
        + ", r1Gamma="
        + r1Gamma
        + ", contrastiveWeight="
        + contrastiveWeight
        + ", generatorEmaDecay="
        + generatorEmaDecay
        + ", gradientClipNorm="
        + gradientClipNorm
        + ", discriminatorUpdates="
        + discriminatorUpdates
        + ", generatorUpdates="
        + generatorUpdates
        + "]";
  }
}
