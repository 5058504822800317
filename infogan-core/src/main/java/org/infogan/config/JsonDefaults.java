package org.infogan.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.infogan.latent.CategoricalPrior;

/**
 * The fields that a layer or code may leave out in JSON: those that the classes' short constructors
 * leave out too, and strides and paddings, which have the same defaults everywhere. What other
 * libraries disagree on (the leak is .01 in one and .3 in another) has to be written.
 */
final class JsonDefaults {

  private static final JsonNode LAMBDA = DoubleNode.valueOf(1);
  private static final JsonNode PRIOR = TextNode.valueOf(CategoricalPrior.UNIFORM.toString());
  private static final JsonNode SIGMA = DoubleNode.valueOf(1);

  private static final Map<String, JsonNode> CONVOLUTION =
      Map.of("stride", IntNode.valueOf(1), "padding", IntNode.valueOf(0));

  /** By kind. */
  private static final Map<String, Map<String, JsonNode>> DEFAULTS =
      Map.of(
          "batch_norm",
          Map.of("momentum", DoubleNode.valueOf(0.9), "epsilon", DoubleNode.valueOf(1e-5)),
          "conv2d",
          CONVOLUTION,
          "conv_transpose2d",
          CONVOLUTION,
          "dropout",
          Map.of("channels", BooleanNode.FALSE),
          "categorical",
          Map.of("lambda", LAMBDA, "prior", PRIOR),
          "uniform",
          Map.of("lambda", LAMBDA, "sigma", SIGMA),
          "gaussian",
          Map.of("lambda", LAMBDA, "sigma", SIGMA),
          "bernoulli",
          Map.of("lambda", LAMBDA));

  private JsonDefaults() {}

  /**
   * Gives every layer and code within a value the fields that it leaves out.
   *
   * @param value any part of a configuration. Modified.
   */
  static void fillIn(JsonNode value) {
    if (value instanceof ObjectNode object) {
      DEFAULTS
          .getOrDefault(object.path("kind").asText(), Map.of())
          .forEach(
              (field, given) -> {
                if (!object.has(field)) {
                  object.set(field, given);
                }
              });
    }
    value.forEach(JsonDefaults::fillIn);
  }
}
