package org.infogan.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.run.RunFolderState;
import org.infogan.data.FloatImages;
import org.infogan.data.ImageShape;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The newest model of a training that goes on. */
class LiveSnapshotsTest {

  @TempDir private Path folder;

  private static FloatImages images() {
    float[][] pixels = new float[16][64];
    for (int i = 0; i < 16; i++) {
      pixels[i][4 * i] = 1;
    }
    return FloatImages.wrap(new ImageShape(1, 8, 8), pixels);
  }

  /** Looks at the model and asks for a newer one after steps 2 and 4. */
  private static final class Watcher implements TrainingListener {
    private final LiveSnapshots snapshots;
    private final List<Integer> steps = new ArrayList<>();
    private final List<INDArray> images = new ArrayList<>();

    Watcher(LiveSnapshots snapshots) {
      this.snapshots = snapshots;
    }

    @Override
    public void onStep(RunView run, StepMetrics metrics) {
      steps.add(snapshots.progress().orElseThrow().step());
      images.add(snapshots.use(explored -> explored.model().sample(1, 1)));
      if (metrics.step() % 2 == 0) {
        snapshots.request();
      }
    }
  }

  @Test
  void thereIsANewModelWhereSomebodyAsked() {
    try (LiveSnapshots snapshots = new LiveSnapshots();
        InfoGanTrainer trainer = new InfoGanTrainer(SmallModel.config())) {
      assertThatThrownBy(() -> snapshots.use(explored -> explored))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected a run that has begun");
      Watcher watcher = new Watcher(snapshots);
      trainer.addListener(snapshots).addListener(watcher);
      try (InfoGan model = trainer.fit(images())) {
        assertThat(watcher.steps).containsExactly(0, 0, 3, 3, 5, 5);
        assertThat(watcher.images.get(2)).isNotEqualTo(watcher.images.get(1));
        assertThat(snapshots.progress()).hasValue(new ModelSource.Progress(6, 6, true));
        assertThat(snapshots.<INDArray>use(explored -> explored.model().sample(3, 1)))
            .isEqualTo(model.sample(3, 1));
      }
    }
  }

  @Test
  void lookingChangesNothingInTheRun() throws IOException {
    Path alone = folder.resolve("alone.zip");
    Path watched = folder.resolve("watched.zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(SmallModel.config());
        InfoGan model = trainer.fit(images())) {
      model.save(alone);
    }
    try (LiveSnapshots snapshots = new LiveSnapshots();
        InfoGanTrainer trainer = new InfoGanTrainer(SmallModel.config())) {
      trainer.addListener(snapshots).addListener(new Watcher(snapshots));
      try (InfoGan model = trainer.fit(images())) {
        model.save(watched);
      }
    }
    RunFolderState.assertSameModel(watched, alone);
  }

  @Test
  void aModelThatIsClosedWhileItIsUsedIsReplacedByTheNewerOne() {
    try (LiveSnapshots snapshots = new LiveSnapshots();
        InfoGanTrainer trainer = new InfoGanTrainer(SmallModel.config())) {
      snapshots.onStart(trainer);
      List<Integer> versions = new ArrayList<>();
      INDArray image =
          snapshots.use(
              explored -> {
                versions.add(explored.version());
                if (versions.size() == 1) {
                  snapshots.onEnd(trainer);
                }
                return explored.model().sample(1, 1);
              });
      assertThat(versions).containsExactly(1, 2);
      assertThat(image.shape()).containsExactly(1, 1, 8, 8);
    }
  }
}
