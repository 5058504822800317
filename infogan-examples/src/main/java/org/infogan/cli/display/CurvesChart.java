package org.infogan.cli.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.infogan.RunView;
import org.infogan.TrainingListener;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.AtomicFile;
import org.infogan.latent.LatentCode;
import org.infogan.train.StepMetrics;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The course of a run as three charts, one above the other: losses, L_I of each code with its
 * entropy H(c), and D's mean output.
 */
public final class CurvesChart implements TrainingListener {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 310;

  /** Pixels of the picture per unit of the charts, so that text stays sharp on fine screens. */
  private static final int SCALE = 2;

  /** Points of a curve: each is the mean over its share of the steps, which tames the noise. */
  private static final int POINTS = 300;

  private static final BasicStroke LINE = new BasicStroke(1.6f);
  private static final BasicStroke DASHED =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0);

  /** Okabe and Ito's colours, told apart with every kind of colour vision. */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9)
  };

  private final InfoGanConfig config;
  private final List<StepMetrics> steps = new ArrayList<>();

  /**
   * Begins without a step.
   *
   * @param config the configuration of the run
   */
  public CurvesChart(InfoGanConfig config) {
    this.config = config;
  }

  @Override
  public void onStep(RunView run, StepMetrics stats) {
    steps.add(stats);
  }

  /**
   * Draws what has been seen so far.
   *
   * @param file the .png file to create or to replace as a whole
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    List<XYChart> charts = List.of(losses(), information(), outputs());
    BufferedImage picture =
        new BufferedImage(
            WIDTH * SCALE, HEIGHT * charts.size() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.scale(SCALE, SCALE);
    for (XYChart chart : charts) {
      chart.paint(graphics, WIDTH, HEIGHT);
      graphics.translate(0, HEIGHT);
    }
    graphics.dispose();
    AtomicFile.write(
        file,
        out -> {
          // ImageIO would otherwise go through a file in the system's folder for temporary ones.
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", stream)) {
              throw new IOException("this JDK cannot write PNG");
            }
          }
        });
  }

  private XYChart losses() {
    XYChart chart = chart("Adversarial losses", "loss");
    addCurve(chart, "D", 0, StepMetrics::discriminatorLoss);
    addCurve(chart, "G", 1, StepMetrics::generatorLoss);
    return chart;
  }

  private XYChart information() {
    XYChart chart =
        chart("Mutual-information bound L_I of each code, and its entropy H(c)", "nats");
    List<LatentCode> codes = config.latent().codes();
    Map<Double, String> entropies = new LinkedHashMap<>();
    Map<Double, Integer> colours = new LinkedHashMap<>();
    for (int i = 0; i < codes.size(); i++) {
      int index = i;
      LatentCode code = codes.get(i);
      addCurve(chart, "L_I(" + code.name() + ")", i, stats -> stats.mutualInformation().get(index));
      if (code.learnsPrior()) {
        continue; // its entropy changes with the prior
      }
      entropies.merge(code.entropy(), "H(" + code.name() + ")", (a, b) -> a + ", " + b);
      colours.putIfAbsent(code.entropy(), i);
    }
    entropies.forEach(
        (entropy, name) -> {
          double[] ends = {steps.get(0).step(), steps.get(steps.size() - 1).step()};
          XYSeries line = chart.addSeries(name, ends, new double[] {entropy, entropy});
          style(line, colours.get(entropy), DASHED);
        });
    return chart;
  }

  private XYChart outputs() {
    XYChart chart = chart("Mean output of D", "D(x)");
    addCurve(chart, "on real images", 0, StepMetrics::meanOnReal);
    addCurve(chart, "on generated images", 1, StepMetrics::meanOnFake);
    boolean probabilities =
        steps.stream()
            .allMatch(s -> isProbability(s.meanOnReal()) && isProbability(s.meanOnFake()));
    if (probabilities) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    return chart;
  }

  private static boolean isProbability(double value) {
    return value >= 0 && value <= 1;
  }

  private XYChart chart(String title, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("step")
            .yAxisTitle(yTitle)
            .build();
    Color ink = new Color(0x33373D);
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14))
        .setChartFontColor(ink)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal)
        .setLegendPadding(8)
        .setChartTitlePadding(8)
        .setLegendBorderColor(Color.WHITE)
        .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
        .setYAxisLeftWidthHint(60)
        .setLocale(Locale.ROOT);
    chart
        .getStyler()
        .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
        .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11))
        .setPlotGridLinesColor(new Color(0xE3E6EA))
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setXAxisMin(0.0)
        .setXAxisMax((double) steps.get(steps.size() - 1).step())
        .setXAxisTickMarkSpacingHint(90)
        .setXAxisDecimalPattern("#,##0");
    return chart;
  }

  private void addCurve(
      XYChart chart, String name, int colour, ToDoubleFunction<StepMetrics> value) {
    int points = Math.min(POINTS, steps.size());
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      int from = (int) ((long) i * steps.size() / points);
      int to = (int) ((long) (i + 1) * steps.size() / points);
      List<StepMetrics> share = steps.subList(from, to);
      x[i] = share.stream().mapToDouble(StepMetrics::step).average().orElseThrow();
      y[i] = share.stream().mapToDouble(value).average().orElseThrow();
    }
    style(chart.addSeries(name, x, y), colour, LINE);
  }

  private static void style(XYSeries series, int colour, BasicStroke stroke) {
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(COLOURS[colour % COLOURS.length]);
    series.setLineStyle(stroke);
  }
}
