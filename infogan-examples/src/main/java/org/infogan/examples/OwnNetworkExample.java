package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.infogan.Discriminator;
import org.infogan.Generator;
import org.infogan.InfoGan;
import org.infogan.InfoGanConfig;
import org.infogan.InfoGanTrainer;
import org.infogan.LatentSampler;
import org.infogan.QHead;
import org.infogan.data.Mnist;
import org.infogan.nn.Dense;
import org.infogan.nn.Layer;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.Sigmoid;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Networks of one's own instead of the configuration's: here a generator with {@link
 * ResidualDense}. A network need not be a {@link Sequential}: whatever implements Network will do.
 *
 * <p>Arguments, all optional: the file to write (own.zip), and the number of steps.
 */
public final class OwnNetworkExample {

  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  private OwnNetworkExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "own.zip");
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    InfoGanConfig config = InfoGanConfig.mnist().toBuilder().steps(steps).build();
    List<Layer> layers =
        List.of(
            new Dense(256),
            new Relu(),
            new ResidualDense(256),
            new Dense(28 * 28),
            Reshape.to(1, 28, 28),
            new Sigmoid());
    Sequential generator = network(Shape.of(config.latent().width()), layers);
    Sequential trunk = network(Shape.of(1, 28, 28), config.trunk());
    Discriminator d = Discriminator.of(trunk, network(trunk.outputShape(), config.head()));
    QHead q = QHead.of(network(trunk.outputShape(), config.q()));
    LatentSampler sampler = LatentSampler.prior(config.latent());
    try (var trainer = new InfoGanTrainer(config, Generator.of(generator), d, q, sampler);
        InfoGan model = trainer.fit(Mnist.load().train())) {
      model.save(file); // to load it, give InfoGan.load networks of the same structure
      System.out.println("saved " + file);
    }
  }

  private static Sequential network(Shape input, List<Layer> layers) {
    return new Sequential(input, layers, DataType.FLOAT).initialize(0.02, RANDOM);
  }
}
