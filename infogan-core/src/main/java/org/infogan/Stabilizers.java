package org.infogan;

import java.util.List;
import org.infogan.data.Distortion;
import org.infogan.data.Jitter;

/**
 * What is known to keep an InfoGAN's training in balance, each of it off unless the configuration's
 * builder is told. {@code docs/results.md} tells what each one brought on MNIST.
 *
 * @param lambdaSchedule factor of every code's λ; a ramp from 0 to 1 lets images form before the
 *     codes bind to them
 * @param learningRateSchedule factor of every learning rate
 * @param instanceNoise standard deviation of the Gaussian noise that is added to every image that D
 *     sees, in units of the generator's values (<a href="https://arxiv.org/abs/1610.04490">Sønderby
 *     et al. 2017</a>)
 * @param consistency agreement of Q on a real image and its jittered copy
 * @param r1Gamma γ of the R1 penalty γ/2·E‖∇ₓD(x)‖² on real images (<a
 *     href="https://arxiv.org/abs/1801.04406">Mescheder et al. 2018</a>); 0 for none
 * @param generatorEmaDecay decay of the moving average of G's parameters that models are given (<a
 *     href="https://arxiv.org/abs/1806.04498">Yazıcı et al. 2019</a>); 0 for none
 * @param gradientClipNorm the norm to which the gradient of D with Q, and of G, is scaled down; 0
 *     for none
 * @param discriminatorUpdates of D and Q per step, each on images of its own
 * @param generatorUpdates of G per step
 */
public record Stabilizers(
    Schedule lambdaSchedule,
    Schedule learningRateSchedule,
    Schedule instanceNoise,
    Consistency consistency,
    double r1Gamma,
    double generatorEmaDecay,
    double gradientClipNorm,
    int discriminatorUpdates,
    int generatorUpdates) {

  /**
   * −Σ over the categorical codes of E[Σₖ Q(k|x)·ln Q(k|jitter(x))] on real images x, added to the
   * loss of D and Q with this weight; Q(k|x) is taken as a constant. It asks that a category be
   * something that a small distortion does not change, and needs no label (known from IMSAT, <a
   * href="https://arxiv.org/abs/1702.08720">Hu et al. 2017</a>, and Elastic-InfoGAN, <a
   * href="https://arxiv.org/abs/1910.01112">Ojha et al. 2020</a>).
   *
   * @param weight 0 for none
   * @param jitter the distortion
   * @param equivariances continuous codes that follow the distortion; none for an empty list
   */
  public record Consistency(double weight, Jitter jitter, List<Equivariance> equivariances) {

    /** Checks the values. */
    public Consistency {
      require(weight >= 0 && weight < 1e6, "consistency.weight", "at least 0", weight);
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

    /** Whether jittered images are needed at all. */
    boolean wanted() {
      return weight > 0 || !equivariances.isEmpty();
    }
  }

  /**
   * ½·E[(μ(jitter(x)) − μ(x) − δ/unit)²] on real images x, added to the loss of D and Q with this
   * weight: μ is Q's posterior mean of the code, μ(x) is taken as a constant, and δ is what the
   * jitter did along the factor. It makes the code a measure of the factor, up to the place of its
   * zero, and so names what a continuous code is to find. Nothing else in the objective prefers one
   * pair of axes over a turned one.
   *
   * @param code a continuous code's name
   * @param factor what the code follows
   * @param unit the change of the factor that changes the code by 1
   * @param weight above 0
   */
  public record Equivariance(String code, Distortion.Factor factor, double unit, double weight) {

    /** Checks the values. */
    public Equivariance {
      require(code != null, "equivariance.code", "a code's name", "none");
      require(factor != null, "equivariance.factor", "a factor", "none");
      require(unit != 0 && Double.isFinite(unit), "equivariance.unit", "a number but 0", unit);
      require(weight > 0 && weight < 1e6, "equivariance.weight", "above 0", weight);
    }
  }

  /** Checks the values. */
  public Stabilizers {
    require(lambdaSchedule != null, "lambdaSchedule", "a schedule", "none");
    require(learningRateSchedule != null, "learningRateSchedule", "a schedule", "none");
    require(instanceNoise != null, "instanceNoise", "a schedule", "none");
    require(consistency != null, "consistency", "a weight and a jitter", "none");
    require(lambdaSchedule.least() >= 0, "lambdaSchedule", "at least 0", lambdaSchedule);
    require(
        learningRateSchedule.least() >= 0,
        "learningRateSchedule",
        "at least 0",
        learningRateSchedule);
    require(instanceNoise.least() >= 0, "instanceNoise", "at least 0", instanceNoise);
    require(r1Gamma >= 0 && r1Gamma < 1e6, "r1Gamma", "at least 0", r1Gamma);
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

  private static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "stabilizers: " + field + ": expected " + expected + ", found " + found);
    }
  }
}
