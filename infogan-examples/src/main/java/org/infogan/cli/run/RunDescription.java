package org.infogan.cli.run;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.infogan.InfoGan;
import org.infogan.Pictures;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.support.Threads;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.BernoulliCode;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.CategoricalPrior;
import org.infogan.latent.GaussianCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.UniformCode;
import org.infogan.nn.Layer;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.nd4j.linalg.factory.Nd4j;

/** A run in a few lines, for the person who starts it. */
public final class RunDescription {

  private RunDescription() {}

  /**
   * The parts of a latent vector.
   *
   * @param config the configuration
   * @return one line
   */
  public static String latents(InfoGanConfig config) {
    return config.latent().noise().width()
        + " noise values, "
        + config.latent().codes().stream()
            .map(code -> describe(code) + following(code, config))
            .collect(Collectors.joining(", "));
  }

  /**
   * The sizes of the networks.
   *
   * @param config the configuration
   * @return one line
   */
  public static String networks(InfoGanConfig config) {
    Shape pixels = config.image().toShape();
    Shape features = Sequential.outputShape("trunk", pixels, config.trunk());
    long generator = parameters(Shape.of(config.latent().width()), config.generator());
    long discriminator =
        parameters(pixels, config.trunk())
            + parameters(features, config.head())
            + parameters(features, config.q());
    return format(
        "G %.2f million parameters, D and Q %.2f million", generator / 1e6, discriminator / 1e6);
  }

  /**
   * The lines to print before training.
   *
   * @param source what the configuration is from
   * @param config the configuration with the options of the command line
   * @param data the images to train on
   * @return the lines
   */
  public static List<String> lines(String source, InfoGanConfig config, DataSource data) {
    return List.of(
        line(
            "Data",
            "%,d training%s images %s (%s)",
            data.train().size(),
            data.test().map(test -> format(" and %,d test", test.size())).orElse(""),
            config.image(),
            data.name()),
        line("Latents", "%s", latents(config)),
        line("Networks", "%s", networks(config)),
        line("Backend", "%s", backend()),
        line(
            "Training",
            "%s, %,d steps of %d images (%.1f epochs), seed %d",
            source,
            config.steps(),
            config.batch(),
            (double) config.steps() * config.batch() / data.train().size(),
            config.seed()));
  }

  private static String line(String what, String format, Object... values) {
    return format("%-10s", what) + format(format, values);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** What an equivariance binds the code to. */
  private static String following(LatentCode code, InfoGanConfig config) {
    return config.stabilizers().consistency().equivariances().stream()
        .filter(equivariance -> equivariance.code().equals(code.name()))
        .map(equivariance -> " follows " + equivariance.factor())
        .collect(Collectors.joining());
  }

  private static String describe(CategoricalPrior prior) {
    if (prior.isGiven()) {
      DoubleSummaryStatistics shares = Arrays.stream(prior.probabilities()).summaryStatistics();
      return format(", %.1f to %.1f %% each", 100 * shares.getMin(), 100 * shares.getMax());
    }
    return prior.isLearned() ? ", how frequent is learnt" : "";
  }

  private static String describe(LatentCode code) {
    if (code instanceof CategoricalCode categorical) {
      return code.name()
          + " ("
          + categorical.categories()
          + " categories"
          + describe(categorical.prior())
          + ")";
    }
    if (code instanceof UniformCode uniform) {
      return format(
          "%s (%s to %s)",
          code.name(), Pictures.number(uniform.low()), Pictures.number(uniform.high()));
    }
    if (code instanceof GaussianCode) {
      return code.name() + " (Gaussian)";
    }
    return code.name() + (code instanceof BernoulliCode ? " (binary)" : "");
  }

  /**
   * The number of trained values in a network.
   *
   * @param input the shape of one input example
   * @param layers the layers, which fit together
   * @return weights, biases and scales
   */
  public static long parameters(Shape input, List<Layer> layers) {
    long count = 0;
    Shape shape = input;
    for (Layer layer : layers) {
      count +=
          layer.tensors(shape).stream()
              .filter(tensor -> tensor.kind().trained())
              .mapToLong(tensor -> tensor.shape().size())
              .sum();
      shape = layer.outputShape(shape);
    }
    return count;
  }

  private static String backend() {
    InfoGan.prepareBackend();
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return format(
        "ND4J on %s, %d %s, %s",
        environment.getProperty("backend"),
        Threads.count(),
        Threads.count() == 1 ? "thread" : "threads",
        environment.get("blas.vendor"));
  }
}
