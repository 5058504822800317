package org.infogan;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.INPUT;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.infogan.losses.AdversarialLoss;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.nn.Adam;
import org.infogan.nn.AdamOptimizer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One InfoGAN update, by hand: D and Q minimise L_D − Σ λᵢ·L_I,i, then G minimises L_G − Σ λᵢ·L_I,i
 * against the updated D and Q. This is the update partition of the paper: Q learns with D's
 * optimiser, and the bound is part of both objectives.
 *
 * <p>Real and generated images pass through the trunk apart, since their batch statistics must not
 * mix. G runs forward once; its images serve both updates. In G's update the parameters of D and Q
 * are constants, so no gradient of theirs is computed.
 */
final class TrainingStep implements AutoCloseable {

  /** A network with what training adds to it. */
  private static final class Trained implements AutoCloseable {
    private final NamedTensors gradients;
    private final Pass pass;
    private final AdamOptimizer optimizer;

    Trained(Network network, Adam adam, int batch) {
      gradients = network.parameters().zerosLike();
      pass = network.newPass(batch, gradients);
      optimizer = new AdamOptimizer(adam, network.parameters(), gradients);
    }

    @Override
    public void close() {
      pass.close();
      optimizer.close();
      gradients.close();
    }
  }

  /** What one step measured. */
  record Result(
      double lossOnReal,
      double lossOnFake,
      double generatorLoss,
      List<Double> mutualInformation,
      double meanOnReal,
      double meanOnFake) {}

  private final AdversarialLoss adversarialLoss;
  private final double realTarget;
  private final MutualInformationLowerBound bound;
  private final int firstCodeRow;
  private final Trained generator;
  private final Trained trunk;
  private final Trained head;
  private final Trained q;
  private final INDArray dlogits;
  private final INDArray dposterior;

  /** Prepares passes, gradients and optimisers for the networks. */
  TrainingStep(InfoGanConfig config, Networks networks) {
    adversarialLoss = config.adversarialLoss();
    realTarget = config.realTarget();
    bound = config.latent().bound();
    firstCodeRow = config.latent().noise().width();
    int batch = config.batch();
    generator = new Trained(networks.generator(), config.generatorAdam(), batch);
    trunk = new Trained(networks.trunk(), config.discriminatorAdam(), batch);
    head = new Trained(networks.head(), config.discriminatorAdam(), batch);
    q = new Trained(networks.q(), config.discriminatorAdam(), batch);
    dlogits = Nd4j.create(networks.head().dataType(), 1, batch);
    dposterior = Nd4j.create(networks.q().dataType(), bound.posteriorRows(), batch);
  }

  /**
   * Makes one update of all four networks.
   *
   * @param real images [C, H, W, B] in the networks' value range. Not modified.
   * @param latents noise and codes [L, B]. Not modified.
   * @param random the source of dropout's masks
   */
  Result run(INDArray real, INDArray latents, RandomGenerator random) {
    INDArray codes =
        latents.get(NDArrayIndex.interval(firstCodeRow, latents.size(0)), NDArrayIndex.all());
    INDArray fake = generator.pass.forward(latents, Mode.TRAINING, random);

    INDArray logits = head.pass.forward(features(real, random), Mode.TRAINING, random);
    double meanOnReal = adversarialLoss.meanOutput(logits);
    double lossOnReal = adversarialLoss.discriminatorOnReal(logits, realTarget, dlogits);
    trunk.pass.backward(head.pass.backward(dlogits, BOTH), PARAMETERS);

    INDArray features = features(fake, random);
    logits = head.pass.forward(features, Mode.TRAINING, random);
    double meanOnFake = adversarialLoss.meanOutput(logits);
    double lossOnFake = adversarialLoss.discriminatorOnFake(logits, dlogits);
    informationGradient(features, codes, random);
    INDArray dfeatures = head.pass.backward(dlogits, BOTH).addi(q.pass.backward(dposterior, BOTH));
    trunk.pass.backward(dfeatures, PARAMETERS);
    trunk.optimizer.update();
    head.optimizer.update();
    q.optimizer.update();

    features = features(fake, random);
    logits = head.pass.forward(features, Mode.TRAINING, random);
    double generatorLoss = adversarialLoss.generator(logits, dlogits);
    List<Double> information = informationGradient(features, codes, random);
    dfeatures = head.pass.backward(dlogits, INPUT).addi(q.pass.backward(dposterior, INPUT));
    generator.pass.backward(trunk.pass.backward(dfeatures, INPUT), PARAMETERS);
    generator.optimizer.update();

    return new Result(lossOnReal, lossOnFake, generatorLoss, information, meanOnReal, meanOnFake);
  }

  /**
   * The optimiser of each network, by the network's name: with the weights, all that a step keeps.
   */
  Map<String, AdamOptimizer> optimizers() {
    return Map.of(
        "generator", generator.optimizer,
        "trunk", trunk.optimizer,
        "head", head.optimizer,
        "q", q.optimizer);
  }

  private INDArray features(INDArray images, RandomGenerator random) {
    return trunk.pass.forward(images, Mode.TRAINING, random);
  }

  /** L_I per code; leaves the gradient of −Σ λᵢ·L_I,i in dposterior. */
  private List<Double> informationGradient(
      INDArray features, INDArray codes, RandomGenerator random) {
    INDArray posterior = q.pass.forward(features, Mode.TRAINING, random);
    return Arrays.stream(bound.valueAndGradient(posterior, codes, dposterior)).boxed().toList();
  }

  @Override
  public void close() {
    generator.close();
    trunk.close();
    head.close();
    q.close();
    dlogits.close();
    dposterior.close();
  }
}
