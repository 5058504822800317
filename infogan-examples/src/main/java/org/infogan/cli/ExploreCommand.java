package org.infogan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.infogan.InfoGan;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.explore.Explorer;
import org.infogan.cli.explore.ExplorerServer;
import org.infogan.cli.explore.ModelSource;
import org.infogan.cli.explore.Serving;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.run.RunProvenance;
import org.infogan.cli.support.UserException;
import org.infogan.data.ImageDataset;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.CategoricalCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explore}: turn the codes in a browser, and see what they mean. */
@Command(
    name = "explore",
    sortOptions = false,
    description = {
      "Shows in a browser what the codes of a model do.",
      "Prints an address to open on this machine, and serves it until Ctrl-C. Nothing else is"
          + " needed, and nothing leaves this machine."
    })
final class ExploreCommand implements Runnable {

  /** Enough to tell by which name a category goes. */
  private static final int IMAGES_FOR_NAMES = 2_000;

  @Spec private CommandSpec spec;

  @Mixin private ModelOption model;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Images to look up in the page; where they have labels, categories are called by them."
              + " Default: MNIST if run.json beside the model says that it was trained on it,"
              + " otherwise none. "
              + DataSource.KINDS)
  private String data;

  @Option(
      names = "--names",
      paramLabel = "FILE",
      description = "What the categories are called: a file that label learn wrote.")
  private Path names;

  @Mixin private UnreadableOption unreadable;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port to listen at. Default: 0, any free one.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Listen at this address of the machine in place of the loopback one: whoever reaches it"
              + " and has the printed address, which nothing encrypts, can use the page.")
  private String host;

  @Override
  public void run() {
    try (InfoGan infoGan = model.load()) {
      Optional<DataSource> images = images(infoGan);
      Explorer explorer =
          new Explorer(
              ModelSource.of(infoGan),
              Serving.program(),
              model.file().toString(),
              names(infoGan, images),
              images);
      PrintWriter out = spec.commandLine().getOut();
      try (ExplorerServer server = Serving.start(explorer, host, port)) {
        out.println("Explorer  " + server.address());
        out.println("Open this address in a browser; Ctrl-C ends the program.");
        out.flush();
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Optional<DataSource> images(InfoGan infoGan) {
    return data != null || isTrainedOnMnist()
        ? Optional.of(unreadable.loadAll(data, infoGan.config()))
        : Optional.empty();
  }

  /** By the run whose folder the model lies in; a file of another kind says nothing. */
  private boolean isTrainedOnMnist() {
    try {
      return RunProvenance.read(model.file().resolveSibling(RunFolder.RUN))
          .filter(run -> run.data() == null)
          .isPresent();
    } catch (UserException e) {
      return false;
    }
  }

  private Optional<CategoryNames> names(InfoGan infoGan, Optional<DataSource> images) {
    if (names != null) {
      return Optional.of(NamesFile.read(names, infoGan));
    }
    Optional<CategoricalCode> code = infoGan.config().latent().firstCategorical();
    if (code.isEmpty() || images.isEmpty() || !images.get().isLabelled()) {
      return Optional.empty();
    }
    ImageDataset all = images.get().train();
    int count = Math.min(IMAGES_FOR_NAMES, all.size());
    // From all over, since files are often sorted by their classes.
    ImageDataset some =
        all.subset(
            IntStream.range(0, count).map(i -> (int) ((long) i * all.size() / count)).toArray());
    return UserException.guard(
        () ->
            Optional.of(
                CategoryNames.learn(
                    code.get().name(),
                    code.get().categories(),
                    infoGan.classify(some),
                    some.labels(),
                    images.get().labelNames())));
  }
}
