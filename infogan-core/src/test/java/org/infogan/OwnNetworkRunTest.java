package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.latent.LatentSampler;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Relu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks and samplers of the user's own, in training and in files. */
class OwnNetworkRunTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private Path folder;

  @Test
  void ownNetworksOfTheSameBuildTrainTheSame() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    try (InfoGanTrainer own = trainerOf(networks, LatentSampler.prior(config.latent()));
        InfoGanTrainer configured = new InfoGanTrainer(config);
        InfoGan a = own.fit(IMAGES);
        InfoGan b = configured.fit(IMAGES)) {
      assertThat(Saved.tensors(a)).isEqualTo(Saved.tensors(b));
    }
  }

  /** The same names and shapes as the configuration's, but another function. */
  private static InfoGanNetworks otherActivations() {
    InfoGanConfig config =
        Tiny.builder().q(new Dense(8), new BatchNorm(), new Relu(), new Dense(8)).build();
    return InfoGanNetworks.initialize(config);
  }

  @Test
  void aModelOfOwnNetworksIsLoadedIntoSuchOnly() throws IOException {
    Path file = folder.resolve("own.zip");
    Path again = folder.resolve("again.zip");
    LatentSampler sampler = LatentSampler.prior(Tiny.config().latent());
    InfoGanNetworks same = otherActivations();
    try (InfoGanTrainer trainer = trainerOf(otherActivations(), sampler);
        InfoGan model = trainer.fit(IMAGES)) {
      model.save(file);
      assertThatThrownBy(() -> InfoGan.load(file).close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              file
                  + ": expected networks that the configuration describes, found the user's own;"
                  + " give networks of the same structure to"
                  + " InfoGan.load(Path, Generator, Discriminator, QHead)");
      try (InfoGan loaded =
          InfoGan.load(
              file,
              Generator.of(same.generator()),
              Discriminator.of(same.trunk(), same.head()),
              QHead.of(same.q()))) {
        assertThat(loaded.encode(IMAGES).gaussian("c3").mean())
            .containsExactly(model.encode(IMAGES).gaussian("c3").mean());
        loaded.save(again);
        assertThat(again).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void aCheckpointOfOwnNetworksIsResumedWithSuchOnly() throws IOException {
    Path file = folder.resolve("checkpoint.zip");
    LatentSampler sampler = LatentSampler.prior(Tiny.config().latent());
    try (InfoGanTrainer trainer = trainerOf(otherActivations(), sampler)) {
      trainer.step(IMAGES);
      trainer.saveCheckpoint(file);
    }
    assertThatThrownBy(() -> InfoGanTrainer.resume(file).close())
        .isInstanceOf(IOException.class)
        .hasMessage(
            file
                + ": expected networks that the configuration describes, found the user's own;"
                + " give networks of the same structure to InfoGanTrainer.resume(Path, Generator,"
                + " Discriminator, QHead, LatentSampler)");
    InfoGanNetworks same = otherActivations();
    try (InfoGanTrainer resumed =
        InfoGanTrainer.resume(
            file,
            Generator.of(same.generator()),
            Discriminator.of(same.trunk(), same.head()),
            QHead.of(same.q()),
            sampler)) {
      Path again = folder.resolve("again.zip");
      resumed.saveCheckpoint(again);
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void anOwnSamplerDecidesWhatTheGeneratorSees() {
    InfoGanConfig config = Tiny.config();
    InfoGanNetworks networks = InfoGanNetworks.initialize(config);
    List<Integer> counts = new ArrayList<>();
    LatentSampler oneCategory =
        (count, random) -> {
          counts.add(count);
          return config.latent().draw(count, random).set("c1", 2);
        };
    try (InfoGanTrainer trainer = trainerOf(networks, oneCategory)) {
      float[] weightsOfUnseenCategory = firstWeights(networks, 3);
      float[] weightsOfCategory = firstWeights(networks, 3 + 2);
      trainer.fit(IMAGES).close();
      assertThat(counts).startsWith(8, 8, 8).containsOnly(8);
      assertThat(firstWeights(networks, 3)).containsExactly(weightsOfUnseenCategory);
      assertThat(firstWeights(networks, 3 + 2)).isNotEqualTo(weightsOfCategory);
    }
  }

  private static InfoGanTrainer trainerOf(InfoGanNetworks networks, LatentSampler sampler) {
    return new InfoGanTrainer(
        Tiny.config(),
        Generator.of(networks.generator()),
        Discriminator.of(networks.trunk(), networks.head()),
        QHead.of(networks.q()),
        sampler);
  }

  /** The weights of G's first layer for one row of its input: without input, without gradient. */
  private static float[] firstWeights(InfoGanNetworks networks, int row) {
    INDArray weight = networks.generator().parameters().get("0.weight");
    return weight.getColumn(row).dup().data().asFloat();
  }
}
