package org.infogan;

import java.util.List;

/**
 * What one training step measured, on its own batch.
 *
 * @param step counted from 1
 * @param epoch counted from 1
 * @param discriminatorLoss the adversarial loss of D, real and fake together, without the bound
 * @param generatorLoss the adversarial loss of G, without the bound
 * @param mutualInformation L_I of each code in nats, not weighted by lambda, against the updated D
 *     and Q
 * @param meanOnReal mean of D's output on the real images: a probability, for least squares the raw
 *     output
 * @param meanOnFake mean of D's output on the generated images
 * @param consistency cross-entropy of Q between real images and their jittered copies in nats, not
 *     weighted; 0 where it is not part of the loss
 * @param imagesPerSecond real images of this step over its time
 */
public record StepStats(
    int step,
    int epoch,
    double discriminatorLoss,
    double generatorLoss,
    List<Double> mutualInformation,
    double meanOnReal,
    double meanOnFake,
    double consistency,
    double imagesPerSecond) {}
