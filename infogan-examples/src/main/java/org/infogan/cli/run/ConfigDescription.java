package org.infogan.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.InitialWeights;
import org.infogan.config.UpdatePartition;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.optim.Adam;

/** A configuration for people to read: every layer with its output, then losses and optimisers. */
public final class ConfigDescription {

  private ConfigDescription() {}

  /**
   * A configuration for people: layers with their shapes and parameters, losses, optimisers.
   *
   * @param config the configuration
   * @return the lines
   */
  public static List<String> lines(InfoGanConfig config) {
    List<String> lines = new ArrayList<>();
    lines.add(line("Images", config.image() + ", the generator's values " + config.valueRange()));
    lines.add(line("Latents", RunDescription.latents(config)));
    if (config.hasOwnNetworks()) {
      lines.add(line("Networks", "the user's own"));
    } else {
      addNetworks(lines, config);
    }
    lines.add(line("Weights", weights(config)));
    lines.add(
        line(
            "Losses",
            config.adversarialLoss()
                + (config.realLabel() == 1 ? "" : " with target " + config.realLabel())
                + "; lambda "
                + config.latent().codes().stream()
                    .map(code -> code.name() + " " + code.lambda())
                    .collect(Collectors.joining(", "))));
    lines.add(line("Partition", config.updatePartition().toString()));
    lines.add(line("Optimiser D", adam(config.discriminatorAdam())));
    lines.add(line("Optimiser G", adam(config.generatorAdam())));
    if (config.updatePartition() == UpdatePartition.SEPARATE) {
      lines.add(line("Optimiser L_I", adam(config.informationAdam())));
    }
    lines.add(line("Stabilisers", config.stabilizers().toString()));
    lines.add(
        line(
            "Pretraining",
            config.pretraining().steps() == 0 ? "none" : config.pretraining().toString()));
    lines.add(
        line(
            "Refinement",
            config.refinement().rounds() == 0 ? "none" : config.refinement().toString()));
    lines.add(
        line(
            "Training",
            String.format(
                Locale.ROOT,
                "%,d steps of %d images, seed %d",
                config.steps(),
                config.batch(),
                config.seed())));
    return lines;
  }

  private static void addNetworks(List<String> lines, InfoGanConfig config) {
    Shape pixels = config.image().toShape();
    Shape features = Sequential.outputShape("trunk", pixels, config.trunk());
    int batch = config.batch();
    addNetwork(lines, "Generator", Shape.of(config.latent().width()), config.generator(), batch);
    addNetwork(lines, "Trunk of D, Q", pixels, config.trunk(), batch);
    addNetwork(lines, "Head of D", features, config.head(), batch);
    addNetwork(lines, "Q", features, config.q(), batch);
    lines.add(line("Sizes", RunDescription.networks(config)));
  }

  private static void addNetwork(
      List<String> lines, String name, Shape input, List<Layer> layers, int batch) {
    lines.add(line(name, input.toString()));
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      long parameters = RunDescription.parameters(shape, List.of(layer));
      String algorithm = layer.algorithm(shape, batch);
      shape = layer.outputShape(shape);
      lines.add(
          String.format(
                  Locale.ROOT,
                  "%4d  %-66s %-16s%12s  %s",
                  i,
                  layer,
                  shape,
                  parameters == 0 ? "" : String.format(Locale.ROOT, "%,d", parameters),
                  algorithm)
              .stripTrailing());
    }
  }

  private static String weights(InfoGanConfig config) {
    return config.initialWeights()
        + (config.initialWeights() == InitialWeights.NORMAL
            ? ", standard deviation " + config.initialStandardDeviation()
            : "");
  }

  private static String adam(Adam adam) {
    return String.format(
        Locale.ROOT,
        "Adam, learning rate %s, beta1 %s, beta2 %s, epsilon %s",
        adam.learningRate(),
        adam.beta1(),
        adam.beta2(),
        adam.epsilon());
  }

  private static String line(String what, String text) {
    return String.format(Locale.ROOT, "%-14s%s", what, text);
  }
}
