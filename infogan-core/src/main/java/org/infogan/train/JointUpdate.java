package org.infogan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infogan.nn.optim.Adam;
import org.infogan.nn.optim.AdamOptimizer;

/**
 * One update of several networks at once: their gradients are checked and clipped as one vector,
 * then Adam changes each, with moments that belong to this update alone. Everything that is done to
 * gradients after they are complete is done here.
 */
final class JointUpdate implements AutoCloseable {

  private final String name;
  private final double largestNorm;
  private final Map<TrainableNetwork, AdamOptimizer> optimizers = new LinkedHashMap<>();

  /**
   * Prepares an optimiser for each network.
   *
   * @param name the update's name in checkpoints
   * @param adam the settings of all optimisers
   * @param largestNorm what the norm of all gradients together is clipped to; 0 for no limit
   * @param networks the networks that the update changes. Not modified.
   */
  JointUpdate(String name, Adam adam, double largestNorm, List<TrainableNetwork> networks) {
    this.name = name;
    this.largestNorm = largestNorm;
    networks.forEach(network -> optimizers.put(network, network.newOptimizer(adam)));
  }

  /**
   * Changes the networks by the gradients that have been added up, over all ranks of the run, which
   * are 0 afterwards.
   *
   * @param step the step in progress, which gives the learning rate and checks the gradients
   * @throws ArithmeticException when a gradient is not finite; no network has then been changed
   */
  void apply(StepContext step) {
    step.ranks().averageGradients(optimizers.keySet());
    double squares = 0;
    for (TrainableNetwork network : optimizers.keySet()) {
      double square = network.squaredGradientNorm();
      step.divergence().requireGradient(network.name(), Math.sqrt(square));
      squares += square;
    }
    double norm = Math.sqrt(squares);
    if (largestNorm > 0 && norm > largestNorm) {
      optimizers.keySet().forEach(network -> network.scaleGradient(largestNorm / norm));
    }
    optimizers.values().forEach(optimizer -> optimizer.update(step.learningRateFactor()));
  }

  /**
   * The optimisers.
   *
   * @return by the names of update and network, such as "discriminator/trunk"
   */
  Map<String, AdamOptimizer> optimizers() {
    Map<String, AdamOptimizer> named = new LinkedHashMap<>();
    optimizers.forEach((network, optimizer) -> named.put(name + "/" + network.name(), optimizer));
    return named;
  }

  @Override
  public void close() {
    optimizers.values().forEach(AdamOptimizer::close);
  }
}
