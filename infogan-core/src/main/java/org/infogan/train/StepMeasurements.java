package org.infogan.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infogan.internal.Internal;

/** What one step has measured so far, in its latest updates. */
@Internal
public final class StepMeasurements {

  /** Names and weighted values of the optional terms, in their order. */
  final Map<String, Double> terms = new LinkedHashMap<>();

  /** D's loss on the real images. */
  public double lossOnReal;

  /** D's loss on the generated images. */
  public double lossOnFake;

  /** G's adversarial loss. */
  public double generatorLoss;

  double meanOnReal;
  double meanOnFake;
  double diversityOfReal;
  double diversityOfFake;

  /** L_I of each code in nats. */
  public List<Double> mutualInformation = List.of();

  /** Nothing measured yet. */
  public StepMeasurements() {}

  /**
   * The measurements of a step that is complete.
   *
   * @param step the step's number, from 1
   * @param epoch the epoch's number, from 1
   * @param realLabel what D is to answer on real images
   * @param imagesPerSecond the step's speed
   * @return the step's metrics
   */
  public StepMetrics toMetrics(int step, int epoch, double realLabel, double imagesPerSecond) {
    return new StepMetrics(
        step,
        epoch,
        lossOnReal + lossOnFake,
        generatorLoss,
        mutualInformation,
        meanOnReal,
        meanOnFake,
        terms,
        (meanOnReal - meanOnFake) / realLabel,
        diversityOfReal == 0 ? 1 : diversityOfFake / diversityOfReal,
        imagesPerSecond);
  }
}
