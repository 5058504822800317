package org.infogan;

import java.util.Arrays;
import java.util.List;
import org.infogan.data.ImageShape;
import org.infogan.data.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Adam;
import org.infogan.nn.Layer;

/**
 * Builds an {@link InfoGanConfig}. The defaults stand here and nowhere else; where the paper leaves
 * a setting open they are those of openai/InfoGAN.
 */
public final class InfoGanConfigBuilder {

  private ImageShape image;
  private ValueRange valueRange = ValueRange.UNIT;
  private LatentSpec latent;
  private List<Layer> generator = List.of();
  private List<Layer> trunk = List.of();
  private List<Layer> head = List.of();
  private List<Layer> q = List.of();
  private InitialWeights initialWeights = InitialWeights.NORMAL;
  private double initialStandardDeviation = 0.02;
  private AdversarialLoss adversarialLoss = AdversarialLoss.NON_SATURATING;
  private double realLabel = 1;

  /** The paper's learning rates (appendix C): 2e-4 for D and Q, 1e-3 for G. */
  private Adam discriminatorAdam = Adam.withLearningRate(2e-4);

  private Adam generatorAdam = Adam.withLearningRate(1e-3);
  private UpdatePartition updatePartition = UpdatePartition.SHARED;

  /** The rate of PyTorch-GAN and of Juliani's tutorial. */
  private Adam informationAdam = Adam.withLearningRate(2e-4);

  private Schedule lambdaSchedule = Schedule.constant(1);
  private Schedule learningRateSchedule = Schedule.constant(1);
  private Schedule instanceNoise = Schedule.constant(0);
  private Stabilizers.Consistency consistency =
      new Stabilizers.Consistency(0, Jitter.NONE, List.of());
  private double r1Gamma = 0;
  private double generatorEmaDecay = 0;
  private double gradientClipNorm = 0;
  private int discriminatorUpdates = 1;
  private int generatorUpdates = 1;
  private int batch = 128;
  private int steps = 5000;
  private long seed = 1;

  InfoGanConfigBuilder() {}

  /** A list may hold null, which the configuration names by its place. */
  private static <T> List<T> list(T[] items) {
    return items == null ? null : Arrays.asList(items.clone());
  }

  InfoGanConfigBuilder(InfoGanConfig config) {
    image = config.image();
    valueRange = config.valueRange();
    latent = config.latent();
    generator = config.generator();
    trunk = config.trunk();
    head = config.head();
    q = config.q();
    initialWeights = config.initialWeights();
    initialStandardDeviation = config.initialStandardDeviation();
    adversarialLoss = config.adversarialLoss();
    realLabel = config.realLabel();
    discriminatorAdam = config.discriminatorAdam();
    generatorAdam = config.generatorAdam();
    updatePartition = config.updatePartition();
    informationAdam = config.informationAdam();
    lambdaSchedule = config.stabilizers().lambdaSchedule();
    learningRateSchedule = config.stabilizers().learningRateSchedule();
    instanceNoise = config.stabilizers().instanceNoise();
    consistency = config.stabilizers().consistency();
    r1Gamma = config.stabilizers().r1Gamma();
    generatorEmaDecay = config.stabilizers().generatorEmaDecay();
    gradientClipNorm = config.stabilizers().gradientClipNorm();
    discriminatorUpdates = config.stabilizers().discriminatorUpdates();
    generatorUpdates = config.stabilizers().generatorUpdates();
    batch = config.batch();
    steps = config.steps();
    seed = config.seed();
  }

  /** The size of the images. */
  public InfoGanConfigBuilder image(int channels, int height, int width) {
    image = new ImageShape(channels, height, width);
    return this;
  }

  /** The range that the generator produces; [0, 1] if not set. */
  public InfoGanConfigBuilder valueRange(ValueRange valueRange) {
    this.valueRange = valueRange;
    return this;
  }

  /** Noise and codes of the generator's input. */
  public InfoGanConfigBuilder latent(Noise noise, LatentCode... codes) {
    latent = LatentSpec.of(noise, codes);
    return this;
  }

  /** G's layers, from the latent vector to the image. */
  public InfoGanConfigBuilder generator(Layer... layers) {
    generator = list(layers);
    return this;
  }

  /** D's layers that Q shares, from the image to the features. */
  public InfoGanConfigBuilder trunk(Layer... layers) {
    trunk = list(layers);
    return this;
  }

  /** D's own layers, from the features to one logit. */
  public InfoGanConfigBuilder head(Layer... layers) {
    head = list(layers);
    return this;
  }

  /** Q's own layers, from the features to the parameters of the posteriors. */
  public InfoGanConfigBuilder q(Layer... layers) {
    q = list(layers);
    return this;
  }

  /** What the weights are drawn from; normal if not set. */
  public InfoGanConfigBuilder initialWeights(InitialWeights initialWeights) {
    this.initialWeights = initialWeights;
    return this;
  }

  /** Standard deviation of normal initial weights; 0.02 if not set. */
  public InfoGanConfigBuilder initialStandardDeviation(double initialStandardDeviation) {
    this.initialStandardDeviation = initialStandardDeviation;
    return this;
  }

  /** The game that G and D play; non-saturating if not set. */
  public InfoGanConfigBuilder adversarialLoss(AdversarialLoss adversarialLoss) {
    this.adversarialLoss = adversarialLoss;
    return this;
  }

  /** D's target on real images; 1 if not set, 0.9 is usual one-sided label smoothing. */
  public InfoGanConfigBuilder realLabel(double realLabel) {
    this.realLabel = realLabel;
    return this;
  }

  /** The optimiser of D and Q; learning rate 2e-4 if not set. */
  public InfoGanConfigBuilder discriminatorAdam(Adam adam) {
    discriminatorAdam = adam;
    return this;
  }

  /** The optimiser of G; learning rate 1e-3 if not set. */
  public InfoGanConfigBuilder generatorAdam(Adam adam) {
    generatorAdam = adam;
    return this;
  }

  /** Which networks learn from the bound L_I; as in the paper if not set. */
  public InfoGanConfigBuilder updatePartition(UpdatePartition updatePartition) {
    this.updatePartition = updatePartition;
    return this;
  }

  /** The third optimiser of {@link UpdatePartition#SEPARATE}; learning rate 2e-4 if not set. */
  public InfoGanConfigBuilder informationAdam(Adam adam) {
    informationAdam = adam;
    return this;
  }

  /** Factor of every code's λ; constantly 1 if not set. */
  public InfoGanConfigBuilder lambdaSchedule(Schedule lambdaSchedule) {
    this.lambdaSchedule = lambdaSchedule;
    return this;
  }

  /** Factor of every learning rate; constantly 1 if not set. */
  public InfoGanConfigBuilder learningRateSchedule(Schedule learningRateSchedule) {
    this.learningRateSchedule = learningRateSchedule;
    return this;
  }

  /** Standard deviation of the noise on every image that D sees; 0 if not set. */
  public InfoGanConfigBuilder instanceNoise(Schedule instanceNoise) {
    this.instanceNoise = instanceNoise;
    return this;
  }

  /**
   * Agreement of Q on a real image and its jittered copy; none if not set.
   *
   * @param weight of the cross-entropy in the loss of D and Q
   * @param jitter the distortion
   */
  public InfoGanConfigBuilder consistency(double weight, Jitter jitter) {
    consistency = new Stabilizers.Consistency(weight, jitter, consistency.equivariances());
    return this;
  }

  /**
   * Continuous codes that follow what the jitter of {@link #consistency} does to a real image; none
   * if not set.
   */
  public InfoGanConfigBuilder equivariances(Stabilizers.Equivariance... equivariances) {
    consistency =
        new Stabilizers.Consistency(
            consistency.weight(), consistency.jitter(), list(equivariances));
    return this;
  }

  /** γ of the R1 penalty; 0, for none, if not set. */
  public InfoGanConfigBuilder r1Gamma(double r1Gamma) {
    this.r1Gamma = r1Gamma;
    return this;
  }

  /** Decay of the moving average of G's parameters; 0, for none, if not set. */
  public InfoGanConfigBuilder generatorEmaDecay(double generatorEmaDecay) {
    this.generatorEmaDecay = generatorEmaDecay;
    return this;
  }

  /** The norm to which gradients are scaled down; 0, for none, if not set. */
  public InfoGanConfigBuilder gradientClipNorm(double gradientClipNorm) {
    this.gradientClipNorm = gradientClipNorm;
    return this;
  }

  /** Updates per step of D with Q, and of G; one each if not set. */
  public InfoGanConfigBuilder updatesPerStep(int discriminator, int generator) {
    discriminatorUpdates = discriminator;
    generatorUpdates = generator;
    return this;
  }

  /** Real images per step; 128 if not set. */
  public InfoGanConfigBuilder batch(int batch) {
    this.batch = batch;
    return this;
  }

  /** Steps of a {@code fit}; 5000 if not set. */
  public InfoGanConfigBuilder steps(int steps) {
    this.steps = steps;
    return this;
  }

  /** The seed of all randomness; 1 if not set. */
  public InfoGanConfigBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException when a value is out of its range or the networks do not fit
   *     together; the message names the field
   */
  public InfoGanConfig build() {
    return new InfoGanConfig(
        image,
        valueRange,
        latent,
        generator,
        trunk,
        head,
        q,
        initialWeights,
        initialStandardDeviation,
        adversarialLoss,
        realLabel,
        discriminatorAdam,
        generatorAdam,
        updatePartition,
        informationAdam,
        new Stabilizers(
            lambdaSchedule,
            learningRateSchedule,
            instanceNoise,
            consistency,
            r1Gamma,
            generatorEmaDecay,
            gradientClipNorm,
            discriminatorUpdates,
            generatorUpdates),
        batch,
        steps,
        seed);
  }
}
