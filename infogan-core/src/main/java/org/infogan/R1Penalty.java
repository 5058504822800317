package org.infogan;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.INPUT;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.SplittableRandom;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.nn.WithRespectTo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The R1 penalty R(θ) = γ/2·E‖∇ₓD(x; θ)‖² on real images, without a second derivative by hand: with
 * v = ∇ₓD(x), held fixed, its gradient is a slope along v,
 *
 * <pre>∂R/∂θ = γ·E[∂/∂θ (v·∇ₓD(x))] = γ·E[∂D(x + εv)/∂θ − ∂D(x − εv)/∂θ]/(2ε) + O(ε²)</pre>
 *
 * <p>three forward and backward passes in all. ε is such that the images move by {@link #STEP} in
 * the root mean square.
 *
 * @see <a href="https://arxiv.org/abs/1801.04406">Mescheder et al. 2018, equation 9</a>
 */
final class R1Penalty implements AutoCloseable {

  /** Small against a pixel's range, large against the rounding of a float. */
  private static final double STEP = 1e-2;

  /** Dropout's masks are drawn, the running statistics left alone: these are not new images. */
  private static final Mode MODE = new Mode(true, true, Mode.StatisticsUpdate.NONE, 0);

  private final double gamma;
  private final Pass trunk;
  private final Pass head;
  private final INDArray slope;
  private final INDArray moved;
  private final INDArray dlogits;

  /**
   * A penalty on D's output.
   *
   * @param config gives γ and the images' shape
   * @param trunk a pass with gradients
   * @param head a pass with gradients
   * @param type of the networks
   */
  R1Penalty(InfoGanConfig config, Pass trunk, Pass head, DataType type) {
    gamma = config.stabilizers().r1Gamma();
    this.trunk = trunk;
    this.head = head;
    long[] images = config.image().toShape().withBatch(config.batch());
    slope = Nd4j.create(type, images);
    moved = Nd4j.create(type, images);
    dlogits = Nd4j.create(type, 1, config.batch());
  }

  /**
   * Adds the penalty's gradient to those of trunk and head.
   *
   * @param images [C, H, W, B]. Not modified.
   * @param seed of dropout's masks, which must be the same in all passes
   */
  void addGradient(INDArray images, long seed) {
    long batch = dlogits.length();
    backward(images, 1, INPUT, seed);
    double squares = Math.pow(slope.norm2Number().doubleValue(), 2);
    if (squares == 0) {
      return;
    }
    double epsilon = STEP / Math.sqrt(squares / slope.length());
    double weight = gamma / (2 * epsilon * batch);
    slope.mul(epsilon, moved).addi(images);
    backward(moved, weight, PARAMETERS, seed);
    slope.mul(-epsilon, moved).addi(images);
    backward(moved, -weight, PARAMETERS, seed);
  }

  private void backward(INDArray images, double weight, WithRespectTo wanted, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    head.forward(trunk.forward(images, MODE, random), MODE, random);
    dlogits.assign(weight);
    INDArray dfeatures = head.backward(dlogits, wanted == INPUT ? INPUT : BOTH);
    INDArray dimages = trunk.backward(dfeatures, wanted);
    if (wanted == INPUT) {
      slope.assign(dimages);
    }
  }

  @Override
  public void close() {
    slope.close();
    moved.close();
    dlogits.close();
  }
}
