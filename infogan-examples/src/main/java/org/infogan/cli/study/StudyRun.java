package org.infogan.cli.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.run.RunProvenance;
import org.infogan.config.InfoGanConfig;
import org.infogan.eval.CategoryEvaluation;
import org.infogan.eval.CodeCorrelations;
import org.infogan.eval.Evaluation;
import org.infogan.eval.MutualInformation;

/**
 * What one seed of a study came to. Measures that need labels, a categorical code or grey images
 * are null where there are no such. Where every factor of the images is known, {@link FactorScores}
 * stand in place of the agreement with labels, which are one factor of several there, and of the
 * slant and stroke width, which are the digits'.
 *
 * @param provenance what it was trained with
 * @param minutes of training, by the clock
 * @param accuracy many-to-one, of 1, or null
 * @param accuracyOneToOne with a category of its own for each class, of 1, or null
 * @param nmi normalised mutual information of category and class, or null
 * @param ari adjusted Rand index of category and class, or null
 * @param information L_I of each code in nats, on fresh samples
 * @param slant |correlation| of each continuous code with the slant of the generated digits, or
 *     null
 * @param strokeWidth |correlation| of each continuous code with their stroke width, or null
 * @param frechet Fréchet distance of the generated images to real ones, on a classifier's features,
 *     or null
 * @param frechetOfRealImages the same of real training images, which is what can be reached, or
 *     null
 * @param overlap further scores of the generated images on these features, or null
 * @param overlapOfRealImages the same of real training images, or null
 * @param factorVae FactorVAE score, of 1, or null
 * @param mig mutual information gap, of 1, or null
 * @param gaps of each factor, whose mean is {@code mig}, or null
 */
@JsonPropertyOrder({"provenance", "minutes"})
public record StudyRun(
    @JsonProperty("provenance") RunProvenance provenance,
    @JsonProperty("minutes") double minutes,
    @JsonProperty("accuracy") Double accuracy,
    @JsonProperty("accuracy_one_to_one") Double accuracyOneToOne,
    @JsonProperty("nmi") Double nmi,
    @JsonProperty("ari") Double ari,
    @JsonProperty("mutual_information") List<Double> information,
    @JsonProperty("slant") List<Double> slant,
    @JsonProperty("stroke_width") List<Double> strokeWidth,
    @JsonProperty("frechet") Double frechet,
    @JsonProperty("frechet_of_real_images") Double frechetOfRealImages,
    @JsonProperty("overlap") PictureOverlap overlap,
    @JsonProperty("overlap_of_real_images") PictureOverlap overlapOfRealImages,
    @JsonProperty("factor_vae") Double factorVae,
    @JsonProperty("mig") Double mig,
    @JsonProperty("gaps") List<Double> gaps) {

  /**
   * Measures a trained model.
   *
   * @param model the model
   * @param provenance what it was trained with
   * @param data the images that it was trained on
   * @param quality measures the generated images; null where images have no labels
   * @param minutes of training
   * @return the measures
   */
  public static StudyRun of(
      InfoGan model,
      RunProvenance provenance,
      DataSource data,
      PictureQuality quality,
      double minutes) {
    Optional<FactorScores> scores = data.factors().map(known -> FactorScores.of(model, known));
    Optional<CategoryEvaluation> matching =
        scores.isPresent()
            ? Optional.empty()
            : data.test().flatMap(test -> CategoryEvaluation.of(model, data.train(), test));
    boolean digits = scores.isEmpty() && model.config().image().channels() == 1;
    Optional<CodeCorrelations> correlations =
        digits ? Optional.of(CodeCorrelations.of(model)) : Optional.empty();
    Optional<PictureQuality> measured = Optional.ofNullable(quality);
    Optional<PictureQuality.Scores> pictures = measured.map(q -> q.of(model));
    Optional<PictureQuality.Scores> real = measured.map(PictureQuality::ofRealImages);
    return new StudyRun(
        provenance,
        minutes,
        matching.map(CategoryEvaluation::accuracyManyToOne).orElse(null),
        matching.map(CategoryEvaluation::accuracyOneToOne).orElse(null),
        matching.map(CategoryEvaluation::normalizedMutualInformation).orElse(null),
        matching.map(CategoryEvaluation::adjustedRandIndex).orElse(null),
        MutualInformation.estimate(model, Evaluation.SAMPLES, Evaluation.SEED).stream()
            .map(MutualInformation::bound)
            .toList(),
        correlations.map(CodeCorrelations::slant).orElse(null),
        correlations.map(CodeCorrelations::strokeWidth).orElse(null),
        pictures.map(PictureQuality.Scores::frechet).orElse(null),
        real.map(PictureQuality.Scores::frechet).orElse(null),
        pictures.map(PictureQuality.Scores::overlap).orElse(null),
        real.map(PictureQuality.Scores::overlap).orElse(null),
        scores.map(FactorScores::factorVae).orElse(null),
        scores.map(FactorScores::mig).orElse(null),
        scores.map(FactorScores::gaps).orElse(null));
  }

  /**
   * What sets this run apart from others.
   *
   * @param config its configuration
   * @return numbers and texts by name
   */
  public Map<String, Object> settings(InfoGanConfig config) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("configuration", provenance.configuration());
    settings.put("seed", provenance.seed());
    settings.put("steps", provenance.steps());
    settings.put("batch", config.batch());
    settings.put("d_learning_rate", config.discriminatorAdam().learningRate());
    settings.put("g_learning_rate", config.generatorAdam().learningRate());
    settings.put("images", provenance.images());
    return settings;
  }

  /**
   * The measures that were made.
   *
   * @param config its configuration
   * @return by name, L_I of each code among them
   */
  public Map<String, Double> results(InfoGanConfig config) {
    Map<String, Double> results = new LinkedHashMap<>();
    results.put("accuracy", accuracy);
    results.put("accuracy_one_to_one", accuracyOneToOne);
    results.put("nmi", nmi);
    results.put("ari", ari);
    results.put("factor_vae", factorVae);
    results.put("mig", mig);
    results.put("frechet", frechet);
    results.put("minutes", minutes);
    results.values().removeIf(Objects::isNull);
    for (int i = 0; i < information.size(); i++) {
      results.put("final_mi_" + config.latent().codes().get(i).name(), information.get(i));
    }
    return results;
  }

  /**
   * The seed and the most telling measures.
   *
   * @return one line
   */
  public String summary() {
    return String.format(
        Locale.ROOT, "seed %d: %s, %.2f min", provenance.seed(), result(), minutes);
  }

  private String result() {
    if (accuracy != null) {
      return String.format(
          Locale.ROOT,
          "%.2f %% many-to-one, %.2f %% one-to-one",
          100 * accuracy,
          100 * accuracyOneToOne);
    }
    if (factorVae != null) {
      return String.format(Locale.ROOT, "FactorVAE %.3f", factorVae)
          + (mig == null ? "" : String.format(Locale.ROOT, ", MIG %.3f", mig));
    }
    return "L_I "
        + information.stream()
            .map(bound -> String.format(Locale.ROOT, "%.3f", bound))
            .collect(Collectors.joining(", "));
  }
}
