package org.infogan.cli.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Prints what memory a repeated piece of work takes, as a row every so many repetitions: the
 * resident memory, what native code has allocated, and, since the row before, what the Java threads
 * have allocated on the heap per repetition and what the collector did.
 */
public final class MemoryTable implements Runnable {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Runnable work;
  private final int every;
  private final PrintWriter out;
  private int done;
  private long allocated = allocatedBytes();
  private long collections = ofCollectors(GarbageCollectorMXBean::getCollectionCount);
  private long collectionMillis = ofCollectors(GarbageCollectorMXBean::getCollectionTime);

  /** Prints the head of the table. */
  public MemoryTable(Runnable work, int every, PrintWriter out) {
    this.work = work;
    this.every = every;
    this.out = out;
    out.println("repetitions,resident_mb,native_mb,heap_kb_each,collections,collection_ms");
  }

  /** Does the work once more. */
  @Override
  public void run() {
    work.run();
    done++;
    if (done % every == 0) {
      printRow();
    }
  }

  private void printRow() {
    long allocatedNow = allocatedBytes();
    long collectionsNow = ofCollectors(GarbageCollectorMXBean::getCollectionCount);
    long millisNow = ofCollectors(GarbageCollectorMXBean::getCollectionTime);
    Double nativeMegabytes = ProcessMemory.nativeMegabytes();
    out.printf(
        Locale.ROOT,
        "%d,%s,%s,%.1f,%d,%d%n",
        done,
        residentMegabytes(),
        nativeMegabytes == null ? null : String.format(Locale.ROOT, "%.1f", nativeMegabytes),
        (allocatedNow - allocated) / 1024.0 / every,
        collectionsNow - collections,
        millisNow - collectionMillis);
    out.flush();
    allocated = allocatedNow;
    collections = collectionsNow;
    collectionMillis = millisNow;
  }

  private static Long residentMegabytes() {
    try {
      return ProcessMemory.residentMegabytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the Java threads that are alive. */
  private static long allocatedBytes() {
    long[] bytes = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return Arrays.stream(bytes).filter(b -> b > 0).sum();
  }

  private static long ofCollectors(ToLongFunction<GarbageCollectorMXBean> count) {
    return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(count).sum();
  }
}
