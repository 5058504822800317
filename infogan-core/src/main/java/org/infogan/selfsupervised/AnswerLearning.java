package org.infogan.selfsupervised;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.infogan.backend.BatchBuffer;
import org.infogan.backend.HostMemory;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.data.Shuffle;
import org.infogan.data.augment.Distortion;
import org.infogan.model.EquivariantMean;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.RandomStreams;
import org.infogan.model.RandomStreams.Purpose;
import org.infogan.nn.Mode;
import org.infogan.nn.Network;
import org.infogan.nn.Pass;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;
import org.infogan.train.TrainableNetwork;
import org.infogan.train.batches.LatentBatches;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Copies of trunk and Q that learn given answers, and how continuous codes follow a distortion,
 * from distorted real images, and L_I from generated ones. A moving average of their parameters is
 * the result.
 */
final class AnswerLearning implements AutoCloseable {

  /** Where Adam's rate ends, as a share of where it begins. */
  private static final double LAST_RATE = 0.1;

  /** One image of so many is a hint, where there are any. */
  private static final int HINTED = 4;

  private final InfoGanConfig config;
  private final Refinement settings;
  private final HintedImages images;
  private final @Nullable LatentBatches latents;
  private final List<CategoryAnswers> codes;
  private final List<EquivariantMean> followers;
  private final InfoGanNetworks learning;
  private final InfoGanNetworks averaged;
  private final TrainableNetwork trunk;
  private final TrainableNetwork q;
  private final AdamOptimizer trunkAdam;
  private final AdamOptimizer qAdam;

  /** null where nothing is learnt from generated images. */
  private final @Nullable Pass generator;

  private final BatchBuffer copies;
  private final INDArray dposterior;
  private final float[] posterior;
  private final float[] gradient;

  /**
   * Copies the networks.
   *
   * @param config gives the settings, batch size, codes and seed
   * @param networks their statistics measured. Not modified.
   * @param images in the configured size, and hints
   * @param latents draws the latent vectors of the generated images; null to learn from none
   */
  AnswerLearning(
      InfoGanConfig config,
      InfoGanNetworks networks,
      HintedImages images,
      @Nullable LatentBatches latents) {
    this.config = config;
    this.images = images;
    this.latents = latents;
    settings = config.refinement();
    codes = CategoryAnswers.of(config.latent());
    followers = EquivariantMean.of(config);
    int batch = config.batch();
    learning = withCopies(networks);
    averaged = withCopies(networks);
    trunk = new TrainableNetwork("trunk", learning.trunk(), batch);
    q = new TrainableNetwork("q", learning.q(), batch);
    Adam adam = new Adam(settings.learningRate(), 0.9, 0.999, 1e-8);
    trunkAdam = trunk.newOptimizer(adam);
    qAdam = q.newOptimizer(adam);
    generator = latents == null ? null : networks.generator().newPass(batch);
    copies = new BatchBuffer(images.all().shape().toShape().withBatch(batch));
    int width = config.latent().posteriorWidth();
    dposterior = LastingArrays.zeros(networks.q().dataType(), width, batch);
    posterior = new float[width * batch];
    gradient = new float[width * batch];
  }

  /** Trunk and Q in memory of their own, generator and head the same. */
  private static InfoGanNetworks withCopies(InfoGanNetworks networks) {
    return new InfoGanNetworks(
        networks.generator(), networks.trunk().copy(), networks.head(), networks.q().copy());
  }

  /**
   * The networks whose trunk and Q have the averaged parameters.
   *
   * @return owned by this object
   */
  InfoGanNetworks averaged() {
    return averaged;
  }

  /**
   * Makes the updates of one round.
   *
   * @param round the round's number, from 0
   * @param indices the round's images, the hints last. Not modified.
   * @param answers what to learn of each of these, by code: [n][K] each. Not modified.
   * @param posterior Q's output on these as they are, [n][P]; null where no code follows a change.
   *     Not modified.
   * @param stop asked before each update; if it says yes, the round ends
   * @return the mean loss on the real images
   */
  double round(
      int round,
      int[] indices,
      List<double[][]> answers,
      float @Nullable [][] posterior,
      BooleanSupplier stop) {
    int[] order = new int[indices.length];
    Arrays.setAll(order, i -> i);
    int next = order.length;
    double loss = 0;
    int batch = config.batch();
    for (int s = 0; s < settings.steps() && !stop.getAsBoolean(); s++) {
      int step = round * settings.steps() + s + 1;
      RandomGenerator random = RandomStreams.at(config.seed(), step, Purpose.REFINEMENT);
      if (next + batch > order.length) {
        Shuffle.apply(order, random);
        next = 0;
      }
      int[] chosen = Arrays.copyOfRange(order, next, next + batch);
      for (int b = 0; images.hints() > 0 && b < batch / HINTED; b++) {
        chosen[b] = indices.length - 1 - random.nextInt(images.hints());
      }
      next += batch;
      loss += learnReal(indices, chosen, answers, posterior, random) / settings.steps();
      if (generator != null && latents != null) {
        learnGenerated(generator, latents.draw(step, Purpose.REFINEMENT_LATENTS), random);
      }
      update(step);
    }
    return loss;
  }

  private double learnReal(
      int[] indices,
      int[] chosen,
      List<double[][]> answers,
      float @Nullable [][] onImages,
      RandomGenerator random) {
    List<Distortion> distortions = new ArrayList<>();
    for (int b = 0; b < chosen.length; b++) {
      Distortion distortion = settings.jitter().draw(random);
      float[] example = copies.examples()[b];
      NetworkReader.readExample(
          images.all(), indices[chosen[b]], config.valueRange(), distortion, example);
      distortions.add(distortion);
    }
    INDArray features = trunk.pass().forward(copies.write(), Mode.TRAINING, random);
    HostMemory.read(q.pass().forward(features, Mode.TRAINING, random), posterior);
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int code = 0; code < codes.size(); code++) {
      loss += hardCrossEntropy(codes.get(code), answers.get(code), chosen, posterior, gradient);
    }
    for (EquivariantMean follower : followers) {
      float[][] means = Objects.requireNonNull(onImages);
      loss += equivariance(follower, distortions, means, chosen, posterior, gradient);
    }
    HostMemory.write(gradient, dposterior);
    trunk.pass().backward(q.pass().backward(dposterior, BOTH), PARAMETERS);
    return loss;
  }

  /**
   * E[−wᵢ·ln softmax(yᵢ)[kᵢ]] with k the most likely answer and w = 1 − H(t)/ln K, so that an
   * answer between all categories counts nothing; its gradient is w·(softmax(y) − onehot(k))/B.
   *
   * @param code whose rows are looked at
   * @param answers t, [n][K]. Not modified.
   * @param chosen which answer belongs to each of the B examples. Not modified.
   * @param outputs y, [P, B]. Not modified.
   * @param gradient [P, B], of which the code's rows are written. Modified.
   * @return the loss in nats
   */
  static double hardCrossEntropy(
      CategoryAnswers code, double[][] answers, int[] chosen, float[] outputs, float[] gradient) {
    int batch = chosen.length;
    int categories = code.categories();
    double[] p = new double[categories];
    double loss = 0;
    for (int b = 0; b < batch; b++) {
      double[] answer = answers[chosen[b]];
      int target = CategoryAnswers.mostLikely(answer);
      double weight = 1 - CategoryAnswers.entropy(answer) / Math.log(categories);
      code.softmax(outputs, b, batch, p);
      loss -= weight * Math.log(Math.max(1e-30, p[target])) / batch;
      for (int k = 0; k < categories; k++) {
        double error = p[k] - (k == target ? 1 : 0);
        gradient[(code.offset() + k) * batch + b] = (float) (weight * error / batch);
      }
    }
    return loss;
  }

  /**
   * w·½·E[(μ(jitter(x)) − t(x))²], whose gradient is w·(μ(jitter(x)) − t(x))/B: the target is a
   * constant here, and it is L_I on generated images that keeps the code's scale.
   *
   * @param follower the code whose mean it is, and what it is to be
   * @param distortions of the B examples. Not modified.
   * @param onImages Q's output on the images as they are, [n][P]. Not modified.
   * @param chosen which image each of the B examples shows. Not modified.
   * @param outputs Q's output on the examples, [P, B]. Not modified.
   * @param gradient [P, B], of which the code's row is written. Modified.
   * @return the loss
   */
  static double equivariance(
      EquivariantMean follower,
      List<Distortion> distortions,
      float[][] onImages,
      int[] chosen,
      float[] outputs,
      float[] gradient) {
    int batch = chosen.length;
    double squares = 0;
    for (int b = 0; b < batch; b++) {
      float[] means = onImages[chosen[b]];
      double target = follower.onCopy(distortions.get(b)).of(row -> means[row]);
      int mean = follower.row() * batch + b;
      double error = outputs[mean] - target;
      squares += error * error;
      gradient[mean] = (float) (follower.weight() * error / batch);
    }
    return follower.weight() * squares / (2 * batch);
  }

  /** The gradient of −Σ λᵢ·L_I,i of all codes: what they mean to G they go on meaning to Q. */
  private void learnGenerated(Pass painter, INDArray drawn, RandomGenerator random) {
    INDArray fake = painter.forward(drawn, Mode.INFERENCE, random);
    INDArray features = trunk.pass().forward(fake, Mode.TRAINING, random);
    INDArray output = q.pass().forward(features, Mode.TRAINING, random);
    int noise = config.latent().noise().width();
    INDArray drawnCodes =
        drawn.get(NDArrayIndex.interval(noise, drawn.size(0)), NDArrayIndex.all());
    config.latent().bound().valueAndGradient(output, drawnCodes, dposterior);
    trunk.pass().backward(q.pass().backward(dposterior, BOTH), PARAMETERS);
  }

  private void update(int step) {
    double all = (double) settings.rounds() * settings.steps();
    double cosine = (1 + Math.cos(Math.PI * (step - 1) / all)) / 2;
    double factor = LAST_RATE + (1 - LAST_RATE) * cosine;
    trunkAdam.update(factor);
    qAdam.update(factor);
    // The first updates count for more: the average begins at what they leave behind.
    double decay = Math.min(settings.emaDecay(), (1.0 + step) / (10.0 + step));
    follow(averaged.trunk(), learning.trunk(), decay);
    follow(averaged.q(), learning.q(), decay);
  }

  private static void follow(Network average, Network network, double decay) {
    average.parameters().moveTowards(network.parameters(), 1 - decay);
  }

  @Override
  public void close() {
    trunkAdam.close();
    qAdam.close();
    trunk.close();
    q.close();
    if (generator != null) {
      generator.close();
    }
    copies.close();
    dposterior.close();
    learning.trunk().close();
    learning.q().close();
    averaged.trunk().close();
    averaged.q().close();
  }
}
