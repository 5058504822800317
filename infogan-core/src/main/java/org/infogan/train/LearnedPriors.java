package org.infogan.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.losses.Softmax;
import org.infogan.nn.Mode;
import org.infogan.nn.NamedTensors;
import org.infogan.nn.Pass;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The priors π of those categorical codes whose prior is {@link CategoricalPrior#LEARNED}. At the
 * end of each step
 *
 * <pre>π ← π + ρ·w·(q̄ − π),    q̄ = E[Q(·|x)] over the step's real images,</pre>
 *
 * <p>w being the step's factor of λ, at most 1, so that π follows Q as far as G does. Each is a
 * short step towards the π that maximises E[Σₖ Q(k|x)·ln πₖ], which is q̄. No πₖ falls below a
 * tenth of 1/K (before all are divided by their sum), since Q cannot learn a category that G never
 * draws.
 *
 * <p>Its values in the metrics are KL(q̄ ‖ π), in nats: 0 where generated and real images have the
 * same shares of categories. It adds no gradient.
 */
final class LearnedPriors implements DiscriminatorTerm {

  private static final double RATE = 0.01;

  /** The least probability, as a share of 1/K. */
  private static final double LEAST = 0.1;

  /** One code. */
  private static final class Learned {
    final CategoricalCode code;

    /** The first of its rows in Q's output. */
    final int offset;

    /** E[Q] of each category, summed over the step's updates of D. */
    final float[] answers;

    Learned(CategoricalCode code, int offset) {
      this.code = code;
      this.offset = offset;
      answers = new float[code.categories()];
    }
  }

  private final LatentSpec configured;
  private final List<Learned> codes = new ArrayList<>();
  private final NamedTensors priors;
  private final Pass q;
  private int updates;

  private LearnedPriors(InfoGanConfig config, TrainableNetwork q) {
    configured = config.latent();
    this.q = q.newPass();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    int offset = 0;
    for (LatentCode code : configured.codes()) {
      if (code instanceof CategoricalCode learned && learned.learnsPrior()) {
        codes.add(new Learned(learned, offset));
        shapes.put(code.name(), Shape.of(learned.categories()));
      }
      offset += code.likelihood().parameterRows();
    }
    priors = new NamedTensors(q.network().dataType(), shapes);
    for (Learned learned : codes) {
      priors.get(learned.code.name()).assign(1.0 / learned.code.categories());
    }
  }

  /**
   * The priors, where the configuration has one that is learnt.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @return the priors, which the caller closes, or none
   */
  static Optional<LearnedPriors> configured(InfoGanConfig config, TrainableNetworks networks) {
    return config.latent().codes().stream().anyMatch(LatentCode::learnsPrior)
        ? Optional.of(new LearnedPriors(config, networks.q()))
        : Optional.empty();
  }

  /**
   * The layout of the latent vectors with the priors as they are now.
   *
   * @return the configured layout, in which each learned prior is given
   */
  LatentSpec current() {
    LatentSpec spec = configured;
    for (Learned learned : codes) {
      spec = spec.with(learned.code.withPrior(CategoricalPrior.of(probabilities(learned))));
    }
    return spec;
  }

  /** π with a sum of 1 in doubles as well. */
  private double[] probabilities(Learned learned) {
    double[] p = priors.get(learned.code.name()).toDoubleVector();
    normalize(p);
    return p;
  }

  private static void normalize(double[] p) {
    double sum = 0;
    for (double v : p) {
      sum += v;
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
  }

  @Override
  public List<String> names() {
    return codes.stream().map(learned -> "prior_" + learned.code.name()).toList();
  }

  @Override
  public List<TrainableNetwork> learners() {
    return List.of();
  }

  @Override
  public double[] addGradient(StepContext step, RealPass real) {
    INDArray posterior = q.forward(real.features(), Mode.BATCH_STATISTICS, step.random());
    updates++;
    return codes.stream().mapToDouble(learned -> observe(learned, posterior)).toArray();
  }

  /** Adds E[Q] of a batch to the answers; KL(E[Q] ‖ π). */
  private double observe(Learned learned, INDArray posterior) {
    int categories = learned.code.categories();
    int batch = (int) posterior.size(1);
    double[] mean = new double[categories];
    double[] p = new double[categories];
    for (int b = 0; b < batch; b++) {
      for (int k = 0; k < categories; k++) {
        p[k] = posterior.getDouble(learned.offset + k, b);
      }
      Softmax.of(p, p);
      for (int k = 0; k < categories; k++) {
        mean[k] += p[k] / batch;
      }
    }
    double[] prior = probabilities(learned);
    double divergence = 0;
    for (int k = 0; k < categories; k++) {
      learned.answers[k] += (float) mean[k];
      divergence += mean[k] == 0 ? 0 : mean[k] * Math.log(mean[k] / prior[k]);
    }
    return divergence;
  }

  /** Begins a step: forgets what another, which may have been broken off, has observed. */
  void begin() {
    updates = 0;
    codes.forEach(learned -> Arrays.fill(learned.answers, 0));
  }

  /**
   * Moves the priors at the end of a step, on all ranks in the same way.
   *
   * @param step the step in progress
   */
  void update(StepContext step) {
    double share = RATE * Math.min(1, step.lambdaFactor());
    for (Learned learned : codes) {
      step.ranks().average(learned.answers);
      double[] prior = probabilities(learned);
      double least = LEAST / prior.length;
      for (int k = 0; k < prior.length; k++) {
        double answer = learned.answers[k] / updates;
        prior[k] = Math.max(least, prior[k] + share * (answer - prior[k]));
      }
      normalize(prior);
      INDArray tensor = priors.get(learned.code.name());
      for (int k = 0; k < prior.length; k++) {
        tensor.putScalar(k, prior[k]);
      }
    }
  }

  /**
   * The probabilities, by the names of their codes: part of a checkpoint.
   *
   * @return π of each code; writing to it changes the prior
   */
  NamedTensors tensors() {
    return priors;
  }

  @Override
  public void close() {
    q.close();
    priors.close();
  }
}
