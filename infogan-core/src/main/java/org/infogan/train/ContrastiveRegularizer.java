package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infogan.backend.LastingArrays;
import org.infogan.backend.Views;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.data.ImageShape;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.UniformCode;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Layer;
import org.infogan.nn.Mode;
import org.infogan.nn.Padding;
import org.infogan.nn.Pass;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.train.batches.LatentPairs;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The contrastive regulariser of InfoGAN-CR: of pairs of generated images that share the noise and
 * one continuous code, a network H guesses which code that is; H and G both minimise
 *
 * <pre>w·E[−ln H(i | G(z, c), G(z, c′))],   cᵢ = c′ᵢ,   i = 1 … K</pre>
 *
 * <p>(see docs/math.md, section 1). H sees a pair as one image of twice the channels: convolutions
 * with spectral norm, as in the paper's code. Both learn from the same backward run; H with an Adam
 * of its own, with G's settings, whose first update is the first with w above 0.
 *
 * @see <a href="https://arxiv.org/abs/1906.06034">Lin et al. 2020, InfoGAN-CR</a>
 * @see <a href="https://github.com/fjxmlzn/InfoGAN-CR">fjxmlzn/InfoGAN-CR</a>
 */
final class ContrastiveRegularizer implements GeneratorTerm {

  private static final String NAME = "contrastive";

  /** The place of H's initial weights in the stream of the run's: after the four networks'. */
  private static final int NETWORK = 4;

  /** Convolutions halve the image until its shorter side is at most this. */
  private static final int SMALLEST = 7;

  private static final double LEAK = 0.2;

  private final Schedule weight;
  private final LatentPairs pairs;
  private final CategoricalCrossEntropy loss;
  private final Sequential network;
  private final TrainableNetwork guesser;
  private final JointUpdate update;
  private final int channels;
  private final Pass[] generators;
  private final INDArray[] latents;
  private final INDArray shared;
  private final INDArray images;
  private final INDArray dlogits;

  /**
   * Prepares H and two passes of G.
   *
   * @param config gives the weight, the codes, the batch and the optimiser's settings
   * @param generator G, which learns from the term
   * @param layers H's, from [2C, H, W] to one logit for each continuous code. Not modified.
   */
  ContrastiveRegularizer(InfoGanConfig config, TrainableNetwork generator, List<Layer> layers) {
    weight = config.stabilizers().contrastiveWeight();
    List<LatentCode> codes = continuous(config.latent());
    pairs = new LatentPairs(config, codes);
    loss = new CategoricalCrossEntropy(codes.size());
    DataType type = generator.network().dataType();
    network = new Sequential(pairShape(config.image()), layers, type);
    network.initializeGlorot(RandomStreams.at(config.seed(), NETWORK, Purpose.WEIGHTS));
    int batch = config.batch();
    guesser = new TrainableNetwork(NAME, network, batch);
    update =
        new JointUpdate(
            NAME,
            config.generatorAdam(),
            config.stabilizers().gradientClipNorm(),
            List.of(guesser));
    channels = config.image().channels();
    generators = new Pass[] {generator.newPass(), generator.newPass()};
    latents =
        new INDArray[] {
          LastingArrays.zeros(type, config.latent().width(), batch),
          LastingArrays.zeros(type, config.latent().width(), batch)
        };
    shared = LastingArrays.zeros(type, codes.size(), batch);
    images = LastingArrays.zeros(type, network.inputShape().withBatch(batch));
    dlogits = LastingArrays.zeros(type, codes.size(), batch);
  }

  /**
   * The regulariser where the configuration ever gives it a weight.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @return the regulariser, which the caller closes, or none
   */
  static Optional<GeneratorTerm> configured(InfoGanConfig config, TrainableNetworks networks) {
    return config.stabilizers().contrastiveWeight().greatest() > 0
        ? Optional.of(new ContrastiveRegularizer(config, networks.generator(), layers(config)))
        : Optional.empty();
  }

  /** H's layers: 4×4 convolutions of stride 2 with 32, 32, 64, … filters, 128 units, K logits. */
  private static List<Layer> layers(InfoGanConfig config) {
    ImageShape image = config.image();
    List<Layer> layers = new ArrayList<>();
    int side = Math.min(image.height(), image.width());
    for (int level = 0; side > SMALLEST; level++) {
      layers.add(new SpectralNorm(new Conv2d(level < 2 ? 32 : 64, 4, 2, Padding.SAME)));
      layers.add(new LeakyRelu(LEAK));
      side = (side + 1) / 2;
    }
    Shape features = Sequential.outputShape(NAME, pairShape(image), layers);
    layers.add(Reshape.to(features.size()));
    layers.add(new SpectralNorm(new Dense(128)));
    layers.add(new LeakyRelu(LEAK));
    layers.add(new Dense(continuous(config.latent()).size()));
    return layers;
  }

  private static Shape pairShape(ImageShape image) {
    return Shape.of(2 * image.channels(), image.height(), image.width());
  }

  private static List<LatentCode> continuous(LatentSpec latent) {
    return latent.codes().stream()
        .filter(code -> code instanceof UniformCode || code instanceof GaussianCode)
        .toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TrainableNetwork learner() {
    return guesser;
  }

  @Override
  public JointUpdate jointUpdate() {
    return update;
  }

  @Override
  public double addGradient(StepContext step, long number) {
    double current = weight.at(step.step());
    if (current == 0) {
      return 0;
    }
    pairs.draw(number, step.latent());
    latents[0].assign(pairs.first());
    latents[1].assign(pairs.second());
    shared.assign(pairs.shared());
    for (int i = 0; i < 2; i++) {
      image(images, i).assign(generators[i].forward(latents[i], Mode.TRAINING, step.random()));
    }
    double value = loss.negativeLogLikelihood(step.forward(guesser, images), shared, dlogits);
    dlogits.muli(current);
    INDArray dimages = guesser.pass().backward(dlogits, BOTH);
    for (int i = 0; i < 2; i++) {
      generators[i].backward(image(dimages, i), PARAMETERS);
    }
    update.apply(step);
    return current * value;
  }

  /** The first or second image of each pair, a view. */
  private INDArray image(INDArray pair, int i) {
    return Views.of(pair, Views.range(i * channels, channels), Views.ALL, Views.ALL, Views.ALL);
  }

  @Override
  public void close() {
    for (int i = 0; i < 2; i++) {
      generators[i].close();
      latents[i].close();
    }
    update.close();
    guesser.close();
    network.close();
    pairs.close();
    shared.close();
    images.close();
    dlogits.close();
  }
}
