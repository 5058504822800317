package org.infogan.train;

import static org.infogan.nn.WithRespectTo.BOTH;
import static org.infogan.nn.WithRespectTo.INPUT;
import static org.infogan.nn.WithRespectTo.PARAMETERS;

import java.util.List;
import java.util.Set;
import org.infogan.backend.LastingArrays;
import org.infogan.config.InfoGanConfig;
import org.infogan.losses.AdversarialLoss;
import org.infogan.train.LearningPlan.Learner;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * G's update: G minimises L_G and the optional terms, and −Σ λᵢ·L_I,i where it learns from it here,
 * against the updated D and Q. D's parameters are constants, so no gradient of theirs is computed.
 */
final class GeneratorUpdate implements AutoCloseable {

  private final TrainableNetworks networks;
  private final AdversarialLoss loss;
  private final Set<Learner> learners;
  private final InformationBound bound;
  private final List<GeneratorTerm> terms;
  private final JointUpdate update;
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
  GeneratorUpdate(
      InfoGanConfig config,
      TrainableNetworks networks,
      Set<Learner> learners,
      InformationBound bound,
      List<GeneratorTerm> terms) {
    this.networks = networks;
    loss = config.adversarialLoss();
    this.learners = learners;
    this.bound = bound;
    this.terms = terms;
    update =
        new JointUpdate(
            "generator",
            config.generatorAdam(),
            config.stabilizers().gradientClipNorm(),
            learners.contains(Learner.Q)
                ? List.of(networks.generator(), networks.q())
                : List.of(networks.generator()));
    dlogits = LastingArrays.zeros(networks.head().network().dataType(), 1, config.batch());
  }

  /**
   * Makes the update.
   *
   * @param step the step in progress
   * @param number the number of G's update, from 0 over the whole training
   * @param fake the images of G's latest forward run, [C, H, W, B]. Not modified.
   * @param codes the codes that they were generated from. Not modified.
   */
  void run(StepContext step, long number, INDArray fake, INDArray codes) {
    TrainableNetwork trunk = networks.trunk();
    TrainableNetwork head = networks.head();
    INDArray features = step.features(trunk, fake);
    INDArray logits = step.forward(head, features);
    step.measured().generatorLoss =
        step.divergence().requireLoss("loss of G", loss.generator(logits, dlogits));
    INDArray dfeatures = head.pass().backward(dlogits, INPUT);
    if (learners.contains(Learner.GENERATOR)) {
      INDArray dposterior = bound.gradient(step, features, codes);
      var wanted = learners.contains(Learner.Q) ? BOTH : INPUT;
      dfeatures.addi(networks.q().pass().backward(dposterior, wanted));
    }
    INDArray dimages = trunk.pass().backward(dfeatures, INPUT);
    networks.generator().pass().backward(dimages, PARAMETERS);
    for (GeneratorTerm term : terms) {
      double value = step.divergence().requireLoss(term.name(), term.addGradient(step, number));
      step.measured().terms.put(term.name(), value);
    }
    update.apply(step);
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
