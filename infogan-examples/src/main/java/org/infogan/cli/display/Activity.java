package org.infogan.cli.display;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.listeners.ProgressLines;

/**
 * Shows that a command is at work, if that takes longer than two seconds: what it does, how many
 * images it has read and for how long. On a terminal the line is drawn over every second;
 * elsewhere, such as in a log file, there is a new one from time to time.
 *
 * <pre>{@code
 * try (Activity activity = Activity.begin("Reading the codes", images.size(), err)) {
 *   model.encode(activity.watch(images));
 * }
 * }</pre>
 */
public final class Activity implements AutoCloseable {

  private static final int FIRST_SECONDS = 2;
  private static final int SECONDS_BETWEEN_LINES = 10;

  private final String what;
  private final long total;
  private final PrintWriter err;
  private final boolean interactive = Terminal.isInteractive();
  private final long start = System.nanoTime();
  private final AtomicLong read = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::show, "activity");
  private boolean shown;

  private Activity(String what, long total, PrintWriter err) {
    this.what = what;
    this.total = total;
    this.err = err;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Begins to watch the clock.
   *
   * @param what what the command is doing, such as "Reading the codes"
   * @param total the number of images that it will read from those that are {@link #watch}ed; 0 if
   *     that is not known
   * @param err where to show it
   * @return to be closed when that is done
   */
  public static Activity begin(String what, long total, PrintWriter err) {
    return new Activity(what, total, err);
  }

  /**
   * Shows work that reads no images.
   *
   * @param what what the command is doing, such as "Reading the codes"
   * @param err where to show it
   * @param work the work
   * @param <T> what it gives
   * @return what the work gives
   */
  public static <T> T during(String what, PrintWriter err, Supplier<T> work) {
    Activity activity = begin(what, 0, err);
    try {
      return work.get();
    } finally {
      activity.close();
    }
  }

  /**
   * Shows work that reads a set of images once.
   *
   * @param what what the command is doing, such as "Reading the codes"
   * @param images the images
   * @param err where to show it
   * @param work the work, which is given the images
   * @param <T> what it gives
   * @return what the work gives
   */
  public static <T> T reading(
      String what, ImageDataset images, PrintWriter err, Function<ImageDataset, T> work) {
    try (Activity activity = begin(what, images.size(), err)) {
      return work.apply(activity.watch(images));
    }
  }

  /**
   * Counts the images that are read.
   *
   * @param images the images
   * @return the same images
   */
  public ImageDataset watch(ImageDataset images) {
    return new WatchedImages(images, read);
  }

  private record WatchedImages(ImageDataset images, AtomicLong count) implements ImageDataset {
    @Override
    public int size() {
      return images.size();
    }

    @Override
    public ImageShape shape() {
      return images.shape();
    }

    @Override
    public void read(int index, float[] pixels) {
      images.read(index, pixels);
      count.incrementAndGet();
    }

    @Override
    public int label(int index) {
      return images.label(index);
    }

    @Override
    public boolean readsFromDisk() {
      return images.readsFromDisk();
    }
  }

  private void show() {
    try {
      int wait = FIRST_SECONDS;
      while (!ended.await(wait, TimeUnit.SECONDS)) {
        String line = line();
        err.print(interactive ? "\r" + line : line + System.lineSeparator());
        err.flush();
        shown = true;
        wait = interactive ? 1 : SECONDS_BETWEEN_LINES;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** "Reading the codes: 12,300 of 60,000 images, 0:07". */
  String line() {
    long count = read.get();
    String images =
        count == 0
            ? ""
            : total == 0
                ? String.format(Locale.ROOT, " %,d images,", count)
                : String.format(Locale.ROOT, " %,d of %,d images,", Math.min(count, total), total);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return what + ":" + images + " " + ProgressLines.clock(elapsed);
  }

  /** Ends the display; a line that was drawn over stays as it was last. */
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shown && interactive) {
      err.println();
      err.flush();
    }
  }
}
