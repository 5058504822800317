package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.infogan.config.InfoGanConfig;
import org.infogan.losses.AdversarialLoss;
import org.infogan.train.LearningPlan.Learner;
import org.infogan.train.batches.PixelDiversity;
import org.infogan.train.batches.RealBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * D's update: trunk and head minimise L_D and the optional terms; who learns from L_I here
 * minimises −Σ λᵢ·L_I,i as well. Real and generated images pass through the trunk apart, since
 * their batch statistics must not mix.
 */
final class DiscriminatorUpdate implements AutoCloseable {

  private final TrainableNetwork trunk;
  private final TrainableNetwork head;
  private final TrainableNetwork q;
  private final AdversarialLoss loss;
  private final double realLabel;
  private final Set<Learner> learners;
  private final InformationBound bound;
  private final List<DiscriminatorTerm> terms;
  private final JointUpdate update;
  private final PixelDiversity diversity;
  private final INDArray dlogits;

  /**
   * Prepares the update.
   *
   * @param config the run's configuration
   * @param networks the networks in training
   * @param learners who learns from L_I in this update
   * @param bound the bound of all updates
   * @param terms the optional terms, which their owner closes
   */
  DiscriminatorUpdate(
      InfoGanConfig config,
      TrainableNetworks networks,
      Set<Learner> learners,
      InformationBound bound,
      List<DiscriminatorTerm> terms) {
    trunk = networks.trunk();
    head = networks.head();
    q = networks.q();
    loss = config.adversarialLoss();
    realLabel = config.realLabel();
    this.learners = learners;
    this.bound = bound;
    this.terms = terms;
    Stream<TrainableNetwork> learningQ = learners.contains(Learner.Q) ? Stream.of(q) : Stream.of();
    Set<TrainableNetwork> changed = new LinkedHashSet<>(List.of(trunk, head));
    Stream.concat(learningQ, terms.stream().flatMap(term -> term.learners().stream()))
        .forEach(changed::add);
    update =
        new JointUpdate(
            "discriminator",
            config.discriminatorAdam(),
            config.stabilizers().gradientClipNorm(),
            List.copyOf(changed));
    diversity = new PixelDiversity(config.batch());
    dlogits = Nd4j.create(trunk.network().dataType(), 1, config.batch());
  }

  /**
   * Makes the update.
   *
   * @param step the step in progress
   * @param number the number of D's update, from 0 over the whole training
   * @param real the real images. Not modified.
   * @param fake generated images [C, H, W, B]. Not modified.
   * @param codes the codes that they were generated from. Not modified.
   */
  void run(StepContext step, long number, RealBatch real, INDArray fake, INDArray codes) {
    step.measured().diversityOfReal = real.diversity();
    step.measured().diversityOfFake = diversity.of(fake);
    learnFromReal(step, number, real);
    learnFromFake(step, fake, codes);
    update.apply(step);
  }

  private void learnFromReal(StepContext step, long number, RealBatch real) {
    INDArray features = step.features(trunk, real.images());
    INDArray logits = step.forward(head, features);
    step.measured().meanOnReal = loss.meanOutput(logits);
    step.measured().lossOnReal =
        step.divergence()
            .requireLoss(
                "loss of D on real images", loss.discriminatorOnReal(logits, realLabel, dlogits));
    INDArray dfeatures = head.pass().backward(dlogits, BOTH);
    var pass = new DiscriminatorTerm.RealPass(number, real, features, dfeatures);
    for (DiscriminatorTerm term : terms) {
      double[] values = term.addGradient(step, pass);
      for (int i = 0; i < values.length; i++) {
        String name = term.names().get(i);
        step.measured().terms.put(name, step.divergence().requireLoss(name, values[i]));
      }
    }
    trunk.pass().backward(dfeatures, PARAMETERS);
  }

  private void learnFromFake(StepContext step, INDArray fake, INDArray codes) {
    INDArray features = step.features(trunk, fake);
    INDArray logits = step.forward(head, features);
    step.measured().meanOnFake = loss.meanOutput(logits);
    step.measured().lossOnFake =
        step.divergence()
            .requireLoss(
                "loss of D on generated images", loss.discriminatorOnFake(logits, dlogits));
    INDArray dfeatures = head.pass().backward(dlogits, BOTH);
    if (learners.contains(Learner.Q)) {
      INDArray dposterior = bound.gradient(step, features, codes);
      if (learners.contains(Learner.TRUNK)) {
        dfeatures.addi(q.pass().backward(dposterior, BOTH));
      } else {
        q.pass().backward(dposterior, PARAMETERS);
      }
    }
    trunk.pass().backward(dfeatures, PARAMETERS);
  }

  /**
   * The optimisers and the networks that they change.
   *
   * @return the update that ends this one
   */
  JointUpdate jointUpdate() {
    return update;
  }

  @Override
  public void close() {
    update.close();
    dlogits.close();
  }
}
