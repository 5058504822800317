package org.infogan;

import java.util.Arrays;
import java.util.List;

/**
 * What one step measured, in its last updates.
 *
 * @param consistency what Q's agreement on real images and their jittered copies adds to the loss
 *     of D and Q
 * @param diversity the pixels' spread across the generated images over that across the real ones
 */
record StepResult(
    double lossOnReal,
    double lossOnFake,
    double generatorLoss,
    List<Double> mutualInformation,
    double meanOnReal,
    double meanOnFake,
    double consistency,
    double diversity) {

  /** The measures of the step in progress. */
  static final class Measured {
    double lossOnReal;
    double lossOnFake;
    double generatorLoss;
    double meanOnReal;
    double meanOnFake;
    double consistency;
    double spreadOfReal;
    double spreadOfFake;
    double[] mutualInformation;

    StepResult result() {
      return new StepResult(
          lossOnReal,
          lossOnFake,
          generatorLoss,
          Arrays.stream(mutualInformation).boxed().toList(),
          meanOnReal,
          meanOnFake,
          consistency,
          spreadOfReal == 0 ? 1 : spreadOfFake / spreadOfReal);
    }
  }
}
