package org.infogan.onnx;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.latent.Noise;
import org.infogan.latent.UniformCode;

/** What an exported file says of its model beside the graph: texts by name, some of them JSON. */
final class Metadata {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Metadata() {}

  /**
   * The entries that both files of a model have.
   *
   * @param config of the model
   * @param version of the library
   * @param sha256 of the model's file
   * @param categoryNames by code and category
   */
  static Map<String, String> of(
      InfoGanConfig config,
      String version,
      String sha256,
      Map<String, ? extends Map<Integer, String>> categoryNames) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("infogan.version", version);
    entries.put("infogan.model_sha256", sha256);
    entries.put("infogan.latent", latent(config.latent()).toString());
    if (!categoryNames.isEmpty()) {
      entries.put("infogan.category_names", names(config.latent(), categoryNames).toString());
    }
    entries.put("infogan.config", config.toJson());
    return entries;
  }

  /** Where each part of a latent vector lies, what it is drawn from, and what to walk along. */
  private static ObjectNode latent(LatentSpec spec) {
    ObjectNode root = JSON.objectNode().put("width", spec.width());
    Noise noise = spec.noise();
    root.putObject("noise")
        .put("offset", 0)
        .put("width", noise.width())
        .set("prior", prior(noise.distribution()));
    ArrayNode codes = root.putArray("codes");
    for (int i = 0; i < spec.codes().size(); i++) {
      LatentCode code = spec.codes().get(i);
      ObjectNode entry =
          codes
              .addObject()
              .put("name", code.name())
              .put("kind", kind(code))
              .put("offset", spec.offset(i))
              .put("width", code.width());
      entry.set("prior", prior(code));
      ArrayNode traversal = entry.putArray("traversal");
      for (double value : code.traversal()) {
        traversal.add(value);
      }
      ArrayNode outputs = entry.putArray("outputs");
      ModelGraphs.outputs(code).forEach(output -> outputs.add(output.name()));
    }
    return root;
  }

  private static ObjectNode prior(Noise.Distribution distribution) {
    return switch (distribution) {
      case UNIFORM -> uniform(-1, 1);
      case GAUSSIAN -> gaussian(0, 1);
    };
  }

  private static ObjectNode prior(LatentCode code) {
    if (code instanceof UniformCode uniform) {
      return uniform(uniform.low(), uniform.high());
    }
    if (code instanceof GaussianCode gaussian) {
      return gaussian(gaussian.mean(), gaussian.standardDeviation());
    }
    if (code instanceof BernoulliCode bernoulli) {
      return JSON.objectNode().put("probability", bernoulli.probability());
    }
    ObjectNode prior = JSON.objectNode().put("categories", code.width());
    if (code instanceof CategoricalCode categorical && categorical.prior().isGiven()) {
      ArrayNode probabilities = prior.putArray("probabilities");
      for (double p : categorical.prior().probabilities()) {
        probabilities.add(p);
      }
    }
    return prior;
  }

  private static ObjectNode uniform(double low, double high) {
    return JSON.objectNode().put("low", low).put("high", high);
  }

  private static ObjectNode gaussian(double mean, double standardDeviation) {
    return JSON.objectNode().put("mean", mean).put("standard_deviation", standardDeviation);
  }

  /** As configurations call it. */
  private static String kind(LatentCode code) {
    if (code instanceof UniformCode) {
      return "uniform";
    }
    if (code instanceof GaussianCode) {
      return "gaussian";
    }
    return code instanceof BernoulliCode ? "bernoulli" : "categorical";
  }

  private static ObjectNode names(
      LatentSpec spec, Map<String, ? extends Map<Integer, String>> categoryNames) {
    ObjectNode root = JSON.objectNode();
    categoryNames.forEach(
        (code, names) -> {
          requireCategories(spec.code(code), names);
          ObjectNode list = root.putObject(code);
          names.forEach((category, name) -> list.put(category.toString(), name));
        });
    return root;
  }

  private static void requireCategories(LatentCode code, Map<Integer, String> names) {
    if (!(code instanceof CategoricalCode categorical)) {
      throw new IllegalArgumentException(
          "category names: expected those of a categorical code, found " + code);
    }
    for (Integer category : names.keySet()) {
      if (category < 0 || category >= categorical.categories()) {
        throw new IllegalArgumentException(
            "category names: expected a category from 0 to "
                + (categorical.categories() - 1)
                + " of "
                + code.name()
                + ", found "
                + category);
      }
    }
  }
}
