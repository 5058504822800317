package org.infogan.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.Saved;
import org.infogan.Tiny;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.listeners.MetricsCsv;
import org.infogan.tensorboard.Events.Event;
import org.infogan.train.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;

/** Runs that write event files. */
class TensorBoardTest {

  private static final ImageDataset IMAGES = Tiny.quadrants(20, 1);
  private static final InfoGanConfig CONFIG = Tiny.builder().r1Gamma(2).steps(5).build();

  @TempDir private Path folder;

  private List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Path file : Events.files(folder.resolve("board"))) {
      events.addAll(Events.read(file));
    }
    return events;
  }

  private static List<Event> of(List<Event> events, String tag) {
    return events.stream()
        .filter(event -> event.values().stream().anyMatch(value -> value.getTag().equals(tag)))
        .toList();
  }

  /** The names are the CSV's columns, the values its numbers. */
  @Test
  void scalarsAreThoseOfTheCsv() throws IOException {
    Path csv = folder.resolve("metrics.csv");
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG)) {
      trainer
          .addListener(new TensorBoard(folder.resolve("board")))
          .addListener(new MetricsCsv(csv))
          .fit(IMAGES)
          .close();
    }
    List<String> rows = Files.readAllLines(csv);
    List<String> columns = List.of(rows.get(0).split(",", -1));
    assertThat(columns).contains("d_loss", "mi_c1", "mi_c4", "r1", "diversity");
    List<Event> steps = of(events(), "d_loss");
    assertThat(steps).extracting(Event::step).containsExactly(1L, 2L, 3L, 4L, 5L);
    for (int row = 1; row <= 5; row++) {
      String[] fields = rows.get(row).split(",", -1);
      Event event = steps.get(row - 1);
      assertThat(event.values())
          .extracting(Summary.Value::getTag)
          .containsExactlyElementsOf(columns.subList(2, columns.size()));
      for (int i = 2; i < columns.size(); i++) {
        double expected = Double.parseDouble(fields[i]);
        assertThat((double) event.value(columns.get(i)).getSimpleValue())
            .as(columns.get(i))
            .isCloseTo(expected, within(0.051 + 1e-6 * Math.abs(expected)));
      }
    }
    assertThat(of(events(), "samples")).as("no interval was given").isEmpty();
  }

  @Test
  void picturesAreDrawnAtTheirIntervalAndAtTheEnd() throws IOException {
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG)) {
      trainer.addListener(new TensorBoard(folder.resolve("board"), 2)).fit(IMAGES).close();
    }
    List<Event> pictures = of(events(), "samples");
    assertThat(pictures).extracting(Event::step).containsExactly(2L, 4L, 5L);
    assertThat(pictures.get(0).values())
        .extracting(Summary.Value::getTag)
        .containsExactly("samples", "traversal-c1", "traversal-c2", "traversal-c3", "traversal-c4");
    for (Summary.Value value : pictures.get(2).values()) {
      byte[] png = value.getImage().getEncodedImageString().toByteArray();
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(picture.getWidth()).isEqualTo(value.getImage().getWidth());
      assertThat(picture.getHeight()).isEqualTo(value.getImage().getHeight());
    }
  }

  /** 20 images, batch 8: an epoch is two steps; histograms are at least 100 steps apart. */
  @Test
  void histogramsCountEveryParameter() throws IOException {
    InfoGanConfig config = Tiny.builder().steps(104).build();
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.addListener(new TensorBoard(folder.resolve("board"))).fit(IMAGES).close();
      List<Event> histograms = of(events(), "parameters/generator/0.weight");
      assertThat(histograms).extracting(Event::step).containsExactly(2L, 102L);
      TreeSet<String> names = new TreeSet<>();
      trainer.readParameters(
          (name, values) -> {
            names.add("parameters/" + name);
            HistogramProto histogram = histograms.get(1).value("parameters/" + name).getHisto();
            assertThat(histogram.getNum()).as(name).isEqualTo(values.length);
            assertThat(histogram.getBucketList().stream().mapToDouble(Double::doubleValue).sum())
                .as(name)
                .isEqualTo(values.length);
          });
      assertThat(histograms.get(1).values())
          .extracting(Summary.Value::getTag)
          .containsExactlyInAnyOrderElementsOf(names);
      assertThat(names)
          .contains("parameters/generator/7.weight", "parameters/head/0.bias")
          .noneMatch(name -> name.contains("running"));
    }
  }

  /**
   * What TensorBoard makes of the files: at a start it drops what it has of that step and later.
   * The run is killed after its fifth step and goes on from the checkpoint after its third.
   */
  @Test
  void aResumedRunHasOneCurve() throws IOException {
    Path checkpoint = folder.resolve("checkpoint.zip");
    TrainingListener saving =
        new TrainingListener() {
          @Override
          public void onStep(RunView run, StepMetrics metrics) {
            if (metrics.step() == 3) {
              try {
                run.saveCheckpoint(checkpoint);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.builder().steps(9).build())) {
      TensorBoard board = new TensorBoard(folder.resolve("board"));
      board.onStart(trainer);
      trainer.addListener(saving).addListener(stepsOf(board));
      for (int step = 0; step < 5; step++) {
        trainer.step(IMAGES);
      }
      board.close();
    }
    try (InfoGanTrainer resumed = InfoGanTrainer.resume(checkpoint)) {
      resumed.addListener(new TensorBoard(folder.resolve("board"))).fit(IMAGES).close();
    }
    List<Path> files = Events.files(folder.resolve("board"));
    assertThat(files).hasSize(2);
    List<Event> second = Events.read(files.get(1));
    assertThat(second.get(0).version()).isEqualTo("brain.Event:2");
    assertThat(second.get(1).start()).isTrue();
    assertThat(second.get(1).step()).isEqualTo(4);
    List<Long> curve = new ArrayList<>();
    for (Event event : events()) {
      if (event.start()) {
        curve.removeIf(step -> step >= event.step());
      }
      if (!of(List.of(event), "d_loss").isEmpty()) {
        curve.add(event.step());
      }
    }
    assertThat(curve).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  /** As if the process ended without a word after the last step. */
  private static TrainingListener stepsOf(TensorBoard board) {
    return new TrainingListener() {
      @Override
      public void onStep(RunView run, StepMetrics metrics) {
        board.onStep(run, metrics);
      }
    };
  }

  @Test
  void aRunWithItHasTheBitsOfOneWithout() {
    byte[] watched;
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG)) {
      trainer.addListener(new TensorBoard(folder.resolve("board"), 2));
      try (InfoGan model = trainer.fit(IMAGES)) {
        watched = Saved.bytes(model);
      }
    }
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG);
        InfoGan model = trainer.fit(IMAGES)) {
      assertThat(watched).isEqualTo(Saved.bytes(model));
    }
  }

  @Test
  void aSessionIsACompleteFile() throws IOException {
    TensorBoard.writeSession(
        folder.resolve("board"), Map.of("seed", 3), Map.of("accuracy", 0.75), 200);
    List<Event> events = events();
    assertThat(events).hasSize(4);
    assertThat(of(events, "_hparams_/session_start_info")).hasSize(1);
    assertThat(of(events, "_hparams_/session_end_info")).hasSize(1);
    assertThat(events.get(2).step()).isEqualTo(200);
    assertThat(events.get(2).value("accuracy").getSimpleValue()).isEqualTo(0.75f);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TensorBoard(folder, 0).close())
        .withMessage("TensorBoard: picture interval: expected at least 1, found 0");
    Path file = Files.createFile(folder.resolve("file"));
    try (InfoGanTrainer trainer = new InfoGanTrainer(CONFIG)) {
      trainer.addListener(new TensorBoard(file));
      assertThatThrownBy(() -> trainer.fit(IMAGES).close())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith(file.toString());
    }
  }
}
