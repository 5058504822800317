package org.infogan.cli.run;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.support.UserException;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.latent.CategoricalCode;

/** The labelled images of {@code --hints}, which steer the categories of a run and name them. */
public final class Hints {

  private final DataSource source;

  private Hints(DataSource source) {
    this.source = source;
  }

  /**
   * Reads the images.
   *
   * @param data one of {@link DataSource#KINDS}
   * @param config the configuration of the run
   * @param skipUnreadable whether pictures that cannot be read are left out, or refused
   * @return the hints
   * @throws UserException if they cannot be read, or have no labels
   */
  public static Hints load(String data, InfoGanConfig config, boolean skipUnreadable) {
    DataSource source = DataSource.loadAll(data, config, skipUnreadable);
    if (Arrays.stream(source.train().labels()).anyMatch(label -> label < 0)) {
      throw new UserException(
          (data + ": expected a label for each of the hints, as pictures in a sub-folder for each")
              + " kind have it, found images without");
    }
    return new Hints(source);
  }

  /**
   * Hands them to the run.
   *
   * @param trainer the run's trainer
   * @throws UserException when it cannot use them
   */
  public void giveTo(InfoGanTrainer trainer) {
    UserException.guard(() -> trainer.withHints(source.train()));
  }

  /**
   * What they are, for the person who starts the run.
   *
   * @return one line
   */
  public String line() {
    ImageDataset images = source.train();
    return String.format(
        Locale.ROOT,
        "Hints     %,d labelled images of %d kinds (%s)",
        images.size(),
        Arrays.stream(images.labels()).distinct().count(),
        source.name());
  }

  /**
   * Names the categories by the images that fall into them, for the command {@code label apply}.
   *
   * @param model the trained model
   * @param folder where the names go
   * @throws IOException if the file cannot be written
   */
  public void writeNames(InfoGan model, RunFolder folder) throws IOException {
    CategoricalCode code = model.config().latent().firstCategorical().orElseThrow();
    CategoryNames.learn(
            code.name(),
            code.categories(),
            model.classify(source.train()),
            source.train().labels(),
            source.labelNames())
        .write(folder.file(RunFolder.NAMES));
  }
}
