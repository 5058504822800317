package org.infogan.backend;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.indexer.FloatIndexer;
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

  /** The system property that says how many threads may compute at once. */
  public static final String THREADS_PROPERTY = "infogan.threads";

  private static final Map<String, String> THREAD_POOL_SETTINGS =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "GOMP_SPINCOUNT", "0",
          "OPENBLAS_THREAD_TIMEOUT", "10");

  private static final int MOST_THREADS = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);

  /**
   * Set once, since a class whose initialisation failed answers a second use with another error.
   */
  private static volatile boolean ready;

  /** Why the libraries did not load; ND4J says so only the first time. */
  private static IllegalStateException loadFault;

  private NativeRuntime() {}

  /**
   * Sets the thread-pool variables and loads ND4J's backend. Later calls return at once.
   *
   * @throws IllegalStateException when no ND4J backend is on the class path, or its native
   *     libraries do not load; the message says why, and what to do
   * @throws IllegalArgumentException when the system property {@value #THREADS_PROPERTY} is not a
   *     number of threads
   */
  public static void prepare() {
    if (!ready) {
      prepareOnce();
    }
  }

  @SuppressWarnings("StaticAssignmentOfThrowable") // a second call gets the same answer
  private static synchronized void prepareOnce() {
    if (ready) {
      return;
    }
    threads();
    String fault = setThreadPoolVariables();
    if (loadFault != null) {
      throw new IllegalStateException(loadFault.getMessage(), loadFault.getCause());
    }
    try {
      LOG.debug("ND4J backend: {}", Nd4j.getBackend().getClass().getSimpleName());
      Nd4j.factory().blas().setMaxThreads(1);
      touchNativeMemory();
    } catch (LinkageError e) {
      loadFault = new IllegalStateException(NativeLibraryFault.describe(e), e);
      throw loadFault;
    }
    if (fault != null) {
      LOG.warn(
          "The variables {} of ND4J's thread pools {}. Set them in the environment: training is"
              + " faster with them.",
          THREAD_POOL_SETTINGS,
          fault);
    }
    ready = true;
  }

  /** JavaCPP uses {@code sun.misc.Unsafe}, which a JVM may refuse: better now than amid a run. */
  private static void touchNativeMemory() {
    try (FloatPointer number = new FloatPointer(1)) {
      FloatIndexer.create(number).put(0, 1);
    }
  }

  /**
   * The number of threads that may compute at once: that of the system property {@value
   * #THREADS_PROPERTY}, or of the processors that the JVM may use, which knows of a container's
   * limit.
   *
   * @return at least 1
   * @throws IllegalArgumentException when the property is set to anything but a number from 1 to
   *     1024
   */
  static int threads() {
    String set = System.getProperty(THREADS_PROPERTY);
    if (set == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (!set.matches("[1-9][0-9]{0,3}") || Integer.parseInt(set) > MOST_THREADS) {
      throw new IllegalArgumentException(
          "system property "
              + THREADS_PROPERTY
              + ": expected a number of threads from 1 to "
              + MOST_THREADS
              + ", found '"
              + set
              + "'");
    }
    return Integer.parseInt(set);
  }

  /** Returns why the variables could not be set in time, or null. */
  private static String setThreadPoolVariables() {
    Map<String, String> unset = new TreeMap<>(THREAD_POOL_SETTINGS);
    unset.keySet().removeAll(System.getenv().keySet());
    if (unset.isEmpty()) {
      return null;
    }
    if (Loader.getLoadedLibraries().keySet().stream().anyMatch(name -> name.contains("nd4j"))) {
      return "come too late, since the program used ND4J before it called"
          + " InfoGan.prepareBackend() or anything else of this library";
    }
    try {
      unset.forEach(NativeRuntime::setEnvironment);
      return null;
    } catch (LinkageError e) {
      return "could not be set from inside the process (" + e + ")";
    }
  }

  private static void setEnvironment(String name, String value) {
    if (Platform.isWindows()) {
      function("msvcrt", "_putenv_s").invokeInt(new Object[] {name, value});
    } else {
      int keepExisting = 0;
      function(Platform.C_LIBRARY_NAME, "setenv")
          .invokeInt(new Object[] {name, value, keepExisting});
    }
  }

  private static Function function(String library, String name) {
    return NativeLibrary.getInstance(library).getFunction(name);
  }
}
