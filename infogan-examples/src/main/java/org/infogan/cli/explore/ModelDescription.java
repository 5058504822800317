package org.infogan.cli.explore;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Posterior;
import org.infogan.latent.UniformCode;
import org.infogan.model.Encoding;

/** A model's codes as the page needs them to make its controls. */
final class ModelDescription {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ModelDescription() {}

  static ObjectNode of(InfoGanConfig config, Optional<CategoryNames> names) {
    ObjectNode answer = MAPPER.createObjectNode();
    answer
        .putObject("image")
        .put("channels", config.image().channels())
        .put("height", config.image().height())
        .put("width", config.image().width());
    answer.put("mostImages", View.MOST_IMAGES);
    answer.put("mostBytes", ExplorerServer.MOST_BYTES);
    ArrayNode codes = answer.putArray("codes");
    for (LatentCode code : config.latent().codes()) {
      ObjectNode node = codes.addObject().put("name", code.name());
      if (code instanceof CategoricalCode categorical) {
        node.put("kind", "categorical").put("categories", categorical.categories());
        ArrayNode called = node.putArray("names");
        for (int k = 0; k < categorical.categories(); k++) {
          called.add(name(names, code, k));
        }
        if (categorical.prior().isGiven()) {
          ArrayNode probabilities = node.putArray("probabilities");
          for (double p : categorical.prior().probabilities()) {
            probabilities.add(p);
          }
        }
      } else if (code instanceof UniformCode uniform) {
        double reach = (uniform.high() - uniform.low()) / 2;
        range(node.put("kind", "uniform"), uniform.low(), uniform.high(), reach);
      } else if (code instanceof GaussianCode gaussian) {
        double reach = 2 * gaussian.standardDeviation();
        node.put("kind", "gaussian");
        node.put("mean", gaussian.mean()).put("deviation", gaussian.standardDeviation());
        range(node, gaussian.mean() - reach, gaussian.mean() + reach, reach);
      } else {
        node.put("kind", "bernoulli").put("probability", ((BernoulliCode) code).probability());
      }
    }
    return answer;
  }

  private static String name(Optional<CategoryNames> names, LatentCode code, int category) {
    return names
        .filter(all -> all.code().equals(code.name()))
        .map(all -> all.names().get(category))
        .orElse("");
  }

  /** Where most of the prior lies, and how far a slider goes beyond. */
  private static void range(ObjectNode node, double low, double high, double reach) {
    node.put("low", low).put("high", high).put("from", low - reach).put("to", high + reach);
  }

  /** σ of the one image that was encoded, for the codes of which Q has learnt it. */
  static Map<String, Double> learnedSigmas(LatentSpec spec, Encoding encoding) {
    Map<String, Double> sigmas = new LinkedHashMap<>();
    for (LatentCode code : spec.codes()) {
      if (encoding.posteriors().get(code.name()) instanceof Posterior.Gaussian gaussian
          && code.likelihood().parameterRows() > 1) {
        sigmas.put(code.name(), gaussian.sigma()[0]);
      }
    }
    return sigmas;
  }
}
