package org.infogan.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.files.Mnist;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.QHead;
import org.infogan.nn.Padding;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;

/**
 * Networks of your own instead of layers in the configuration: here a generator with {@link
 * ResidualDense}. A network need not be a {@link Sequential}: whatever implements Network will do.
 * The trainer draws the initial weights of these, since they are still zero.
 *
 * <p>Arguments, all optional: the file to write (own.zip), and the number of steps.
 */
public final class OwnNetworkExample {

  private OwnNetworkExample() {}

  /** Runs the example. */
  public static void main(String... args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "own.zip");
    int steps = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    InfoGanConfig config = InfoGanConfig.mnist().toBuilder().ownNetworks().steps(steps).build();
    Sequential generator =
        new Sequential(
            Shape.of(config.latent().width()),
            List.of(
                new Dense(256),
                new Relu(),
                new ResidualDense(256),
                new Dense(28 * 28),
                Reshape.to(1, 28, 28),
                new Sigmoid()));
    Sequential trunk =
        new Sequential(
            Shape.of(1, 28, 28),
            List.of(
                new Conv2d(32, 4, 2, Padding.of(1)),
                new LeakyRelu(0.1),
                Reshape.to(32 * 14 * 14),
                new Dense(256),
                new BatchNorm(),
                new LeakyRelu(0.1)));
    Shape features = trunk.outputShape();
    Sequential head = new Sequential(features, List.of(new Dense(1)));
    Sequential q = new Sequential(features, List.of(new Dense(config.latent().posteriorWidth())));
    try (var trainer =
            new InfoGanTrainer(
                config, Generator.of(generator), Discriminator.of(trunk, head), QHead.of(q));
        InfoGan model = trainer.fit(Mnist.load().train())) {
      model.save(file); // to load it, give InfoGan.load networks of the same structure
      System.out.println("saved " + file);
    }
  }
}
