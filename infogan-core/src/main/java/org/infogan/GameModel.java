package org.infogan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.TensorArchive;
import org.infogan.latent.LatentSpec;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.Provenance;
import org.infogan.train.BatchNormCalibration;
import org.infogan.train.batches.ImageBatches;
import org.jspecify.annotations.Nullable;

/** Makes models of a game as it stands, whose own networks do not change. */
final class GameModel {

  private GameModel() {}

  /**
   * A model whose statistics are measured anew.
   *
   * @param game the game
   * @param dataName what the model's provenance calls the images, or null
   * @param refine is given configuration and networks of the model, which it may change
   * @return the model; the caller closes it
   */
  static InfoGan of(
      Game game, @Nullable String dataName, BiConsumer<InfoGanConfig, InfoGanNetworks> refine) {
    InfoGanConfig config = config(game);
    InfoGanNetworks copy = game.trainingStep().copyForModel();
    try {
      calibrate(copy, game);
      refine.accept(config, copy);
    } catch (RuntimeException e) {
      copy.close();
      throw e;
    }
    return new InfoGan(config, copy, Optional.of(provenance(game, dataName)));
  }

  /** A model's priors are those that training has found. */
  private static InfoGanConfig config(Game game) {
    InfoGanConfig config = game.config();
    LatentSpec latent = game.latent();
    return latent.equals(config.latent()) ? config : config.toBuilder().latent(latent).build();
  }

  private static void calibrate(InfoGanNetworks copy, Game game) {
    BatchNormCalibration.ofGenerator(copy, game.config(), game.latents());
    game.batches()
        .map(ImageBatches::dataset)
        .ifPresent(images -> BatchNormCalibration.ofTrunkAndQ(copy, game.config(), images));
  }

  private static Provenance provenance(Game game, @Nullable String dataName) {
    return new Provenance(
        TensorArchive.libraryVersion(),
        game.stepsDone(),
        game.config().seed(),
        Optional.ofNullable(dataName),
        game.images(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        0);
  }
}
