package org.infogan;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.INPUT;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.infogan.losses.AdversarialLoss;
import org.infogan.losses.MutualInformationLowerBound;
import org.infogan.nn.Adam;
import org.infogan.nn.AdamOptimizer;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One InfoGAN step, by hand. In the paper's partition D and Q minimise L_D − Σ λᵢ·L_I,i, then G
 * minimises L_G − Σ λᵢ·L_I,i against the updated D and Q; {@link UpdatePartition} names the others.
 *
 * <p>Real and generated images pass through the trunk apart, since their batch statistics must not
 * mix. G runs forward once; its images serve both updates. In G's update the parameters of D are
 * constants, so no gradient of theirs is computed.
 */
final class TrainingStep implements AutoCloseable {

  private final InfoGanConfig config;
  private final InfoGanNetworks networks;
  private final AdversarialLoss adversarialLoss;
  private final UpdatePartition partition;
  private final Stabilizers stabilizers;
  private final MutualInformationLowerBound bound;
  private final TrainableNetwork generator;
  private final TrainableNetwork trunk;
  private final TrainableNetwork head;
  private final TrainableNetwork q;

  /** The third optimiser's parts, by network; empty unless the partition is SEPARATE. */
  private final Map<String, AdamOptimizer> information = new LinkedHashMap<>();

  private final InstanceNoise noise;

  /** null where the configuration asks for none. */
  private final ConsistencyLoss consistency;

  /** null where the configuration asks for none. */
  private final R1Penalty penalty;

  /** The moving average of G's parameters; null where the configuration asks for none. */
  private final NamedTensors average;

  private final INDArray dlogits;
  private final INDArray dposterior;

  private final DivergenceCheck divergence;
  private final PixelDiversity spread;

  private int step;
  private RandomGenerator random;
  private final StepResult.Measured measured = new StepResult.Measured();

  /** Prepares passes, gradients and optimisers for the networks. */
  TrainingStep(InfoGanConfig config, InfoGanNetworks networks) {
    this.config = config;
    this.networks = networks;
    adversarialLoss = config.adversarialLoss();
    partition = config.updatePartition();
    stabilizers = config.stabilizers();
    bound = config.latent().bound();
    int batch = config.batch();
    boolean qWithG = partition == UpdatePartition.WITH_GENERATOR;
    generator =
        new TrainableNetwork("generator", networks.generator(), config.generatorAdam(), batch);
    trunk = new TrainableNetwork("trunk", networks.trunk(), config.discriminatorAdam(), batch);
    head = new TrainableNetwork("head", networks.head(), config.discriminatorAdam(), batch);
    Adam ofQ = qWithG ? config.generatorAdam() : config.discriminatorAdam();
    q = new TrainableNetwork("q", networks.q(), ofQ, batch);
    if (partition == UpdatePartition.SEPARATE) {
      information.put("generator", generator.newOptimizer(config.informationAdam()));
      information.put("trunk", trunk.newOptimizer(config.informationAdam()));
      information.put("q", q.newOptimizer(config.informationAdam()));
    }
    DataType type = networks.trunk().dataType();
    noise = new InstanceNoise(config, networks.trunk());
    consistency = stabilizers.consistency().wanted() ? new ConsistencyLoss(config, trunk, q) : null;
    penalty =
        stabilizers.r1Gamma() == 0 ? null : new R1Penalty(config, trunk.pass(), head.pass(), type);
    average =
        stabilizers.generatorEmaDecay() == 0 ? null : networks.generator().parameters().copy();
    divergence = new DivergenceCheck(config);
    spread = new PixelDiversity(Math.multiplyExact(config.image().pixels(), batch));
    dlogits = Nd4j.create(type, 1, batch);
    dposterior = Nd4j.create(type, bound.posteriorRows(), batch);
  }

  /**
   * Makes one step. One that ends with an exception may have changed some of the networks, but
   * leaves no gradient behind for the next.
   *
   * @param step counted from 0
   * @param inputs gives images and latent vectors
   * @param random the source of dropout's masks
   * @throws ArithmeticException when a loss or a gradient is no longer finite, or a loss is beyond
   *     all measure
   */
  StepResult run(int step, BatchSource inputs, RandomGenerator random) {
    this.step = step;
    this.random = random;
    noise.begin(step);
    divergence.begin(step);
    try {
      updateAll(inputs);
    } catch (RuntimeException | Error e) {
      List.of(generator, trunk, head, q).forEach(TrainableNetwork::clearGradient);
      throw e;
    }
    averageGenerator();
    return measured.result();
  }

  private void updateAll(BatchSource inputs) {
    int ofD = stabilizers.discriminatorUpdates();
    int ofG = stabilizers.generatorUpdates();
    long draw = (long) step * (ofD + ofG - 1);
    INDArray latents = inputs.latents(draw);
    INDArray fake = images(latents);
    for (int update = 0; update < ofD; update++) {
      if (update > 0) {
        latents = inputs.latents(++draw);
        fake = images(latents);
      }
      updateDiscriminator((long) step * ofD + update, inputs, fake, codes(latents));
    }
    for (int update = 0; update < ofG; update++) {
      if (update > 0) {
        latents = inputs.latents(++draw);
        fake = images(latents);
      }
      updateGenerator(fake, codes(latents));
      if (partition == UpdatePartition.SEPARATE) {
        updateInformation(latents);
      }
    }
  }

  private void updateDiscriminator(long update, BatchSource inputs, INDArray fake, INDArray codes) {
    INDArray real = inputs.real(update);
    measured.spreadOfReal = spread.of(real);
    measured.spreadOfFake = spread.of(fake);
    INDArray features = features(real);
    INDArray logits = head.pass().forward(features, Mode.TRAINING, random);
    measured.meanOnReal = adversarialLoss.meanOutput(logits);
    measured.lossOnReal =
        divergence.requireLoss(
            "loss of D on real images",
            adversarialLoss.discriminatorOnReal(logits, config.realLabel(), dlogits));
    INDArray dfeaturesOfReal = head.pass().backward(dlogits, BOTH);
    if (consistency != null) {
      INDArray posterior = q.pass().forward(features, Mode.TRAINING, random);
      INDArray jittered = noise.addTo(inputs.jittered(update));
      measured.consistency =
          divergence.requireLoss(
              "consistency loss of Q",
              consistency.addGradient(
                  posterior, jittered, inputs.distortions(), random, dposterior));
      dfeaturesOfReal.addi(q.pass().backward(dposterior, BOTH));
    }
    trunk.pass().backward(dfeaturesOfReal, PARAMETERS);
    if (penalty != null) {
      penalty.addGradient(real, update);
    }

    features = features(fake);
    logits = head.pass().forward(features, Mode.TRAINING, random);
    measured.meanOnFake = adversarialLoss.meanOutput(logits);
    measured.lossOnFake =
        divergence.requireLoss(
            "loss of D on generated images", adversarialLoss.discriminatorOnFake(logits, dlogits));
    INDArray dfeatures = head.pass().backward(dlogits, BOTH);
    if (partition == UpdatePartition.SHARED) {
      informationGradient(features, codes);
      dfeatures.addi(q.pass().backward(dposterior, BOTH));
    } else if (partition == UpdatePartition.OBSERVING) {
      informationGradient(features, codes);
      q.pass().backward(dposterior, PARAMETERS);
    }
    trunk.pass().backward(dfeatures, PARAMETERS);
    boolean qLearns = partition == UpdatePartition.SHARED || partition == UpdatePartition.OBSERVING;
    update(qLearns ? List.of(trunk, head, q) : List.of(trunk, head));
  }

  private void updateGenerator(INDArray fake, INDArray codes) {
    INDArray features = features(fake);
    INDArray logits = head.pass().forward(features, Mode.TRAINING, random);
    measured.generatorLoss =
        divergence.requireLoss("loss of G", adversarialLoss.generator(logits, dlogits));
    INDArray dfeatures = head.pass().backward(dlogits, INPUT);
    boolean qLearns = partition == UpdatePartition.WITH_GENERATOR;
    if (partition == UpdatePartition.SHARED || qLearns) {
      informationGradient(features, codes);
      dfeatures.addi(q.pass().backward(dposterior, qLearns ? BOTH : INPUT));
    }
    generator.pass().backward(trunk.pass().backward(dfeatures, INPUT), PARAMETERS);
    update(qLearns ? List.of(generator, q) : List.of(generator));
  }

  /** G, trunk and Q minimise −Σ λᵢ·L_I,i alone. */
  private void updateInformation(INDArray latents) {
    informationGradient(features(images(latents)), codes(latents));
    INDArray dimages = trunk.pass().backward(q.pass().backward(dposterior, BOTH), BOTH);
    generator.pass().backward(dimages, PARAMETERS);
    clip(List.of(generator, trunk, q));
    information.values().forEach(optimizer -> optimizer.update(learningRateSchedule()));
  }

  private void update(List<TrainableNetwork> networks) {
    clip(networks);
    networks.forEach(network -> network.optimizer().update(learningRateSchedule()));
  }

  private double learningRateSchedule() {
    return stabilizers.learningRateSchedule().at(step);
  }

  /** Checks the networks' gradients, and scales them together to the largest norm allowed. */
  private void clip(List<TrainableNetwork> networks) {
    double squares = 0;
    for (TrainableNetwork network : networks) {
      double square = network.squaredGradientNorm();
      divergence.requireGradient(network.name(), square);
      squares += square;
    }
    double norm = Math.sqrt(squares);
    double most = stabilizers.gradientClipNorm();
    if (most > 0 && norm > most) {
      networks.forEach(network -> network.scaleGradient(most / norm));
    }
  }

  /** Early steps weigh more, so that the average soon forgets the random start. */
  private void averageGenerator() {
    if (average != null) {
      double decay = Math.min(stabilizers.generatorEmaDecay(), (1.0 + step) / (10.0 + step));
      average.moveTowards(generator.network().parameters(), 1 - decay);
    }
  }

  private INDArray images(INDArray latents) {
    return generator.pass().forward(latents, Mode.TRAINING, random);
  }

  private INDArray features(INDArray images) {
    return trunk.pass().forward(noise.addTo(images), Mode.TRAINING, random);
  }

  private INDArray codes(INDArray latents) {
    return latents.get(
        NDArrayIndex.interval(config.latent().noise().width(), latents.size(0)),
        NDArrayIndex.all());
  }

  /** Measures L_I; leaves the gradient of −Σ λᵢ·L_I,i, times its factor, in dposterior. */
  private void informationGradient(INDArray features, INDArray codes) {
    INDArray posterior = q.pass().forward(features, Mode.TRAINING, random);
    measured.mutualInformation = bound.valueAndGradient(posterior, codes, dposterior);
    for (int i = 0; i < measured.mutualInformation.length; i++) {
      divergence.requireBound(config.latent().codes().get(i), measured.mutualInformation[i]);
    }
    double weight = stabilizers.lambdaSchedule().at(step);
    if (weight != 1) {
      dposterior.muli(weight);
    }
  }

  /**
   * All that a step hands to the next; of the optimisers, those of the third one have
   * "information/" before their names.
   */
  TrainingState state() {
    return new TrainingState(networks, optimizers(), Optional.ofNullable(average));
  }

  /** The optimisers by the names of their networks. */
  Map<String, AdamOptimizer> optimizers() {
    Map<String, AdamOptimizer> optimizers = new LinkedHashMap<>();
    optimizers.put("generator", generator.optimizer());
    optimizers.put("trunk", trunk.optimizer());
    optimizers.put("head", head.optimizer());
    optimizers.put("q", q.optimizer());
    information.forEach((name, optimizer) -> optimizers.put("information/" + name, optimizer));
    return optimizers;
  }

  @Override
  public void close() {
    generator.close();
    trunk.close();
    head.close();
    q.close();
    information.values().forEach(AdamOptimizer::close);
    noise.close();
    if (consistency != null) {
      consistency.close();
    }
    if (average != null) {
      average.close();
    }
    if (penalty != null) {
      penalty.close();
    }
    dlogits.close();
    dposterior.close();
  }
}
