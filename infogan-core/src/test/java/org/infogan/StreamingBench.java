package org.infogan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.infogan.data.Fit;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageFolder;
import org.infogan.data.ImageShape;
import org.infogan.nn.Dense;
import org.infogan.nn.NativeRuntime;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sigmoid;

/**
 * Measures how long batches from a folder of images keep a trainer waiting that takes a given time
 * for a step, and the memory that takes. See docs/data.md.
 */
final class StreamingBench {

  private StreamingBench() {}

  /**
   * Arguments: folder, steps, milliseconds that a step pretends to take, 1 or 3 channels, extent.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    NativeRuntime.prepare();
    int steps = Integer.parseInt(arguments[1]);
    int pause = Integer.parseInt(arguments[2]);
    int extent = Integer.parseInt(arguments[4]);
    ImageShape shape = new ImageShape(Integer.parseInt(arguments[3]), extent, extent);
    long start = System.nanoTime();
    ImageDataset images = ImageFolder.open(Path.of(arguments[0]), shape, Fit.COVER);
    report("%d images listed in %.1f s", images.size(), (System.nanoTime() - start) / 1e9);
    InfoGanConfig config =
        Tiny.builder()
            .image(shape.channels(), extent, extent)
            .generator(
                new Dense(shape.pixels()),
                Reshape.to(shape.channels(), extent, extent),
                new Sigmoid())
            .trunk(Reshape.to(shape.pixels()), new Dense(16))
            .batch(128)
            .build();
    try (RealBatches batches = new RealBatches(images, config)) {
      batches.read(0);
      double first = batches.secondsWaited();
      start = System.nanoTime();
      for (int step = 1; step <= steps; step++) {
        Thread.sleep(pause);
        batches.read(step);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      report(
          "first batch %.3f s; then %d steps in %.1f s, waited %.2f ms per step",
          first, steps, seconds, (batches.secondsWaited() - first) / steps * 1e3);
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM") || line.startsWith("VmRSS")) {
        report("%s", line);
      }
    }
  }

  private static void report(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
