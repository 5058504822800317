package org.infogan.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.cli.data.DataSource;
import org.infogan.cli.display.ProgressDisplay;
import org.infogan.cli.run.RunFolder;
import org.infogan.cli.support.Options;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.Refinement;
import org.infogan.config.Schedule;
import org.infogan.config.UpdatePartition;
import org.infogan.eval.Evaluation;
import org.infogan.eval.MutualInformation;
import org.infogan.train.StepMetrics;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fig1}: figure 1 of the paper, L_I with and without the bound in the objective. */
@Command(
    name = "fig1",
    sortOptions = false,
    description = {
      "Draws figure 1 of the paper: L_I over the steps of an InfoGAN and of a plain GAN.",
      "The plain GAN's Q learns to read the codes, too, but neither G nor the trunk learns from it."
          + " Writes fig1.png and fig1.csv into --out."
    })
final class Fig1Command implements Callable<Integer> {

  /** Steps that one point of a curve is the mean of. */
  private static final int STEPS_PER_POINT = 10;

  @Spec private CommandSpec spec;

  @Mixin private TrainingOptions options;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Number of updates of each. Default: 1000.")
  private int steps;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to write.")
  private Path out;

  /** L_I of the first code along one run, and on fresh samples at its end. */
  private record Curve(String name, List<Double> values, double atEnd) {}

  @Override
  public Integer call() throws IOException {
    Options.requireAtLeastOne("--steps", steps);
    new RunFolder(out).requireFolder();
    DataSource images = options.images(options.config(builder -> builder.steps(steps)));
    RunFolder folder = RunFolder.create(out);
    PrintWriter text = spec.commandLine().getOut();
    List<Curve> curves = new ArrayList<>();
    for (UpdatePartition partition : List.of(UpdatePartition.SHARED, UpdatePartition.OBSERVING)) {
      Curve curve = run(partition, images);
      text.printf(Locale.ROOT, "%-28s L_I = %.3f at the end%n", curve.name(), curve.atEnd());
      text.flush();
      curves.add(curve);
    }
    write(folder, curves);
    text.println("Written: " + folder.file("fig1.png") + ", " + folder.file("fig1.csv"));
    text.flush();
    return 0;
  }

  private Curve run(UpdatePartition partition, DataSource images) {
    // The bound counts from the first step on, as in the figure, and nothing follows the game: a
    // refinement would let trunk and Q learn what the figure says they have not learnt.
    InfoGanConfig config =
        options.config(
            builder ->
                builder
                    .steps(steps)
                    .lambdaSchedule(Schedule.constant(1))
                    .refinement(Refinement.NONE)
                    .updatePartition(partition));
    List<Double> values = new ArrayList<>();
    TrainingListener recorder =
        new TrainingListener() {
          @Override
          public void onStep(RunView run, StepMetrics stats) {
            values.add(stats.mutualInformation().get(0));
          }
        };
    PrintWriter err = spec.commandLine().getErr();
    try (ProgressDisplay progress = ProgressDisplay.of(config, 0, err);
        InfoGanTrainer trainer =
            new InfoGanTrainer(config).addListener(recorder).addListener(progress.listener());
        InfoGan model = trainer.fit(images.train())) {
      double atEnd =
          MutualInformation.estimate(model, Evaluation.SAMPLES, Evaluation.SEED).get(0).bound();
      String name = partition == UpdatePartition.SHARED ? "InfoGAN" : "plain GAN, Q observing";
      return new Curve(name, values, atEnd);
    }
  }

  private void write(RunFolder folder, List<Curve> curves) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(800)
            .height(450)
            .title("L_I of the first code, " + options.source().name())
            .xAxisTitle("step")
            .yAxisTitle("nats")
            .build();
    chart.getStyler().setLocale(Locale.ROOT).setChartBackgroundColor(Color.WHITE);
    StringBuilder csv = new StringBuilder("step");
    for (Curve curve : curves) {
      csv.append(',').append(curve.name().replace(",", ""));
      double[] x = new double[Math.max(1, steps / STEPS_PER_POINT)];
      double[] y = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int from = i * steps / x.length;
        int to = (i + 1) * steps / x.length;
        x[i] = to;
        y[i] = curve.values().subList(from, to).stream().mapToDouble(v -> v).average().orElse(0);
      }
      chart.addSeries(curve.name(), x, y).setMarker(SeriesMarkers.NONE);
    }
    for (int i = 0; i < steps; i++) {
      csv.append('\n').append(i + 1);
      for (Curve curve : curves) {
        csv.append(',').append(curve.values().get(i));
      }
    }
    Files.writeString(folder.file("fig1.csv"), csv.append('\n'), StandardCharsets.UTF_8);
    BufferedImage picture = new BufferedImage(800, 450, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    chart.paint(graphics, 800, 450);
    graphics.dispose();
    ImageIO.write(picture, "png", folder.file("fig1.png").toFile());
  }
}
