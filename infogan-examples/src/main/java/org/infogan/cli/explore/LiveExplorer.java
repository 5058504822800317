package org.infogan.cli.explore;

import java.util.Optional;
import org.infogan.TrainingListener;
import org.infogan.cli.data.DataSource;

/** The explorer of a training that goes on. */
public final class LiveExplorer implements AutoCloseable {

  private final LiveSnapshots snapshots = new LiveSnapshots();
  private final ExplorerServer server;

  private LiveExplorer(String file, DataSource data, int port) {
    server =
        Serving.start(
            new Explorer(snapshots, Serving.program(), file, Optional.empty(), Optional.of(data)),
            null,
            port);
  }

  /**
   * Begins to serve.
   *
   * @param file the model's file, which the training writes from time to time
   * @param data the images that are trained on
   * @param port the port, or 0 for a free one
   * @return the explorer; the caller closes it
   */
  public static LiveExplorer start(String file, DataSource data, int port) {
    return new LiveExplorer(file, data, port);
  }

  /**
   * What watches the training.
   *
   * @return to be added to the trainer
   */
  public TrainingListener listener() {
    return snapshots;
  }

  /**
   * Where the page is.
   *
   * @return an address for a browser, with the token
   */
  public String address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    snapshots.close();
  }
}
