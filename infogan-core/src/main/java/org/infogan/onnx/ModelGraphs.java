package org.infogan.onnx;

import static org.infogan.losses.GaussianNegativeLogLikelihood.MAX_LOG_SIGMA;
import static org.infogan.losses.GaussianNegativeLogLikelihood.MIN_LOG_SIGMA;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.nn.Network;
import org.infogan.onnx.Graph.Value;
import org.infogan.onnx.GraphBuilder.NodeBuilder;

/** The graphs of a model: G, and the trunk with Q. Images are in [0, 1] outside of both. */
final class ModelGraphs {

  static final String LATENT = "latent";
  static final String IMAGES = "images";

  private ModelGraphs() {}

  /** latent [batch, L] → images [batch, C, H, W]. */
  static Graph generator(InfoGanConfig config, Network generator) {
    int width = config.latent().width();
    GraphBuilder graph =
        new GraphBuilder(
            new Value(
                LATENT,
                List.of(width),
                "noise, then the codes, as the metadata infogan.latent has it"));
    String x = graph.network("generator", generator, LATENT);
    NodeBuilder images;
    if (config.valueRange() == ValueRange.SYMMETRIC) {
      String shifted = graph.node("range/", "Add", x, graph.number("range/one", 1)).output();
      images = graph.node("range/", "Mul", shifted, graph.number("range/half", 0.5));
    } else {
      images = graph.node("range/", "Identity", x);
    }
    images.called(IMAGES);
    graph.output(images(config));
    return graph.build("infogan_generator", "Generator of an InfoGAN: latent vectors to images.");
  }

  /** images [batch, C, H, W] → the posterior of each code. */
  static Graph encoder(InfoGanConfig config, Network trunk, Network q) {
    GraphBuilder graph = new GraphBuilder(images(config));
    String x = IMAGES;
    if (config.valueRange() == ValueRange.SYMMETRIC) {
      String doubled = graph.node("range/", "Mul", x, graph.number("range/two", 2)).output();
      x = graph.node("range/", "Sub", doubled, graph.number("range/one", 1)).output();
    }
    String features = graph.network("trunk", trunk, x);
    posteriors(graph, config.latent().codes(), graph.network("q", q, features));
    return graph.build(
        "infogan_encoder",
        "Posteriors Q(c|x) of an InfoGAN: images to what they say of each code.");
  }

  private static Value images(InfoGanConfig config) {
    List<Integer> extents =
        List.of(config.image().channels(), config.image().height(), config.image().width());
    return new Value(IMAGES, extents, "channels, rows, columns; values from 0 to 1");
  }

  /** Cuts Q's output up among the codes and makes posteriors of their parts. */
  private static void posteriors(GraphBuilder graph, List<LatentCode> codes, String parameters) {
    requireDistinctOutputs(codes);
    long[] widths = codes.stream().mapToLong(c -> c.likelihood().parameterRows()).toArray();
    String split = graph.integers("posterior/widths", widths);
    List<String> parts =
        graph
            .node("posterior/", "Split", parameters, split)
            .withInt("axis", 1)
            .outputs(codes.size());
    for (int i = 0; i < codes.size(); i++) {
      posterior(graph, codes.get(i), parts.get(i));
    }
  }

  /** The outputs of one code, in the order of {@link #outputs}. */
  private static void posterior(GraphBuilder graph, LatentCode code, String part) {
    String prefix = "posterior/" + code.name() + ".";
    List<Value> outputs = outputs(code);
    if (code instanceof CategoricalCode) {
      graph.node(prefix, "Softmax", part).withInt("axis", 1).called(outputs.get(0).name());
    } else if (code instanceof BernoulliCode) {
      String logit = column(graph, prefix, part, 0).output();
      graph.node(prefix, "Sigmoid", logit).called(outputs.get(0).name());
    } else {
      column(graph, prefix, part, 0).called(outputs.get(0).name());
      if (outputs.size() > 1) {
        String logSigma = column(graph, prefix, part, 1).output();
        String least = graph.number(prefix + "least", MIN_LOG_SIGMA);
        String most = graph.number(prefix + "most", MAX_LOG_SIGMA);
        String clamped = graph.node(prefix, "Clip", logSigma, least, most).output();
        graph.node(prefix, "Exp", clamped).called(outputs.get(1).name());
      }
    }
    outputs.forEach(graph::output);
  }

  /** What the encoder says of a code: names, shapes and meanings. */
  static List<Value> outputs(LatentCode code) {
    String name = code.name();
    if (code instanceof CategoricalCode categorical) {
      return List.of(
          new Value(name, List.of(categorical.categories()), "probability of each category"));
    }
    if (code instanceof BernoulliCode) {
      return List.of(new Value(name + "_probability", List.of(), "probability of 1"));
    }
    Value mean = new Value(name + "_mean", List.of(), "mean of the Gaussian posterior");
    Value sigma =
        new Value(name + "_sigma", List.of(), "standard deviation of the Gaussian posterior");
    return code.likelihood().parameterRows() > 1 ? List.of(mean, sigma) : List.of(mean);
  }

  private static void requireDistinctOutputs(List<LatentCode> codes) {
    Map<String, String> owners = new HashMap<>();
    owners.put(IMAGES, "the input");
    for (LatentCode code : codes) {
      for (Value output : outputs(code)) {
        String owner = owners.put(output.name(), "code \"" + code.name() + "\"");
        if (owner != null) {
          throw new IllegalArgumentException(
              "latent code \""
                  + code.name()
                  + "\": expected a name that gives its ONNX outputs names of their own, found \""
                  + output.name()
                  + "\", which "
                  + owner
                  + " has too");
        }
      }
    }
  }

  /** One column of [batch, n], as [batch]: a gather by a scalar index drops the axis. */
  private static NodeBuilder column(GraphBuilder graph, String prefix, String value, int index) {
    String position = graph.integer(prefix + "index", index);
    return graph.node(prefix, "Gather", value, position).withInt("axis", 1);
  }
}
