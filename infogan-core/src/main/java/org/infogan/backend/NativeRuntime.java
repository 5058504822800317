package org.infogan.backend;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the process for ND4J's native libraries. The library calls {@link #prepare} wherever it
 * first touches ND4J.
 *
 * <p>ND4J runs element-wise operations on libgomp's threads and matrix products on OpenBLAS's own,
 * and each pool busy-waits for milliseconds after its work on the cores that the other needs. The
 * variables below send idle threads to sleep instead, which was measured to make a training step on
 * two cores about 1.6 times as fast. The native libraries read them once, when they load, so they
 * are set in the process's own environment before that. A variable that the user has set is left as
 * it is.
 */
public final class NativeRuntime {

  /** The dependency to add where none is found. */
  private static final String BACKEND = "org.nd4j:nd4j-native-platform:1.0.0-M2.1";

  private static final Map<String, String> THREAD_POOL_SETTINGS =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "GOMP_SPINCOUNT", "0",
          "OPENBLAS_THREAD_TIMEOUT", "10");

  private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);

  /**
   * Set once, since a class whose initialisation failed answers a second use with another error.
   */
  private static volatile boolean ready;

  private NativeRuntime() {}

  /**
   * Sets the thread-pool variables and loads ND4J's backend. Later calls return at once.
   *
   * @throws IllegalStateException when no ND4J backend is on the class path; the message names the
   *     dependency to add
   */
  public static void prepare() {
    if (!ready) {
      prepareOnce();
    }
  }

  private static synchronized void prepareOnce() {
    if (ready) {
      return;
    }
    THREAD_POOL_SETTINGS.forEach(NativeRuntime::setUnlessSet);
    try {
      LOG.debug("ND4J backend: {}", Nd4j.getBackend().getClass().getSimpleName());
      Nd4j.factory().blas().setMaxThreads(1);
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new IllegalStateException(
          "ND4J backend: expected one on the class path, found none that loads. Add the dependency "
              + BACKEND
              + " (or org.nd4j:nd4j-cuda-11.6-platform:1.0.0-M2.1 for a GPU).",
          e);
    }
    ready = true;
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    try {
      if (Platform.isWindows()) {
        function("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
      } else {
        int keepExisting = 0;
        function(Platform.C_LIBRARY_NAME, "setenv")
            .invokeInt(new Object[] {name, value, keepExisting});
      }
    } catch (LinkageError e) {
      LOG.warn(
          "{}={} could not be set from inside the process ({}). Set it in the environment: training"
              + " is faster with it.",
          name,
          value,
          e.toString());
    }
  }

  private static Function function(String library, String name) {
    return NativeLibrary.getInstance(library).getFunction(name);
  }
}
