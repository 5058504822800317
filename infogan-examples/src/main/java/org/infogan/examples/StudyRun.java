package org.infogan.examples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.eval.MutualInformation;

/**
 * What one seed of a study came to.
 *
 * @param seed of the run
 * @param steps of the run
 * @param minutes of training, by the clock
 * @param accuracy many-to-one, of 1
 * @param accuracyOneToOne with a category of its own for each class, of 1
 * @param nmi normalised mutual information of category and class
 * @param ari adjusted Rand index of category and class
 * @param information L_I of each code in nats, on fresh samples
 * @param slant |correlation| of each continuous code with the slant of the generated digits
 * @param strokeWidth |correlation| of each continuous code with their stroke width
 * @param frechet Fréchet distance of the generated images to real ones, on a classifier's features
 */
@JsonPropertyOrder({"seed", "steps", "minutes"})
record StudyRun(
    @JsonProperty("seed") long seed,
    @JsonProperty("steps") int steps,
    @JsonProperty("minutes") double minutes,
    @JsonProperty("accuracy") double accuracy,
    @JsonProperty("accuracy_one_to_one") double accuracyOneToOne,
    @JsonProperty("nmi") double nmi,
    @JsonProperty("ari") double ari,
    @JsonProperty("mutual_information") List<Double> information,
    @JsonProperty("slant") List<Double> slant,
    @JsonProperty("stroke_width") List<Double> strokeWidth,
    @JsonProperty("frechet") double frechet) {

  /** Measures a trained model. */
  static StudyRun of(InfoGan model, DataFolder data, PictureQuality quality, double minutes) {
    Matching matching =
        Matching.of(model, data)
            .orElseThrow(
                () ->
                    new UserException(
                        "study: expected a categorical code and labelled images to score it with,"
                            + " found no such"));
    CodeMeaning meaning = CodeMeaning.of(model);
    return new StudyRun(
        model.config().seed(),
        model.config().steps(),
        minutes,
        matching.accuracyManyToOne(),
        matching.accuracyOneToOne(),
        matching.normalizedMutualInformation(),
        matching.adjustedRandIndex(),
        MutualInformation.estimate(model, Evaluation.SAMPLES, Evaluation.SEED).stream()
            .map(MutualInformation::bound)
            .toList(),
        meaning.slant(),
        meaning.strokeWidth(),
        quality.of(model));
  }
}
