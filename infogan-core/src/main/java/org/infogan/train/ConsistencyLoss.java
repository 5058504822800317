package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Stabilizers;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.losses.CategoricalCrossEntropy;
import org.infogan.model.EquivariantMean;
import org.infogan.nn.Mode;
import org.infogan.nn.Pass;
import org.infogan.train.batches.RealBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What Q says of real images against what it says of their distorted copies: the cross-entropy of
 * each categorical code ({@link Stabilizers.Consistency}), and how closely each continuous code
 * that is to follow the distortion does so ({@link Stabilizers.Equivariance}). Q learns from it;
 * the trunk too, where it learns from Q at all ({@link LearningPlan#trunkLearnsFromQ}).
 *
 * <p>The copies have passes of their own, so that those of the images wait for their backward run.
 */
final class ConsistencyLoss implements DiscriminatorTerm {

  /** One code's part: its rows in Q's output, and the loss of these. */
  private interface CodeLoss {

    String name();

    int offset();

    int rows();

    /**
     * Computes value and gradients.
     *
     * @param onImages Q's output on the images. Not modified.
     * @param onCopies Q's output on the copies. Not modified.
     * @param real the images' distortions, and their categories where these are given. Not
     *     modified.
     * @param donImages 0 in rows that no other loss has. Modified.
     * @param donCopies 0 in rows that no other loss has. Modified.
     * @return the value times its weight, whose gradients are added
     */
    double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        RealBatch real,
        INDArray donImages,
        INDArray donCopies);
  }

  /**
   * E[−Σₖ pₖ·ln qₖ]: p the softmax on the images, a constant, q that on the copies. Where
   * categories are given, p of the first categorical code is these.
   */
  private record CategoricalConsistency(
      String name, int offset, double weight, boolean first, INDArray target) implements CodeLoss {

    @Override
    public int rows() {
      return (int) target.size(0);
    }

    @Override
    public double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        RealBatch real,
        INDArray donImages,
        INDArray donCopies) {
      if (first && real.categories() != null) {
        givenCategories(real.categories());
      } else {
        ownAnswers(onImages);
      }
      if (Double.isNaN(target.sumNumber().doubleValue())) {
        // Of no use as a target; the caller ends the run with this loss by name.
        return Double.NaN;
      }
      double value =
          new CategoricalCrossEntropy(rows()).negativeLogLikelihood(onCopies, target, donCopies);
      donCopies.muli(weight);
      return weight * value;
    }

    private void ownAnswers(INDArray onImages) {
      target.assign(onImages);
      target.subi(target.max(true, 0));
      Transforms.exp(target, false);
      target.divi(target.sum(true, 0));
    }

    private void givenCategories(float[][] categories) {
      for (int b = 0; b < categories.length; b++) {
        for (int k = 0; k < categories[b].length; k++) {
          target.putScalar(k, b, categories[b][k]);
        }
      }
    }
  }

  /**
   * ½·E[(μ′ − t)²], t being what the mean is to be on the copy. The means on the image, of which t
   * is a function, learn as well: were they constants, a Q whose features the distortion weakens
   * would be driven to ever larger weights.
   */
  private record MeanEquivariance(String name, int rows, EquivariantMean mean) implements CodeLoss {

    /** All of Q's output, since one code's target may depend on another's mean. */
    @Override
    public int offset() {
      return 0;
    }

    @Override
    public double valueAndGradients(
        INDArray onImages,
        INDArray onCopies,
        RealBatch real,
        INDArray donImages,
        INDArray donCopies) {
      int batch = real.distortions().size();
      double squares = 0;
      for (int b = 0; b < batch; b++) {
        int example = b;
        EquivariantMean.Target target = mean.onCopy(real.distortions().get(b));
        double wanted = target.of(row -> onImages.getDouble(row, example));
        double error = onCopies.getDouble(mean.row(), b) - wanted;
        squares += error * error;
        double derror = mean.weight() * error / batch;
        add(donCopies, mean.row(), b, derror);
        for (EquivariantMean.Term term : target.terms()) {
          add(donImages, term.row(), b, -derror * term.factor());
        }
      }
      return mean.weight() * squares / (2 * batch);
    }

    private static void add(INDArray gradient, int row, int b, double value) {
      gradient.putScalar(row, b, gradient.getDouble(row, b) + value);
    }
  }

  private final List<CodeLoss> losses = new ArrayList<>();
  private final boolean trunkLearns;
  private final TrainableNetwork q;
  private final Pass trunkOnCopies;
  private final Pass qOnCopies;
  private final INDArray donImages;
  private final INDArray donCopies;

  private ConsistencyLoss(InfoGanConfig config, TrainableNetworks networks) {
    Stabilizers.Consistency wanted = config.stabilizers().consistency();
    trunkLearns = LearningPlan.of(config.updatePartition()).trunkLearnsFromQ();
    q = networks.q();
    trunkOnCopies = networks.trunk().newPass();
    qOnCopies = q.newPass();
    var type = q.network().dataType();
    int offset = 0;
    for (LatentCode code : config.latent().codes()) {
      if (wanted.weight() > 0 && code instanceof CategoricalCode categorical) {
        INDArray target = LastingArrays.zeros(type, categorical.categories(), config.batch());
        String name = "consistency_" + code.name();
        boolean first = config.latent().firstCategorical().orElseThrow().equals(code);
        losses.add(new CategoricalConsistency(name, offset, wanted.weight(), first, target));
      }
      for (EquivariantMean mean : EquivariantMean.of(config)) {
        if (mean.code().equals(code.name())) {
          String name = "equivariance_" + code.name();
          losses.add(new MeanEquivariance(name, config.latent().posteriorWidth(), mean));
        }
      }
      offset += code.likelihood().parameterRows();
    }
    donImages = LastingArrays.zeros(type, offset, config.batch());
    donCopies = LastingArrays.zeros(type, offset, config.batch());
  }

  /**
   * The loss where the configuration gives it a weight or an equivariance.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @return the loss, which the caller closes, or none
   */
  static Optional<DiscriminatorTerm> configured(InfoGanConfig config, TrainableNetworks networks) {
    return config.stabilizers().consistency().wanted()
        ? Optional.of(new ConsistencyLoss(config, networks))
        : Optional.empty();
  }

  @Override
  public List<String> names() {
    return losses.stream().map(CodeLoss::name).toList();
  }

  @Override
  public List<TrainableNetwork> learners() {
    return List.of(q);
  }

  @Override
  public double[] addGradient(StepContext step, RealPass real) {
    INDArray onImages = step.forward(q, real.features());
    INDArray copies = step.noise().addTo(real.batch().jittered());
    INDArray features = trunkOnCopies.forward(copies, Mode.TRAINING, step.random());
    INDArray onCopies = qOnCopies.forward(features, Mode.TRAINING, step.random());
    donImages.assign(0);
    donCopies.assign(0);
    double[] values =
        losses.stream()
            .mapToDouble(
                loss ->
                    loss.valueAndGradients(
                        rows(loss, onImages),
                        rows(loss, onCopies),
                        real.batch(),
                        rows(loss, donImages),
                        rows(loss, donCopies)))
            .toArray();
    if (trunkLearns) {
      trunkOnCopies.backward(qOnCopies.backward(donCopies, BOTH), PARAMETERS);
      real.dfeatures().addi(q.pass().backward(donImages, BOTH));
    } else {
      qOnCopies.backward(donCopies, PARAMETERS);
      q.pass().backward(donImages, PARAMETERS);
    }
    return values;
  }

  private static INDArray rows(CodeLoss loss, INDArray posterior) {
    return posterior.get(
        NDArrayIndex.interval(loss.offset(), loss.offset() + loss.rows()), NDArrayIndex.all());
  }

  @Override
  public void close() {
    trunkOnCopies.close();
    qOnCopies.close();
    donImages.close();
    donCopies.close();
    for (CodeLoss loss : losses) {
      if (loss instanceof CategoricalConsistency consistency) {
        consistency.target().close();
      }
    }
  }
}
