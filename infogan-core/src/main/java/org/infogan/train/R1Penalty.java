package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.INPUT;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The R1 penalty R(θ) = γ/2·E‖∇ₓD(x; θ)‖² on real images as D sees them, that is, with instance
 * noise of a draw of its own. D(x) is the logit, ∇ₓ the gradient with respect to all pixels in the
 * networks' value range.
 *
 * <p>The value is exact for the batch. Its gradient is estimated by a central difference, which
 * needs no second derivative by hand: with v = ∇ₓD(x), held fixed,
 *
 * <pre>∂R/∂θ = γ·E[∂/∂θ (v·∇ₓD(x))] = γ·E[∂D(x + εv)/∂θ − ∂D(x − εv)/∂θ]/(2ε) + O(ε²)</pre>
 *
 * <p>three forward and backward passes in all. ε is such that the images move by {@link #DISTANCE}
 * in the root mean square.
 *
 * <p>What this estimate is: without kinks in D it is off by the square of the distance, 4 % for a
 * small network of tanh and batch norm. With (leaky) rectifiers it also contains the kinks that lie
 * between x − εv and x + εv. They belong to the derivative of the expectation, since a kink that
 * moves with θ passes over images; automatic differentiation, which takes a rectifier's second
 * derivative as 0 everywhere, leaves them out. The two differ by about two to three times the
 * latter's norm, most of it noise that a larger distance would lower. γ is therefore best found by
 * trial, beginning with the paper's 10, and not taken over from a program that differentiates
 * twice.
 *
 * <p>With batch norm D(x) depends on the whole batch; ∇ₓ is then that of the sum of the batch's
 * logits.
 *
 * @see <a href="https://arxiv.org/abs/1801.04406">Mescheder et al. 2018, equation 9</a>
 */
public final class R1Penalty implements DiscriminatorTerm {

  /** Small against a pixel's range, large against the rounding of a float. */
  private static final double DISTANCE = 1e-2;

  /** Dropout's masks are drawn, the running statistics left alone: these are not new images. */
  private static final Mode MODE = new Mode(true, true, Mode.StatisticsUpdate.NONE, 0);

  private final double distance;
  private final double gamma;
  private final long seed;
  private final Pass trunk;
  private final Pass head;
  private final INDArray slope;
  private final INDArray moved;
  private final INDArray dlogits;

  /**
   * A penalty on D's output.
   *
   * @param config gives γ, the seed and the images' shape
   * @param trunk the trunk, which learns from the penalty
   * @param head the head, which learns from the penalty
   * @param distance how far the images are moved, in the root mean square
   */
  public R1Penalty(
      InfoGanConfig config, TrainableNetwork trunk, TrainableNetwork head, double distance) {
    this.distance = distance;
    gamma = config.stabilizers().r1Gamma();
    seed = config.seed();
    this.trunk = trunk.newPass();
    this.head = head.newPass();
    var type = trunk.network().dataType();
    long[] images = config.image().toShape().withBatch(config.batch());
    slope = Nd4j.create(type, images);
    moved = Nd4j.create(type, images);
    dlogits = Nd4j.create(type, 1, config.batch());
  }

  /**
   * The penalty where the configuration gives it a weight γ.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @return the penalty, which the caller closes, or none
   */
  static Optional<DiscriminatorTerm> configured(InfoGanConfig config, TrainableNetworks networks) {
    return config.stabilizers().r1Gamma() > 0
        ? Optional.of(new R1Penalty(config, networks.trunk(), networks.head(), DISTANCE))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.of("r1");
  }

  @Override
  public List<TrainableNetwork> learners() {
    return List.of();
  }

  @Override
  public double[] addGradient(StepContext step, RealPass real) {
    INDArray images = step.noise().addTo(real.batch().images());
    double value =
        addGradient(images, () -> RandomStreams.at(seed, real.update(), Purpose.GRADIENT_PENALTY));
    return new double[] {value};
  }

  /**
   * Adds the penalty's gradient to those of trunk and head.
   *
   * @param images [C, H, W, B]. Not modified.
   * @param masks gives the source of dropout's masks, the same in each of the three passes
   * @return R
   */
  public double addGradient(INDArray images, Supplier<RandomGenerator> masks) {
    long batch = dlogits.length();
    slope.assign(backward(images, 1, INPUT, masks.get()));
    double squares = Math.pow(slope.norm2Number().doubleValue(), 2);
    if (squares == 0) {
      return 0;
    }
    double epsilon = distance / Math.sqrt(squares / slope.length());
    double weight = gamma / (2 * epsilon * batch);
    slope.mul(epsilon, moved).addi(images);
    backward(moved, weight, PARAMETERS, masks.get());
    slope.mul(-epsilon, moved).addi(images);
    backward(moved, -weight, PARAMETERS, masks.get());
    return gamma / 2 * squares / batch;
  }

  /** Runs forward, and backward from this gradient of each logit; returns that of the images. */
  private INDArray backward(
      INDArray images, double dlogit, WithRespectTo wanted, RandomGenerator random) {
    head.forward(trunk.forward(images, MODE, random), MODE, random);
    dlogits.assign(dlogit);
    INDArray dfeatures = head.backward(dlogits, wanted == INPUT ? INPUT : BOTH);
    return trunk.backward(dfeatures, wanted);
  }

  @Override
  public void close() {
    trunk.close();
    head.close();
    slope.close();
    moved.close();
    dlogits.close();
  }
}
