package org.infogan.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.infogan.InfoGanTrainer;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One training step on random images. */
public final class TrainingBenchmark implements Benchmark {

  private static final int IMAGES = 1024;

  private final InfoGanConfig config;
  private final InfoGanTrainer trainer;
  private final ImageDataset images;

  public TrainingBenchmark(InfoGanConfig config) {
    this.config = config;
    images = NoiseImages.of(config.image(), Math.max(IMAGES, config.batch()));
    trainer = new InfoGanTrainer(config);
  }

  @Override
  public void run() {
    trainer.step(images);
  }

  @Override
  public void report(Timing timing, ObjectNode line) throws IOException {
    line.put("batch", config.batch());
    line.put("threads", Runtime.getRuntime().availableProcessors());
    line.put("ms_per_step", Math.round(1e4 * timing.mean()) / 10.0);
    line.put("steps", timing.count());
    line.put("peak_rss_mb", ProcessMemory.peakResidentMegabytes());
    line.put("flop_per_step", StepArithmetic.perStep(config));
    line.put("gemm_gflops", Math.round(gemmGigaflops()));
  }

  /**
   * The rate of a product of two 2048 × 2048 matrices on all processors, the best of several. The
   * library holds BLAS to one thread and divides its products; here BLAS divides.
   */
  private static double gemmGigaflops() {
    int n = 2048;
    double best = 0;
    int threads = Nd4j.factory().blas().getMaxThreads();
    Nd4j.factory().blas().setMaxThreads(Runtime.getRuntime().availableProcessors());
    try (INDArray a = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray b = Nd4j.ones(DataType.FLOAT, n, n);
        INDArray c = Nd4j.create(DataType.FLOAT, new long[] {n, n}, 'f')) {
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        Nd4j.gemm(a, b, c, false, false, 1, 0);
        best = Math.max(best, 2.0 * n * n * n / (System.nanoTime() - start));
      }
    }
    Nd4j.factory().blas().setMaxThreads(threads);
    return best;
  }

  @Override
  public void close() {
    trainer.close();
  }
}
