package org.infogan.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.function.Consumer;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;

/** Sampling from a model of random weights, or encoding random images with it. */
public final class ModelBenchmark implements Benchmark {

  private final String what;
  private final int count;
  private final InfoGan model;
  private final Consumer<InfoGan> use;

  private ModelBenchmark(String what, InfoGanConfig config, int count, Consumer<InfoGan> use) {
    this.what = what;
    this.count = count;
    this.use = use;
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      model = trainer.snapshot();
    }
  }

  public static ModelBenchmark sampling(InfoGanConfig config, int count) {
    return new ModelBenchmark("sample", config, count, model -> model.sample(count, 1).close());
  }

  public static ModelBenchmark encoding(InfoGanConfig config, int count) {
    ImageDataset images = NoiseImages.of(config.image(), count);
    return new ModelBenchmark("encode", config, count, model -> model.encode(images));
  }

  @Override
  public void run() {
    use.accept(model);
  }

  @Override
  public void report(Timing timing, ObjectNode line) throws IOException {
    double seconds = timing.median();
    line.put("what", what);
    line.put("threads", Runtime.getRuntime().availableProcessors());
    line.put("images", count);
    line.put("seconds", Math.round(1e5 * seconds) / 1e5);
    line.put("images_per_second", Math.round(count / seconds));
    line.put("rounds", timing.count());
    line.put("peak_rss_mb", ProcessMemory.peakResidentMegabytes());
  }

  @Override
  public void close() {
    model.close();
  }
}
