package org.infogan.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;

/**
 * What one training step measured, on its own batch. Where a step makes several updates, each value
 * is that of the latest update that has it.
 *
 * @param step the step's number, from 1
 * @param epoch the epoch's number, from 1
 * @param discriminatorLoss the adversarial loss of D, real and fake together, without the bound
 * @param generatorLoss the adversarial loss of G, without the bound
 * @param mutualInformation L_I of each code in nats, not weighted by lambda, against the updated D
 *     and Q. Not modified.
 * @param meanOnReal mean of D's output on the real images: a probability, for least squares the raw
 *     output
 * @param meanOnFake mean of D's output on the generated images
 * @param terms what each optional term adds to a loss, weight included, by its name and in a fixed
 *     order: to that of D and Q "consistency_c1" for a categorical code, "equivariance_c2" for a
 *     continuous one, "r1" for the gradient penalty; to that of G "contrastive"; empty where the
 *     configuration asks for none. Not modified.
 * @param advantage how far D is ahead: (meanOnReal − meanOnFake) over the label of real images;
 *     near 1 it separates all images, and G has next to no gradient left
 * @param diversity how much generated images differ from each other, as a fraction of how much real
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
    Map<String, Double> terms,
    double advantage,
    double diversity,
    double imagesPerSecond) {

  /**
   * Copies list and map.
   *
   * @param step the step's number, from 1
   * @param epoch the epoch's number, from 1
   * @param discriminatorLoss the adversarial loss of D, real and fake together, without the bound
   * @param generatorLoss the adversarial loss of G, without the bound
   * @param mutualInformation L_I of each code in nats, not weighted by lambda, against the updated
   *     D and Q. Not modified.
   * @param meanOnReal mean of D's output on the real images: a probability, for least squares the
   *     raw output
   * @param meanOnFake mean of D's output on the generated images
   * @param terms what each optional term adds to a loss, weight included, by its name and in a
   *     fixed order: to that of D and Q "consistency_c1" for a categorical code, "equivariance_c2"
   *     for a continuous one, "r1" for the gradient penalty; to that of G "contrastive"; empty
   *     where the configuration asks for none. Not modified.
   * @param advantage how far D is ahead: (meanOnReal − meanOnFake) over the label of real images;
   *     near 1 it separates all images, and G has next to no gradient left
   * @param diversity how much generated images differ from each other, as a fraction of how much
   *     real ones do (root mean square over the pixels of the standard deviation across the batch);
   *     near 0 it is mode collapse
   * @param imagesPerSecond real images of this step over its time
   */
  public StepMetrics {
    mutualInformation = List.copyOf(mutualInformation);
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  /**
   * The names that measurements go by in files, known before the first step.
   *
   * @param config the configuration of the run
   * @param terms the names of its optional terms. Not modified.
   * @return the keys of {@link #byName}, in their order
   */
  public static List<String> names(InfoGanConfig config, List<String> terms) {
    List<String> names = new ArrayList<>(List.of("d_loss", "g_loss"));
    for (LatentCode code : config.latent().codes()) {
      names.add("mi_" + code.name());
    }
    names.addAll(terms);
    names.addAll(List.of("d_real", "d_fake", "d_advantage", "diversity", "images_per_second"));
    return names;
  }

  /**
   * The measurements by the names that they have in files: losses, L_I of each code, the optional
   * terms, D's outputs, advantage, diversity, speed.
   *
   * @param config the configuration of the run
   * @return a new map, in the order of {@link #names}
   */
  public Map<String, Double> byName(InfoGanConfig config) {
    List<Double> values = new ArrayList<>(List.of(discriminatorLoss, generatorLoss));
    values.addAll(mutualInformation);
    values.addAll(terms.values());
    values.addAll(List.of(meanOnReal, meanOnFake, advantage, diversity, imagesPerSecond));
    List<String> names = names(config, List.copyOf(terms.keySet()));
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), values.get(i));
    }
    return byName;
  }
}
