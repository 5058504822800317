package org.infogan.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.infogan.data.ImageShape;
import org.infogan.data.augment.Jitter;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.losses.AdversarialLoss;
import org.infogan.nn.Layer;
import org.infogan.nn.optim.Adam;
import org.jspecify.annotations.Nullable;

/**
 * Everything that defines a training run: images, codes, networks, losses, schedule. Immutable; the
 * same values give the same run. Begin with a preset and change what differs:
 *
 * <pre>{@code
 * InfoGanConfig config = InfoGanConfig.mnist().toBuilder().steps(2_000).seed(7).build();
 * }</pre>
 *
 * <p>or with {@link #builder()} and images, codes and networks of your own. Each field has the same
 * name in the builder and in JSON; what is not given has the builder's default.
 */
public final class InfoGanConfig {

  private final ImageShape image;
  private final ValueRange valueRange;
  private final LatentSpec latent;
  private final List<Layer> generator;
  private final List<Layer> trunk;
  private final List<Layer> head;
  private final List<Layer> q;
  private final InitialWeights initialWeights;
  private final double initialStandardDeviation;
  private final AdversarialLoss adversarialLoss;
  private final double realLabel;
  private final Adam discriminatorAdam;
  private final Adam generatorAdam;
  private final UpdatePartition updatePartition;
  private final Adam informationAdam;
  private final Stabilizers stabilizers;
  private final Pretraining pretraining;
  private final Refinement refinement;
  private final int batch;
  private final int steps;
  private final long seed;

  /** The networks have no layers here: the user brings them. */
  private final boolean ownNetworks;

  private InfoGanConfig(Builder builder) {
    image = builder.image;
    valueRange = builder.valueRange;
    latent = builder.latent;
    initialWeights = builder.initialWeights;
    initialStandardDeviation = builder.initialStandardDeviation;
    adversarialLoss = builder.adversarialLoss;
    realLabel = builder.realLabel;
    discriminatorAdam = builder.discriminatorAdam;
    generatorAdam = builder.generatorAdam;
    updatePartition = builder.updatePartition;
    informationAdam = builder.informationAdam;
    stabilizers = new Stabilizers(builder);
    pretraining = builder.pretraining;
    refinement = builder.refinement;
    batch = builder.batch;
    steps = builder.steps;
    seed = builder.seed;
    ConfigChecks.requireRanges(this);
    ownNetworks = builder.ownNetworks;
    generator = ConfigChecks.layers("generator", builder.generator, ownNetworks);
    trunk = ConfigChecks.layers("trunk", builder.trunk, ownNetworks);
    head = ConfigChecks.layers("head", builder.head, ownNetworks);
    q = ConfigChecks.layers("q", builder.q, ownNetworks);
    ConfigChecks.requireConsistency(this);
  }

  /**
   * A builder with the defaults; images, codes and networks are still to be set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A builder that starts from this configuration.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    ConfigField.ALL.forEach(field -> field.copy(this, builder));
    return ownNetworks ? builder.ownNetworks() : builder;
  }

  /**
   * The size of the images.
   *
   * @return channels, height and width
   */
  public ImageShape image() {
    return image;
  }

  /**
   * The range of the values that the generator produces.
   *
   * @return the range inside the networks; outside of them it is always [0, 1]
   */
  public ValueRange valueRange() {
    return valueRange;
  }

  /**
   * The generator's input.
   *
   * @return noise and codes
   */
  public LatentSpec latent() {
    return latent;
  }

  /**
   * Whether the networks are the user's own, given to the trainer, so that this configuration has
   * no layers.
   *
   * @return false where the layers define the networks
   */
  public boolean hasOwnNetworks() {
    return ownNetworks;
  }

  /**
   * G's layers.
   *
   * @return from the latent vector to the image; empty where {@link #hasOwnNetworks}
   */
  public List<Layer> generator() {
    return generator;
  }

  /**
   * D's layers that Q shares.
   *
   * @return from the image to the features; empty where {@link #hasOwnNetworks}
   */
  public List<Layer> trunk() {
    return trunk;
  }

  /**
   * D's own layers.
   *
   * @return from the features to one logit; empty where {@link #hasOwnNetworks}
   */
  public List<Layer> head() {
    return head;
  }

  /**
   * Q's own layers.
   *
   * @return from the features to the parameters of the posteriors; empty where {@link
   *     #hasOwnNetworks}
   */
  public List<Layer> q() {
    return q;
  }

  /**
   * The distribution of the initial weights.
   *
   * @return the distribution
   */
  public InitialWeights initialWeights() {
    return initialWeights;
  }

  /**
   * The standard deviation of {@link InitialWeights#NORMAL} initial weights.
   *
   * @return the standard deviation, unused by other distributions
   */
  public double initialStandardDeviation() {
    return initialStandardDeviation;
  }

  /**
   * The game that G and D play.
   *
   * @return the family of losses
   */
  public AdversarialLoss adversarialLoss() {
    return adversarialLoss;
  }

  /**
   * D's target on real images.
   *
   * @return 1, or less for one-sided label smoothing
   */
  public double realLabel() {
    return realLabel;
  }

  /**
   * The optimiser of trunk, head and Q.
   *
   * @return its settings
   */
  public Adam discriminatorAdam() {
    return discriminatorAdam;
  }

  /**
   * The optimiser of the generator.
   *
   * @return its settings
   */
  public Adam generatorAdam() {
    return generatorAdam;
  }

  /**
   * Which networks learn from the bound L_I, and with which optimiser.
   *
   * @return the partition
   */
  public UpdatePartition updatePartition() {
    return updatePartition;
  }

  /**
   * The third optimiser of {@link UpdatePartition#SEPARATE}.
   *
   * @return its settings, unused by other partitions
   */
  public Adam informationAdam() {
    return informationAdam;
  }

  /**
   * What keeps the game in balance. In the builder and in JSON its fields stand beside the others.
   *
   * @return the stabilisers
   */
  public Stabilizers stabilizers() {
    return stabilizers;
  }

  /**
   * How categories are found in the real images before the game.
   *
   * @return the settings; no steps for not at all
   */
  public Pretraining pretraining() {
    return pretraining;
  }

  /**
   * How the categories are refined on real images after the game.
   *
   * @return the settings; no rounds for none
   */
  public Refinement refinement() {
    return refinement;
  }

  /**
   * Real images per step, and generated ones.
   *
   * @return at least 2
   */
  public int batch() {
    return batch;
  }

  /**
   * Steps of the whole run.
   *
   * @return at least 1
   */
  public int steps() {
    return steps;
  }

  /**
   * The seed of all randomness.
   *
   * @return any number
   */
  public long seed() {
    return seed;
  }

  /**
   * The recipe for 28×28 grey images such as MNIST, far more reliable than the paper's: smaller
   * networks; Q is held to agree on a real image and its jittered copy, which is what makes the
   * categories digits; noise on all that D sees keeps D from winning; c2 and c3 follow the copy's
   * slant and thickness; λ ramps up and the learning rates fall; the model's G is a moving average,
   * whose pictures are better; and after the game trunk and Q are refined on real images.
   *
   * @return the preset "mnist"
   */
  public static InfoGanConfig mnist() {
    return preset("mnist");
  }

  /**
   * The recipe for things in 28×28 grey images, such as the clothes of Fashion-MNIST: as {@link
   * #mnist}, but the categories are found in the real images before the game ({@link Pretraining}),
   * and the jitter is one for things: mirrored, cropped, brighter or partly hidden.
   *
   * @return the preset "fashion-mnist"
   */
  public static InfoGanConfig fashionMnist() {
    return preset("fashion-mnist");
  }

  /**
   * The paper's MNIST set-up (appendix C.1, table 1), untouched. What the paper leaves open (batch
   * size, steps, initial weights, Adam's betas) is the builder's default.
   *
   * @return the preset "paper-mnist"
   */
  public static InfoGanConfig paperMnist() {
    return preset("paper-mnist");
  }

  /**
   * The paper's SVHN set-up (appendix C): 32×32 images in colour, 124 noise values, four Cat(10),
   * four U(−1, 1). It collapses as the paper has it; {@code
   * toBuilder().instanceNoise(Schedule.linear(0.5, 0.1, 1000))} keeps it alive.
   *
   * @return the preset "paper-svhn"
   */
  public static InfoGanConfig paperSvhn() {
    return preset("paper-svhn");
  }

  /**
   * The paper's CelebA set-up (appendix C): 32×32 images in colour, 128 noise values, ten Cat(10).
   * It collapses as the paper has it; {@code toBuilder().instanceNoise(Schedule.linear(0.5, 0.1,
   * 1000))} keeps it alive.
   *
   * @return the preset "paper-celeba"
   */
  public static InfoGanConfig paperCelebA() {
    return preset("paper-celeba");
  }

  /**
   * The paper's 3D Faces set-up (appendix C), with the learning rates and λ of its azimuth: 32×32
   * grey images. The other factors' settings are the presets "paper-faces-elevation",
   * "paper-faces-lighting" and "paper-faces-width".
   *
   * @return the preset "paper-faces"
   */
  public static InfoGanConfig paperFaces() {
    return preset("paper-faces");
  }

  /**
   * The paper's 3D Chairs set-up (appendix C), with the λ of its rotation: 64×64 grey images. The
   * settings for the width are the preset "paper-chairs-width". Both collapse as the paper has
   * them; a trunk without batch norm keeps them alive.
   *
   * @return the preset "paper-chairs"
   */
  public static InfoGanConfig paperChairs() {
    return preset("paper-chairs");
  }

  /**
   * The Keras tutorial's set-up: 28×28 grey images, no batch norm but dropout in D, and Q learns
   * with G. Three faults of the original are not copied:
   *
   * <ul>
   *   <li>Its divergence of two Gaussians ends in + ½ instead of − ½.
   *   <li>Its target for the continuous code's posterior is the prior, the same for all images, so
   *       that the code stays without meaning. Here Q's Gaussian, σ learned as there, is compared
   *       with the code that was drawn: by the likelihood of L_I, or, with {@link
   *       org.infogan.latent.GaussianCode#withGaussianKl}, by a divergence as there, but from a
   *       Gaussian around that code.
   *   <li>Its grid of samples leaves one cell wrong; the traversals here fill every cell.
   * </ul>
   *
   * @return the preset "keras-mnist"
   */
  public static InfoGanConfig kerasMnist() {
    return preset("keras-mnist");
  }

  /**
   * PyTorch-GAN's set-up: 32×32 grey images, least squares, a third optimiser for the bound. Three
   * faults of the original are not copied:
   *
   * <ul>
   *   <li>Its category head ends in a softmax, and its cross-entropy applies softmax again. Here Q
   *       gives logits.
   *   <li>It passes 0.8 as batch norm's ε. Here ε is 1e-5.
   *   <li>For its information loss it draws continuous codes from N(−1, 1). Here as always they are
   *       from U(−1, 1).
   * </ul>
   *
   * @return the preset "pytorch-gan"
   * @see <a href="https://github.com/eriklindernoren/PyTorch-GAN">PyTorch-GAN, infogan.py</a>
   */
  public static InfoGanConfig pytorchGan() {
    return preset("pytorch-gan");
  }

  /**
   * The set-up of Juliani's TensorFlow tutorial: 32×32 grey images, blocks of pixels moved into the
   * depth and back instead of strides, and Q's optimiser over all variables. Unlike there, batch
   * norm also has a scale, and the first and last convolutions have a bias.
   *
   * @return the preset "tf-tutorial"
   */
  public static InfoGanConfig tfTutorial() {
    return preset("tf-tutorial");
  }

  /**
   * The set-up of a course lab after pianomania/infoGAN-pytorch: 64×64 grey images, one code, Q
   * learns with G. Its author saw D's loss go to 0 and G's to 50 and more. Here the losses are
   * taken from logits, so that G's gradient outlives a D that is certain; a D that wins asks for a
   * smaller learning rate.
   *
   * @return the preset "lab6"
   */
  public static InfoGanConfig lab6() {
    return preset("lab6");
  }

  /**
   * A recipe for images of one's own: ten categories, two continuous codes, things in general.
   *
   * @param image the images' shape: sides of 16 to 128 pixels, which need not be equal, and 1 or 3
   *     channels
   * @return a configuration, whose networks follow from the shape
   * @throws IllegalArgumentException when the shape is another
   */
  public static InfoGanConfig forImages(ImageShape image) {
    return forImages(image, 10, 2, ImageKind.OBJECTS);
  }

  /**
   * A recipe for images of one's own. For {@link ImageKind#DIGITS} the game finds the categories,
   * as in {@link #mnist}; for objects and faces they are found before the game ({@link
   * Pretraining}). The first continuous codes follow what the jitter of that kind changes visibly
   * ({@link Stabilizers.Equivariance}): slant and thickness for digits, size and brightness for
   * objects, brightness for faces. Further ones, and those of other images, are free. Where there
   * is nothing else, neither category nor jitter, the contrastive regulariser keeps the free codes
   * apart in the last quarter of the steps ({@link Stabilizers#contrastiveWeight}).
   *
   * @param image the images' shape: sides of 16 to 128 pixels, which need not be equal, and 1 or 3
   *     channels
   * @param categories the number of categories of c1; 0 for no such code
   * @param continuous the number of continuous codes
   * @param kind what the images show
   * @return a configuration, whose networks follow from the shape
   * @throws IllegalArgumentException when the shape is another, or there is no code
   */
  public static InfoGanConfig forImages(
      ImageShape image, int categories, int continuous, ImageKind kind) {
    return new ImageRecipe(image, categories, continuous, kind).config();
  }

  /**
   * A preset by its name on the command line.
   *
   * @param name the name, such as "paper-mnist"
   * @return the preset's configuration
   * @throws IllegalArgumentException when there is none; the message lists the names
   * @see Preset
   */
  public static InfoGanConfig preset(String name) {
    return Preset.named(name).config();
  }

  /**
   * The names that {@link #preset} knows.
   *
   * @return the names, the library's own recipe first
   */
  public static List<String> presets() {
    return Preset.all().stream().map(Preset::name).toList();
  }

  /**
   * The JSON form, as it stands in model files: every field by its name in the builder, and
   * "networks": "own" in place of the layers where {@link #hasOwnNetworks}.
   *
   * @return the text, several lines
   */
  public String toJson() {
    return new ConfigJson(List.of()).write(this);
  }

  /**
   * Reads a configuration from JSON.
   *
   * @param json the form of {@link #toJson}, or {"preset": NAME, …} with the fields that differ
   *     from the preset. A field that is not given is as in the preset, or without one has the
   *     builder's default; of an object, such as {@code generatorAdam}, so is each field on its
   *     own, while a list is replaced as a whole
   * @return the configuration
   * @throws IllegalArgumentException when the text is not of that form; the message names the field
   */
  public static InfoGanConfig fromJson(String json) {
    return fromJson(json, List.of());
  }

  /**
   * As {@link #fromJson(String)}, with layers of the user's own.
   *
   * @param json the text
   * @param ownLayers the layers' classes, whose "kind" in JSON is the class name without the
   *     package
   * @return the configuration
   * @throws IllegalArgumentException when the text is not of that form; the message names the field
   */
  public static InfoGanConfig fromJson(String json, List<Class<? extends Layer>> ownLayers) {
    return new ConfigJson(ownLayers).read(json);
  }

  /**
   * Reads a configuration from a JSON file.
   *
   * @param file a file with what {@link #fromJson(String)} takes, in UTF-8
   * @return the configuration
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when its text is not of that form; the message names the file
   *     and the field
   */
  public static InfoGanConfig load(Path file) throws IOException {
    return load(file, List.of());
  }

  /**
   * As {@link #load(Path)}, with layers of the user's own.
   *
   * @param file the file
   * @param ownLayers the layers' classes, as {@link #fromJson(String, List)} takes them
   * @return the configuration
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when its text is not of that form; the message names the file
   *     and the field
   */
  public static InfoGanConfig load(Path file, List<Class<? extends Layer>> ownLayers)
      throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    try {
      return fromJson(text, ownLayers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Every field by its name, and whether there are layers. */
  private List<Object> values() {
    return ConfigField.ALL.stream().<Object>map(field -> field.get(this)).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InfoGanConfig that
        && ownNetworks == that.ownNetworks
        && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return ConfigField.ALL.stream()
        .map(field -> field.name() + "=" + field.get(this))
        .collect(Collectors.joining(", ", "InfoGanConfig[", "]"));
  }

  /**
   * Builds an {@link InfoGanConfig}. The defaults stand here and nowhere else; where the paper
   * leaves a setting open they are those of openai/InfoGAN. Values are checked by {@link #build}.
   */
  public static final class Builder {

    private @Nullable ImageShape image;
    private ValueRange valueRange = ValueRange.UNIT;
    private @Nullable LatentSpec latent;
    private boolean ownNetworks;
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

    Schedule lambdaSchedule = Schedule.constant(1);
    Schedule learningRateSchedule = Schedule.constant(1);
    Schedule instanceNoise = Schedule.constant(0);
    double consistencyWeight;
    Jitter jitter = Jitter.NONE;
    List<Stabilizers.Equivariance> equivariances = List.of();
    double r1Gamma;
    Schedule contrastiveWeight = Schedule.constant(0);
    double generatorEmaDecay;
    double gradientClipNorm;
    int discriminatorUpdates = 1;
    int generatorUpdates = 1;

    private Pretraining pretraining = Pretraining.NONE;
    private Refinement refinement = Refinement.NONE;
    private int batch = 128;
    private int steps = 5000;
    private long seed = 1;

    private Builder() {}

    /** A list may hold null, which the configuration names by its place. */
    private static <T> @Nullable List<T> list(T[] items) {
      return items == null ? null : Arrays.asList(items.clone());
    }

    /**
     * Sets the size of the images.
     *
     * @param channels 1 for grey, 3 for colour
     * @param height rows of pixels
     * @param width columns of pixels
     * @return this
     * @throws IllegalArgumentException when one is below 1
     */
    public Builder image(int channels, int height, int width) {
      return image(new ImageShape(channels, height, width));
    }

    /**
     * Sets the size of the images.
     *
     * @param image channels, height and width
     * @return this
     */
    public Builder image(ImageShape image) {
      this.image = image;
      return this;
    }

    /**
     * Sets the range that the generator produces.
     *
     * @param valueRange the range; UNIT, [0, 1], if not set
     * @return this
     */
    public Builder valueRange(ValueRange valueRange) {
      this.valueRange = valueRange;
      return this;
    }

    /**
     * Sets the generator's input.
     *
     * @param noise the noise
     * @param codes the codes, at least one. Not modified.
     * @return this
     * @throws IllegalArgumentException as {@link LatentSpec} does
     */
    public Builder latent(Noise noise, LatentCode... codes) {
      return latent(LatentSpec.of(noise, codes));
    }

    /**
     * Sets the generator's input.
     *
     * @param latent noise and codes
     * @return this
     */
    public Builder latent(LatentSpec latent) {
      this.latent = latent;
      return this;
    }

    /**
     * Says that the networks are given to the trainer, and forgets layers that were set. Those of
     * them that are {@link org.infogan.nn.Sequential} and whose weights are still zero get initial
     * weights as configured.
     *
     * @return this
     */
    public Builder ownNetworks() {
      ownNetworks = true;
      generator = List.of();
      trunk = List.of();
      head = List.of();
      q = List.of();
      return this;
    }

    /**
     * Sets G's layers.
     *
     * @param layers from the latent vector to the image. Not modified.
     * @return this
     */
    public Builder generator(Layer... layers) {
      return generator(list(layers));
    }

    /**
     * Sets G's layers.
     *
     * @param layers from the latent vector to the image. Not modified.
     * @return this
     */
    public Builder generator(List<? extends Layer> layers) {
      generator = layersOf(layers);
      return this;
    }

    /**
     * Sets D's layers that Q shares.
     *
     * @param layers from the image to the features. Not modified.
     * @return this
     */
    public Builder trunk(Layer... layers) {
      return trunk(list(layers));
    }

    /**
     * Sets D's layers that Q shares.
     *
     * @param layers from the image to the features. Not modified.
     * @return this
     */
    public Builder trunk(List<? extends Layer> layers) {
      trunk = layersOf(layers);
      return this;
    }

    /**
     * Sets D's own layers.
     *
     * @param layers from the features to one logit. Not modified.
     * @return this
     */
    public Builder head(Layer... layers) {
      return head(list(layers));
    }

    /**
     * Sets D's own layers.
     *
     * @param layers from the features to one logit. Not modified.
     * @return this
     */
    public Builder head(List<? extends Layer> layers) {
      head = layersOf(layers);
      return this;
    }

    /**
     * Sets Q's own layers.
     *
     * @param layers from the features to the parameters of the posteriors. Not modified.
     * @return this
     */
    public Builder q(Layer... layers) {
      return q(list(layers));
    }

    /**
     * Sets Q's own layers.
     *
     * @param layers from the features to the parameters of the posteriors. Not modified.
     * @return this
     */
    public Builder q(List<? extends Layer> layers) {
      q = layersOf(layers);
      return this;
    }

    /** A copy, which may be null or hold null until {@link #build} says where. */
    private @Nullable List<Layer> layersOf(List<? extends Layer> layers) {
      ownNetworks = false;
      return layers == null ? null : new ArrayList<>(layers);
    }

    /**
     * Sets the distribution of the initial weights.
     *
     * @param initialWeights the distribution; NORMAL if not set
     * @return this
     */
    public Builder initialWeights(InitialWeights initialWeights) {
      this.initialWeights = initialWeights;
      return this;
    }

    /**
     * Sets the standard deviation of normal initial weights.
     *
     * @param initialStandardDeviation between 0 and 10; 0.02 if not set
     * @return this
     */
    public Builder initialStandardDeviation(double initialStandardDeviation) {
      this.initialStandardDeviation = initialStandardDeviation;
      return this;
    }

    /**
     * Sets the game that G and D play.
     *
     * @param adversarialLoss the family of losses; NON_SATURATING if not set
     * @return this
     */
    public Builder adversarialLoss(AdversarialLoss adversarialLoss) {
      this.adversarialLoss = adversarialLoss;
      return this;
    }

    /**
     * Sets D's target on real images.
     *
     * @param realLabel above 0 and at most 1; 1 if not set, 0.9 is usual one-sided label smoothing
     * @return this
     */
    public Builder realLabel(double realLabel) {
      this.realLabel = realLabel;
      return this;
    }

    /**
     * Sets the optimiser of D and Q.
     *
     * @param adam the settings; learning rate 2e-4 if not set
     * @return this
     */
    public Builder discriminatorAdam(Adam adam) {
      discriminatorAdam = adam;
      return this;
    }

    /**
     * Sets the optimiser of G.
     *
     * @param adam the settings; learning rate 1e-3 if not set
     * @return this
     */
    public Builder generatorAdam(Adam adam) {
      generatorAdam = adam;
      return this;
    }

    /**
     * Sets which networks learn from the bound L_I.
     *
     * @param updatePartition the partition; SHARED, as in the paper, if not set
     * @return this
     */
    public Builder updatePartition(UpdatePartition updatePartition) {
      this.updatePartition = updatePartition;
      return this;
    }

    /**
     * Sets the third optimiser of {@link UpdatePartition#SEPARATE}.
     *
     * @param adam the settings; learning rate 2e-4 if not set
     * @return this
     */
    public Builder informationAdam(Adam adam) {
      informationAdam = adam;
      return this;
    }

    /**
     * Sets the factor of every code's λ.
     *
     * @param lambdaSchedule values of at least 0; constantly 1 if not set
     * @return this
     */
    public Builder lambdaSchedule(Schedule lambdaSchedule) {
      this.lambdaSchedule = lambdaSchedule;
      return this;
    }

    /**
     * Sets the factor of every learning rate.
     *
     * @param learningRateSchedule values of at least 0; constantly 1 if not set
     * @return this
     */
    public Builder learningRateSchedule(Schedule learningRateSchedule) {
      this.learningRateSchedule = learningRateSchedule;
      return this;
    }

    /**
     * Sets the noise on every image that D sees.
     *
     * @param instanceNoise standard deviations of at least 0, in units of the generator's values; 0
     *     if not set
     * @return this
     */
    public Builder instanceNoise(Schedule instanceNoise) {
      this.instanceNoise = instanceNoise;
      return this;
    }

    /**
     * Sets the agreement of Q on a real image and its jittered copy.
     *
     * @param weight the weight of the cross-entropy in the loss of D and Q; 0, for none, if not set
     * @param jitter how the copies are distorted, also for {@link #equivariances}
     * @return this
     */
    public Builder consistency(double weight, Jitter jitter) {
      consistencyWeight = weight;
      this.jitter = jitter;
      return this;
    }

    /**
     * Sets the agreement of Q on a real image and its jittered copy, and the codes that follow it.
     *
     * @param consistency weight, jitter and equivariances
     * @return this
     */
    public Builder consistency(Stabilizers.Consistency consistency) {
      equivariances = consistency.equivariances();
      return consistency(consistency.weight(), consistency.jitter());
    }

    /**
     * Sets the continuous codes that follow what the jitter of {@link #consistency(double, Jitter)}
     * does to a real image. The order of the two calls does not matter.
     *
     * @param equivariances a code and its factor each; none if not set. Not modified.
     * @return this
     */
    public Builder equivariances(Stabilizers.Equivariance... equivariances) {
      return equivariances(list(equivariances));
    }

    /**
     * As {@link #equivariances(Stabilizers.Equivariance...)}.
     *
     * @param equivariances a code and its factor each. Not modified.
     * @return this
     */
    public Builder equivariances(List<Stabilizers.Equivariance> equivariances) {
      this.equivariances = equivariances;
      return this;
    }

    /**
     * Sets γ of the R1 penalty.
     *
     * @param r1Gamma at least 0; 0, for none, if not set
     * @return this
     */
    public Builder r1Gamma(double r1Gamma) {
      this.r1Gamma = r1Gamma;
      return this;
    }

    /**
     * Sets the weight of the contrastive regulariser, for which G makes each continuous code a
     * change distinct from those of the others.
     *
     * @param contrastiveWeight values of at least 0; 0, for none, if not set
     * @return this
     * @see Stabilizers#contrastiveWeight
     */
    public Builder contrastiveWeight(Schedule contrastiveWeight) {
      this.contrastiveWeight = contrastiveWeight;
      return this;
    }

    /**
     * Sets the decay of the moving average of G's parameters. In step t it is at most (1 + t)/(10 +
     * t), so that the average forgets the random start: .998 is not reached before step 4,490, and
     * after 2,000 steps the average is one of the last 220.
     *
     * @param generatorEmaDecay from 0 to below 1; 0, for none, if not set
     * @return this
     */
    public Builder generatorEmaDecay(double generatorEmaDecay) {
      this.generatorEmaDecay = generatorEmaDecay;
      return this;
    }

    /**
     * Sets the norm to which gradients are scaled down.
     *
     * @param gradientClipNorm at least 0; 0, for none, if not set
     * @return this
     */
    public Builder gradientClipNorm(double gradientClipNorm) {
      this.gradientClipNorm = gradientClipNorm;
      return this;
    }

    /**
     * Sets the updates per step.
     *
     * @param discriminator updates of D with Q, each on images of its own; 1 if not set
     * @param generator updates of G; 1 if not set
     * @return this
     */
    public Builder updatesPerStep(int discriminator, int generator) {
      return discriminatorUpdates(discriminator).generatorUpdates(generator);
    }

    /**
     * Sets the updates of D with Q per step.
     *
     * @param discriminatorUpdates at least 1; 1 if not set
     * @return this
     */
    public Builder discriminatorUpdates(int discriminatorUpdates) {
      this.discriminatorUpdates = discriminatorUpdates;
      return this;
    }

    /**
     * Sets the updates of G per step.
     *
     * @param generatorUpdates at least 1; 1 if not set
     * @return this
     */
    public Builder generatorUpdates(int generatorUpdates) {
      this.generatorUpdates = generatorUpdates;
      return this;
    }

    /**
     * Sets how categories are found in the real images before the game. They are what the {@link
     * #consistency(double, Jitter)} of the first categorical code then asks for, which must have a
     * weight.
     *
     * @param pretraining the settings; {@link Pretraining#NONE} if not set
     * @return this
     */
    public Builder pretraining(Pretraining pretraining) {
      this.pretraining = pretraining;
      return this;
    }

    /**
     * Sets how the categories are refined on real images after the game.
     *
     * @param refinement the settings; {@link Refinement#NONE} if not set
     * @return this
     */
    public Builder refinement(Refinement refinement) {
      this.refinement = refinement;
      return this;
    }

    /**
     * Sets the real images per step.
     *
     * @param batch at least 2; 128 if not set
     * @return this
     */
    public Builder batch(int batch) {
      this.batch = batch;
      return this;
    }

    /**
     * Sets the steps of a {@code fit}.
     *
     * @param steps at least 1; 5000 if not set
     * @return this
     */
    public Builder steps(int steps) {
      this.steps = steps;
      return this;
    }

    /**
     * Sets the seed of all randomness.
     *
     * @param seed any number; 1 if not set
     * @return this
     */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Checks the values and makes the configuration. The builder can be used further.
     *
     * @return the configuration
     * @throws IllegalArgumentException when a value is out of its range, two contradict each other,
     *     or the networks do not fit together; the message names the field
     */
    public InfoGanConfig build() {
      return new InfoGanConfig(this);
    }
  }
}
