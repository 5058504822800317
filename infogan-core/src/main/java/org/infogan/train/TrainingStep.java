package org.infogan.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.infogan.backend.HostMemory;
import org.infogan.collective.Collective;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.UpdatePartition;
import org.infogan.internal.Internal;
import org.infogan.latent.LatentSpec;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.batches.BatchSource;
import org.infogan.train.batches.InstanceNoise;
import org.infogan.train.batches.RealBatch;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One InfoGAN step, by hand. In the paper's partition D and Q minimise L_D − Σ λᵢ·L_I,i, then G
 * minimises L_G − Σ λᵢ·L_I,i against the updated D and Q; {@link UpdatePartition} names the others,
 * and {@link LearningPlan} says who learns from L_I in which update.
 *
 * <p>The last update of D and the first of G share one batch of latent vectors and the images that
 * G makes of it; every other update has its own.
 */
@Internal
public final class TrainingStep implements AutoCloseable {

  private final InfoGanConfig config;
  private final InfoGanNetworks networks;
  private final Ranks ranks;
  private final TrainableNetworks trainable;
  private final List<DiscriminatorTerm> terms = new ArrayList<>();
  private final List<GeneratorTerm> generatorTerms = new ArrayList<>();
  private final InstanceNoise noise;
  private final InformationBound bound;
  private final DiscriminatorUpdate discriminatorUpdate;
  private final GeneratorUpdate generatorUpdate;

  /** null where L_I has no optimiser of its own. */
  private final @Nullable InformationUpdate informationUpdate;

  /** null where the configuration asks for none. */
  private final @Nullable GeneratorAverage average;

  /** null where no prior is learnt. */
  private final @Nullable LearnedPriors priors;

  private boolean incomplete;

  /** Whether G's first images have been found in the configured range. */
  private boolean rangeChecked;

  /**
   * Prepares passes, gradients and optimisers.
   *
   * @param config the run's configuration
   * @param networks the networks to train, which their owner closes. Modified by every step.
   */
  public TrainingStep(InfoGanConfig config, InfoGanNetworks networks) {
    this(config, networks, new Ranks(Collective.alone()));
  }

  /**
   * With those of the given terms that the configuration asks for.
   *
   * @param config the run's configuration
   * @param networks the networks to train, which their owner closes. Modified by every step.
   * @param terms what makes the optional terms of D's update, in their order. Not modified.
   * @param generatorTerms the same for G's update. Not modified.
   */
  public TrainingStep(
      InfoGanConfig config,
      InfoGanNetworks networks,
      List<DiscriminatorTerm.Factory> terms,
      List<GeneratorTerm.Factory> generatorTerms) {
    this(config, networks, terms, generatorTerms, new Ranks(Collective.alone()));
  }

  /**
   * One rank of a run.
   *
   * @param config the run's configuration, with the rank's own seed
   * @param networks the networks to train, which their owner closes. Modified by every step.
   * @param ranks the ranks of the run
   */
  public TrainingStep(InfoGanConfig config, InfoGanNetworks networks, Ranks ranks) {
    this(config, networks, DiscriminatorTerm.CONFIGURED, GeneratorTerm.CONFIGURED, ranks);
  }

  private TrainingStep(
      InfoGanConfig config,
      InfoGanNetworks networks,
      List<DiscriminatorTerm.Factory> terms,
      List<GeneratorTerm.Factory> generatorTerms,
      Ranks ranks) {
    this.config = config;
    this.networks = networks;
    this.ranks = ranks;
    trainable = TrainableNetworks.of(networks, config.batch());
    noise = new InstanceNoise(config, networks.trunk());
    bound = new InformationBound(config, trainable.q());
    terms.forEach(term -> term.create(config, trainable).ifPresent(this.terms::add));
    priors = LearnedPriors.configured(config, trainable).orElse(null);
    if (priors != null) {
      this.terms.add(priors);
    }
    generatorTerms.forEach(
        term -> term.create(config, trainable).ifPresent(this.generatorTerms::add));
    LearningPlan plan = LearningPlan.of(config.updatePartition());
    discriminatorUpdate =
        new DiscriminatorUpdate(config, trainable, plan.withDiscriminator(), bound, this.terms);
    generatorUpdate =
        new GeneratorUpdate(config, trainable, plan.withGenerator(), bound, this.generatorTerms);
    informationUpdate =
        plan.separately().isEmpty() ? null : new InformationUpdate(config, trainable, bound);
    double decay = config.stabilizers().generatorEmaDecay();
    average = decay == 0 ? null : new GeneratorAverage(decay, networks.generator());
  }

  /**
   * Makes one step. One that ends with an exception may have changed some of the networks (see
   * {@link #isIncomplete}), but leaves no gradient behind for the next.
   *
   * @param number the step's number, from 0
   * @param inputs gives images and latent vectors
   * @param random the source of dropout's masks
   * @return what the step measured
   * @throws ArithmeticException when a loss, a gradient or a running statistic is no longer finite,
   *     or a loss too large
   */
  public StepMeasurements run(int number, BatchSource inputs, RandomGenerator random) {
    DivergenceCheck divergence = new DivergenceCheck(config, number);
    StepMeasurements measured = new StepMeasurements();
    var step =
        new StepContext(
            config, latent(), number, inputs, random, noise, divergence, ranks, measured);
    // An exception from either, such as an interrupt while waiting, leaves the networks as they
    // are.
    RealBatch real = inputs.real(step.firstUpdate());
    INDArray latents = inputs.latents(step.firstDraw());
    incomplete = true;
    noise.begin(number);
    if (priors != null) {
      priors.begin();
    }
    try {
      makeUpdates(step, real, latents);
      if (priors != null) {
        priors.update(step);
      }
      for (TrainableNetwork learner : learners()) {
        divergence.requireStatistics(learner.name(), learner.network().statistics());
      }
    } catch (RuntimeException | Error e) {
      learners().forEach(TrainableNetwork::clearGradient);
      throw e;
    }
    if (average != null) {
      average.update(number);
    }
    incomplete = false;
    return measured;
  }

  private void makeUpdates(StepContext step, RealBatch real, INDArray latents) {
    TrainableNetwork generator = trainable.generator();
    long draw = step.firstDraw();
    INDArray fake = step.forward(generator, latents);
    if (!rangeChecked) {
      Generator.requireRange(fake, config.valueRange());
      rangeChecked = true;
    }
    discriminatorUpdate.run(step, step.firstUpdate(), real, fake, step.codes(latents));
    for (int update = 1; update < config.stabilizers().discriminatorUpdates(); update++) {
      long number = step.firstUpdate() + update;
      real = step.inputs().real(number);
      latents = step.inputs().latents(++draw);
      fake = step.forward(generator, latents);
      discriminatorUpdate.run(step, number, real, fake, step.codes(latents));
    }
    for (int update = 0; update < config.stabilizers().generatorUpdates(); update++) {
      if (update > 0) {
        latents = step.inputs().latents(++draw);
        fake = step.forward(generator, latents);
      }
      long number = (long) step.step() * config.stabilizers().generatorUpdates() + update;
      generatorUpdate.run(step, number, fake, step.codes(latents));
      if (informationUpdate != null) {
        informationUpdate.run(step, latents);
      }
    }
  }

  /**
   * The layout of the latent vectors, with the priors of the next step: the configured one, in
   * which those that are learnt are given as they are now.
   *
   * @return noise and codes
   */
  public LatentSpec latent() {
    return priors == null ? config.latent() : priors.current();
  }

  /**
   * Whether the latest step ended with an exception after it had begun to change the networks.
   *
   * @return whether the networks are between two states of a run
   */
  public boolean isIncomplete() {
    return incomplete;
  }

  /**
   * The names of the optional terms' values.
   *
   * @return in the order in which they stand in the metrics
   */
  public List<String> termNames() {
    return Stream.concat(
            terms.stream().flatMap(term -> term.names().stream()),
            generatorTerms.stream().map(GeneratorTerm::name))
        .toList();
  }

  /**
   * The networks as a model is to have them: those in training, G with its average if there is one.
   *
   * @return copies; the caller closes them
   */
  public InfoGanNetworks copyForModel() {
    InfoGanNetworks copy = networks.copy();
    if (average != null) {
      copy.generator().parameters().assign(average.tensors());
    }
    return copy;
  }

  /**
   * All that a step hands to the next.
   *
   * @return a view of the tensors in use
   */
  public TrainingState state() {
    List<TrainingState.Group> groups = new ArrayList<>();
    for (TrainableNetwork learner : learners()) {
      String prefix = learner.name() + "/";
      groups.add(new TrainingState.Group(prefix, learner.network().parameters()));
      groups.add(new TrainingState.Group(prefix, learner.network().statistics()));
    }
    Map<String, Long> updates = new LinkedHashMap<>();
    optimizers()
        .forEach(
            (name, adam) -> {
              groups.add(new TrainingState.Group("adam/" + name + "/m/", adam.firstMoment()));
              groups.add(new TrainingState.Group("adam/" + name + "/v/", adam.secondMoment()));
              updates.put(name, adam.updates());
            });
    if (average != null) {
      groups.add(new TrainingState.Group("average/generator/", average.tensors()));
    }
    if (priors != null) {
      groups.add(new TrainingState.Group("prior/", priors.tensors()));
    }
    return new TrainingState(groups, updates);
  }

  /**
   * A checksum of what all ranks of a run have in common after a step: parameters, moments, counts,
   * averages and learnt priors. Batch norm's running statistics, which training does not read, are
   * each rank's own.
   *
   * @return CRC-32C
   */
  public long checksum() {
    CRC32C checksum = new CRC32C();
    List<NamedTensors> common = new ArrayList<>();
    learners().forEach(learner -> common.add(learner.network().parameters()));
    for (AdamOptimizer adam : optimizers().values()) {
      common.addAll(List.of(adam.firstMoment(), adam.secondMoment()));
      checksum.update(Long.toString(adam.updates()).getBytes(StandardCharsets.US_ASCII));
    }
    if (average != null) {
      common.add(average.tensors());
    }
    if (priors != null) {
      common.add(priors.tensors());
    }
    common.stream()
        .filter(tensors -> tensors.length() > 0)
        .forEach(tensors -> HostMemory.update(checksum, tensors.flat()));
    return checksum.getValue();
  }

  /**
   * Sets the number of updates that each optimiser has made.
   *
   * @param updates by the names of {@link #optimizers}. Not modified.
   */
  public void resumeAfter(Map<String, Long> updates) {
    optimizers().forEach((name, optimizer) -> optimizer.resumeAfter(updates.get(name)));
  }

  /**
   * All optimisers.
   *
   * @return by the names of update and network, such as "discriminator/trunk"
   */
  public Map<String, AdamOptimizer> optimizers() {
    Map<String, AdamOptimizer> optimizers = new LinkedHashMap<>();
    optimizers.putAll(discriminatorUpdate.jointUpdate().optimizers());
    optimizers.putAll(generatorUpdate.jointUpdate().optimizers());
    if (informationUpdate != null) {
      optimizers.putAll(informationUpdate.jointUpdate().optimizers());
    }
    generatorTerms.forEach(term -> optimizers.putAll(term.jointUpdate().optimizers()));
    return optimizers;
  }

  /** The four networks, and those that terms have of their own. */
  private Set<TrainableNetwork> learners() {
    Set<TrainableNetwork> learners = new LinkedHashSet<>(trainable.all());
    terms.forEach(term -> learners.addAll(term.learners()));
    generatorTerms.forEach(term -> learners.add(term.learner()));
    return learners;
  }

  @Override
  public void close() {
    discriminatorUpdate.close();
    generatorUpdate.close();
    if (informationUpdate != null) {
      informationUpdate.close();
    }
    if (average != null) {
      average.close();
    }
    terms.forEach(DiscriminatorTerm::close);
    generatorTerms.forEach(GeneratorTerm::close);
    bound.close();
    noise.close();
    trainable.close();
  }
}
