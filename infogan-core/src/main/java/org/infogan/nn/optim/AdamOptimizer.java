package org.infogan.nn.optim;

import java.nio.FloatBuffer;
import org.infogan.backend.HostMemory;
import org.infogan.backend.ScratchArrays;
import org.infogan.nn.NamedTensors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The Adam optimiser, on one network's flat parameter vector:
 *
 * <pre>
 * m ← β₁·m + (1 − β₁)·g        v ← β₂·v + (1 − β₂)·g²
 * θ ← θ − α·(m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>This is bound by memory, not by arithmetic: seven numbers move per parameter. On a CPU, each
 * of the four vectors therefore goes through the processor's cache once, block by block, in Java
 * loops that HotSpot vectorises (ND4J's square root is not); elsewhere ND4J does it operation by
 * operation.
 */
public final class AdamOptimizer implements AutoCloseable {

  /** Numbers per block: four blocks of floats fit into a second-level cache. */
  private static final int BLOCK = 1 << 14;

  private static final float[] ZEROS = new float[BLOCK];

  private final Adam settings;
  private final NamedTensors parameters;
  private final NamedTensors gradients;
  private final NamedTensors firstMoment;
  private final NamedTensors secondMoment;

  /** t, the number of updates made. */
  private long updates;

  /**
   * Starts with both moments at zero.
   *
   * @param settings the hyper-parameters
   * @param parameters θ. Modified by every update.
   * @param gradients g, where backward passes add up the gradient. Set to zero by every update.
   */
  public AdamOptimizer(Adam settings, NamedTensors parameters, NamedTensors gradients) {
    this.settings = settings;
    this.parameters = parameters;
    this.gradients = gradients;
    firstMoment = parameters.zerosLike();
    secondMoment = parameters.zerosLike();
  }

  /**
   * Makes one update from the gradient that has been added up, and sets the gradient to zero for
   * the next.
   *
   * @param rateFactor the factor of α in this update, at least 0
   */
  public void update(double rateFactor) {
    updates++;
    if (parameters.length() == 0) {
      return;
    }
    double t = (double) updates;
    double rate = rateFactor * settings.learningRate() / (1 - Math.pow(settings.beta1(), t));
    double correction = 1 / (1 - Math.pow(settings.beta2(), t));
    if (HostMemory.isAddressable(parameters.flat())) {
      new HostUpdate((float) rate, (float) correction).run();
    } else {
      updateByNd4j(rate, correction);
    }
  }

  /**
   * The number of updates made so far.
   *
   * @return t
   */
  public long updates() {
    return updates;
  }

  /**
   * Sets t, for a run that continues from stored moments.
   *
   * @param updates the number of updates that the moments come from
   */
  public void resumeAfter(long updates) {
    this.updates = updates;
  }

  /**
   * The running average of the gradient.
   *
   * @return m, owned by this optimiser; writing to it changes the next update
   */
  public NamedTensors firstMoment() {
    return firstMoment;
  }

  /**
   * The running average of the squared gradient.
   *
   * @return v, owned by this optimiser; writing to it changes the next update
   */
  public NamedTensors secondMoment() {
    return secondMoment;
  }

  /** One update on the vectors' own memory, block by block on the pool's threads. */
  private final class HostUpdate {
    private final float rate;
    private final float correction;
    private final FloatBuffer theta = HostMemory.buffer(parameters.flat());
    private final FloatBuffer gradient = HostMemory.buffer(gradients.flat());
    private final FloatBuffer first = HostMemory.buffer(firstMoment.flat());
    private final FloatBuffer second = HostMemory.buffer(secondMoment.flat());

    HostUpdate(float rate, float correction) {
      this.rate = rate;
      this.correction = correction;
    }

    void run() {
      ScratchArrays.forEachBlock(theta.limit(), BLOCK, this::update);
    }

    private void update(int start, int n, ScratchArrays scratch) {
      float[] t = scratch.array(0, BLOCK);
      float[] g = scratch.array(1, BLOCK);
      float[] m = scratch.array(2, BLOCK);
      float[] v = scratch.array(3, BLOCK);
      theta.get(start, t, 0, n);
      gradient.get(start, g, 0, n);
      first.get(start, m, 0, n);
      second.get(start, v, 0, n);
      float beta1 = (float) settings.beta1();
      float beta2 = (float) settings.beta2();
      float epsilon = (float) settings.epsilon();
      for (int i = 0; i < n; i++) {
        m[i] = beta1 * m[i] + (1 - beta1) * g[i];
        v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
        t[i] -= rate * m[i] / ((float) Math.sqrt(v[i] * correction) + epsilon);
      }
      theta.put(start, t, 0, n);
      first.put(start, m, 0, n);
      second.put(start, v, 0, n);
      gradient.put(start, ZEROS, 0, n);
    }
  }

  private void updateByNd4j(double rate, double correction) {
    INDArray theta = parameters.flat();
    INDArray g = gradients.flat();
    INDArray m = firstMoment.flat();
    INDArray v = secondMoment.flat();
    INDArray work = Nd4j.create(theta.dataType(), theta.length());
    m.muli(settings.beta1()).addi(g.mul(1 - settings.beta1(), work));
    g.mul(g, work);
    v.muli(settings.beta2()).addi(work.muli(1 - settings.beta2()));
    v.mul(correction, work);
    Nd4j.getExecutioner().exec(new Sqrt(work, work));
    work.addi(settings.epsilon());
    work.rdivi(rate);
    theta.subi(work.muli(m));
    g.assign(0);
    work.close();
  }

  /** Frees the moments. */
  @Override
  public void close() {
    firstMoment.close();
    secondMoment.close();
  }
}
