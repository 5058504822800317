package org.infogan.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** What the command {@code bench} repeats and times. */
public interface Benchmark extends AutoCloseable {

  /** One repetition. */
  void run();

  /**
   * Adds the results to a line that names the preset.
   *
   * @param timing how long each {@link #run} took
   * @param line Modified.
   */
  void report(Timing timing, ObjectNode line) throws IOException;

  @Override
  void close();
}
