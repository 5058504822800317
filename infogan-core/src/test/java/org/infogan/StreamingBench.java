package org.infogan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.infogan.backend.NativeRuntime;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.data.ResizeMode;
import org.infogan.data.files.ImageFolder;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.train.batches.ImageBatches;

/**
 * Measures how long batches from a folder of images keep a trainer waiting, and the memory that
 * training takes. See docs/data.md.
 */
final class StreamingBench {

  private StreamingBench() {}

  /**
   * Arguments: folder, steps, and what the steps do: either the name of a preset, to train it, or
   * the milliseconds that a step is to pretend to take, and then 1 or 3 channels and the extent of
   * the images.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    NativeRuntime.prepare();
    Path folder = Path.of(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    if (arguments.length == 3) {
      train(folder, steps, InfoGanConfig.preset(arguments[2]));
    } else {
      int extent = Integer.parseInt(arguments[4]);
      pretend(
          folder,
          steps,
          Integer.parseInt(arguments[2]),
          new ImageShape(Integer.parseInt(arguments[3]), extent, extent));
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM") || line.startsWith("VmRSS")) {
        report("%s", line);
      }
    }
  }

  private static void train(Path folder, int steps, InfoGanConfig config) throws IOException {
    ImageDataset images = open(folder, config.image());
    try (InfoGanTrainer trainer = new InfoGanTrainer(config)) {
      trainer.step(images);
      double first = trainer.secondsWaited();
      double longest = 0;
      double waited = first;
      long start = System.nanoTime();
      for (int step = 1; step <= steps; step++) {
        trainer.step(images);
        longest = Math.max(longest, trainer.secondsWaited() - waited);
        waited = trainer.secondsWaited();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      report(first, steps, seconds, waited - first);
      report("longest wait %.1f ms", longest * 1e3);
    }
  }

  private static void pretend(Path folder, int steps, int pause, ImageShape shape)
      throws IOException, InterruptedException {
    ImageDataset images = open(folder, shape);
    InfoGanConfig config =
        Tiny.builder()
            .image(shape.channels(), shape.height(), shape.width())
            .generator(
                new Dense(shape.pixels()),
                Reshape.to(shape.channels(), shape.height(), shape.width()),
                new Sigmoid())
            .trunk(Reshape.to(shape.pixels()), new Dense(16))
            .batch(128)
            .build();
    try (ImageBatches batches = new ImageBatches(images, config)) {
      batches.read(0);
      double first = batches.secondsWaited();
      long start = System.nanoTime();
      for (int step = 1; step <= steps; step++) {
        Thread.sleep(pause);
        batches.read(step);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      report(first, steps, seconds, batches.secondsWaited() - first);
    }
  }

  private static ImageDataset open(Path folder, ImageShape shape) throws IOException {
    long start = System.nanoTime();
    ImageDataset images = ImageFolder.open(folder, shape, ResizeMode.COVER);
    report("%d images listed in %.1f s", images.size(), (System.nanoTime() - start) / 1e9);
    return images;
  }

  private static void report(double first, int steps, double seconds, double waited) {
    report(
        "first batch %.3f s; then %d steps in %.1f s, waited %.2f ms per step",
        first, steps, seconds, waited / steps * 1e3);
  }

  private static void report(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
