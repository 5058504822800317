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
 * @param consistency what Q's agreement on real images and their jittered copies adds to the loss
 *     of D and Q; 0 where it is not part of it
 * @param advantage how far D is ahead: (meanOnReal − meanOnFake) over the target on real images;
 *     near 1 it tells all images apart, and G has next to no gradient left
 * @param diversity how much generated images differ from each other, as a share of how much real
 *     ones do (root mean square over the pixels of the standard deviation across the batch); near 0
 *     it is mode collapse
 * @param imagesPerSecond real images of this step over its time
 */
public record StepMetrics(
    int step,
    int epoch,
    double discriminatorLoss,
    double generatorLoss,
    List<Double> mutualInformation,
    double meanOnReal,
    double meanOnFake,
    double consistency,
    double advantage,
    double diversity,
    double imagesPerSecond) {}
