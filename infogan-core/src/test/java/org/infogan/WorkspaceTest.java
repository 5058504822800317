package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Schedule;
import org.infogan.config.Stabilizers;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageDataset;
import org.infogan.data.Images;
import org.infogan.data.augment.Distortion;
import org.infogan.data.augment.Jitter;
import org.infogan.eval.MutualInformation;
import org.infogan.eval.quality.ImageClassifier;
import org.infogan.io.ImageGrid;
import org.infogan.io.Npy;
import org.infogan.model.Discriminator;
import org.infogan.model.Generator;
import org.infogan.model.InfoGanNetworks;
import org.infogan.model.QHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every public method that touches ND4J, called as a loop of Deeplearning4j would: with a workspace
 * open, whose memory belongs to something else in the next iteration. What is made there is used
 * within, after and in a later iteration, and must be what it is without a workspace.
 */
class WorkspaceTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(24, 1);

  private static final WorkspaceConfiguration LOOP =
      WorkspaceConfiguration.builder().initialSize(32 << 20).build();

  private static final float[] SEVENS = new float[1 << 21];

  static {
    Arrays.fill(SEVENS, 7);
  }

  @TempDir private Path folder;

  /** A part of a program. */
  private interface Part<T> {
    T run() throws IOException;
  }

  /** Runs it within a workspace, or without. */
  @SuppressWarnings("try") // the workspace is there while it is open
  private static <T> T in(boolean workspace, Part<T> part) throws IOException {
    if (!workspace) {
      return part.run();
    }
    try (MemoryWorkspace loop =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(LOOP, "USERS_LOOP")) {
      return part.run();
    }
  }

  /** The next iteration of the caller's loop, which uses the workspace's memory for its own. */
  private static void overwrite(boolean workspace) throws IOException {
    in(
        workspace,
        () -> {
          INDArray own = Nd4j.create(SEVENS, new long[] {SEVENS.length}, 'c');
          assertThat(own.isAttached()).isEqualTo(workspace);
          return own.sumNumber();
        });
  }

  private static String numbers(INDArray array) {
    assertThat(array.isAttached()).as("a result lies outside of workspaces").isFalse();
    return Arrays.toString(array.dup('c').data().asFloat());
  }

  /** What each method gives, by name. */
  private static final class Results {
    private final Map<String, String> found = new LinkedHashMap<>();
    private final boolean workspace;

    Results(boolean workspace) {
      this.workspace = workspace;
    }

    void add(String name, Part<String> part) throws IOException {
      found.put(name, in(workspace, part));
      overwrite(workspace);
      found.put(name + ", again outside", part.run());
      overwrite(workspace);
    }
  }

  private static void useModel(String name, InfoGan model, Results results, Path folder)
      throws IOException {
    INDArray given = IMAGES.toArray();
    results.add(name + ".sample", () -> numbers(model.sample(9, 1)));
    results.add(name + ".generate", () -> numbers(model.generate(model.latents(5, 2))));
    results.add(name + ".traverse", () -> numbers(model.traverse("c2", 2, 3)));
    results.add(
        name + ".encode", () -> Arrays.toString(model.encode(IMAGES).gaussian("c2").mean()));
    results.add(name + ".classify", () -> Arrays.toString(model.classify(given)));
    results.add(
        name + ".calibratedOn",
        () -> {
          try (InfoGan calibrated = model.calibratedOn(IMAGES)) {
            return Arrays.toString(calibrated.encode(given).gaussian("c3").mean());
          }
        });
    results.add(
        name + ".save",
        () -> {
          Path file = folder.resolve("saved.zip");
          model.save(file);
          return Arrays.toString(Saved.contents(file));
        });
    results.add(
        name + ", mutual information", () -> MutualInformation.estimate(model, 64, 1).toString());
  }

  private Map<String, String> useLibrary(boolean workspace, Path folder) throws IOException {
    Files.createDirectories(folder);
    Results results = new Results(workspace);
    InfoGanConfig config =
        Tiny.builder()
            .steps(4)
            .consistency(0.5, new Jitter(0.1, 0.1, 0.1, 1))
            .equivariances(new Stabilizers.Equivariance("c3", Distortion.Factor.SIZE, 0.1, 1))
            .instanceNoise(Schedule.constant(0.1))
            .r1Gamma(2)
            .generatorEmaDecay(0.9)
            .gradientClipNorm(1)
            .updatesPerStep(2, 1)
            .build();
    Path checkpoint = folder.resolve("checkpoint.zip");
    Path file = folder.resolve("model.zip");
    List<AutoCloseable> made = new ArrayList<>();
    InfoGanTrainer trainer = in(workspace, () -> new InfoGanTrainer(config));
    overwrite(workspace);
    in(workspace, () -> trainer.step(IMAGES));
    overwrite(workspace);
    trainer.step(IMAGES);
    InfoGan snapshot = in(workspace, trainer::snapshot);
    in(
        workspace,
        () -> {
          trainer.saveCheckpoint(checkpoint);
          return null;
        });
    overwrite(workspace);
    InfoGan model = in(workspace, () -> trainer.fit(IMAGES.toArray()));
    overwrite(workspace);
    model.save(file);
    InfoGan loaded = in(workspace, () -> InfoGan.load(file));
    overwrite(workspace);
    InfoGanTrainer resumed = in(workspace, () -> InfoGanTrainer.resume(checkpoint));
    overwrite(workspace);
    InfoGan resumedModel = resumed.fit(IMAGES);
    InfoGanNetworks networks = in(workspace, () -> InfoGanNetworks.initialize(config));
    overwrite(workspace);
    InfoGan own =
        in(
            workspace,
            () ->
                InfoGan.load(
                    file,
                    Generator.of(networks.generator()),
                    Discriminator.of(networks.trunk(), networks.head()),
                    QHead.of(networks.q())));
    overwrite(workspace);
    useModel("snapshot", snapshot, results, folder);
    useModel("model", model, results, folder);
    useModel("loaded", loaded, results, folder);
    useModel("resumed", resumedModel, results, folder);
    useModel("own", own, results, folder);
    Path array = folder.resolve("array.npy");
    results.add(
        "arrays",
        () -> {
          Npy.write(array, model.sample(3, 1));
          return numbers(Npy.read(array));
        });
    INDArray read = in(workspace, () -> Npy.read(array));
    overwrite(workspace);
    results.add("an array that was read", () -> numbers(read));
    results.add(
        "data sets",
        () ->
            numbers(FloatImages.copyOf(read).toArray())
                + Images.toBufferedImage(read, 0).getRGB(3, 3)
                + ImageGrid.of(read, 2).toImage().getRGB(2, 3)
                + numbers(IMAGES.toArray()));
    ImageClassifier classifier = in(workspace, () -> ImageClassifier.fit(IMAGES, 1, 1));
    overwrite(workspace);
    results.add("classifier", () -> Arrays.deepToString(classifier.features(IMAGES)));
    made.addAll(List.of(trainer, snapshot, model, loaded, resumed, resumedModel, own, classifier));
    for (AutoCloseable one : made) {
      in(
          workspace,
          () -> {
            close(one);
            return null;
          });
    }
    return results.found;
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyMethodGivesWithinAWorkspaceWhatItGivesWithout() throws IOException {
    Map<String, String> expected = useLibrary(false, folder.resolve("a"));
    Map<String, String> found = useLibrary(true, folder.resolve("b"));
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((name, numbers) -> assertThat(numbers).as(name).isEqualTo(expected.get(name)));
  }
}
