package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.UpdatePartition;
import org.infogan.data.ImageDataset;
import org.infogan.model.Provenance;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Models and checkpoints in every form that has been written, read by this version. A change of
 * what is written adds files under the next number with {@link #main}; those that are here stay.
 */
class EarlierVersionsTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);

  @TempDir private Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = EarlierVersionsTest.class.getResourceAsStream("/io/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aModelGivesWhatItGaveThen(String form) throws IOException {
    List<String> then =
        Files.readAllLines(resource("model-" + form + ".txt"), StandardCharsets.UTF_8);
    try (InfoGan model = InfoGan.load(resource("model-" + form + ".zip"))) {
      List<Double> now = outputs(model);
      assertThat(now).hasSameSizeAs(then);
      for (int i = 0; i < now.size(); i++) {
        assertThat(now.get(i))
            .as("number " + i)
            .isCloseTo(Double.parseDouble(then.get(i)), within(1e-5));
      }
    }
  }

  /** The losses of the steps that the unbroken run made then. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aCheckpointGoesOnAsItDidThen(String form) throws IOException {
    List<String> then =
        Files.readAllLines(resource("checkpoint-" + form + ".txt"), StandardCharsets.UTF_8);
    try (InfoGanTrainer trainer = InfoGanTrainer.resume(resource("checkpoint-" + form + ".zip"))) {
      assertThat(trainer.stepsDone()).isEqualTo(3);
      List<Double> now = losses(trainer);
      assertThat(now).hasSameSizeAs(then);
      for (int i = 0; i < now.size(); i++) {
        assertThat(now.get(i))
            .as("number " + i)
            .isCloseTo(Double.parseDouble(then.get(i)), within(1e-4));
      }
    }
  }

  /** The first form did not say where a model is from. */
  @Test
  void provenanceIsReadWhereTheFileHasIt() throws IOException {
    try (InfoGan first = InfoGan.load(resource("model-1.zip"));
        InfoGan second = InfoGan.load(resource("model-2.zip"))) {
      assertThat(first.provenance()).isEmpty();
      assertThat(second.provenance())
          .contains(
              new Provenance(
                  "development",
                  6,
                  1,
                  Optional.of("quadrants"),
                  20,
                  Instant.parse("2026-11-26T09:29:36Z"),
                  0));
    }
  }

  /** Pixels of a sample, and what Q says of the images. */
  private static List<Double> outputs(InfoGan model) {
    List<Double> outputs = new ArrayList<>();
    try (INDArray sample = model.sample(1, 5)) {
      for (float pixel : sample.data().asFloat()) {
        outputs.add((double) pixel);
      }
    }
    for (double mean : model.encode(IMAGES).gaussian("c3").mean()) {
      outputs.add(mean);
    }
    return outputs;
  }

  private static List<Double> losses(InfoGanTrainer trainer) {
    List<Double> losses = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      StepMetrics stats = trainer.step(IMAGES);
      losses.add(stats.discriminatorLoss());
      losses.add(stats.generatorLoss());
      losses.addAll(stats.mutualInformation());
    }
    return losses;
  }

  /**
   * Writes the files of today's form.
   *
   * @param arguments folder and number
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String form = arguments[1];
    InfoGanConfig config =
        Tiny.builder()
            .updatePartition(UpdatePartition.SEPARATE)
            .generatorEmaDecay(0.9)
            .instanceNoise(Schedule.linear(0.1, 0, 10))
            .steps(6)
            .build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config).withDataName("quadrants")) {
      for (int step = 0; step < 3; step++) {
        trainer.step(IMAGES);
      }
      trainer.saveCheckpoint(folder.resolve("checkpoint-" + form + ".zip"));
      Files.write(folder.resolve("checkpoint-" + form + ".txt"), lines(losses(trainer)));
      try (InfoGan model = trainer.fit(IMAGES)) {
        model.save(folder.resolve("model-" + form + ".zip"));
        Files.write(folder.resolve("model-" + form + ".txt"), lines(outputs(model)));
      }
    }
  }

  private static List<String> lines(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).toList();
  }
}
