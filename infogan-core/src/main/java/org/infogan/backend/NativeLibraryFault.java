package org.infogan.backend;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;

/**
 * Finds out why ND4J's native libraries did not load. ND4J itself says no more than that it "is
 * probably missing dependencies", so the places where the libraries come from and go to are looked
 * at: the class path, the folder to which JavaCPP unpacks them, and the system's own message.
 */
final class NativeLibraryFault {

  private static final String VERSION = "1.0.0-M2.1";

  private static final String ADD_A_BACKEND =
      "Add the dependency org.nd4j:nd4j-native-platform:"
          + VERSION
          + " (or org.nd4j:nd4j-cuda-11.6-platform:"
          + VERSION
          + " for a GPU).";

  private static final String SET_CACHE_FOLDER =
      "Name a folder on a disk that has room and may run programs:"
          + " -Dorg.bytedeco.javacpp.cachedir=FOLDER";

  /** The Java halves of ND4J's backends. */
  private static final List<String> BACKENDS =
      List.of(
          "org/nd4j/linalg/cpu/nativecpu/CpuBackend.class",
          "org/nd4j/linalg/jcublas/JCublasBackend.class");

  /** Where the native halves lie, by platform, and where the BLAS of the first one does. */
  private static final List<String> NATIVE_FOLDERS =
      List.of("org/nd4j/linalg/cpu/nativecpu/bindings/", "org/nd4j/linalg/jcublas/bindings/");

  /** Those that {@code nd4j-native-platform} leaves out. */
  private static final List<String> ARM_PLATFORMS = List.of("linux-arm64", "macosx-arm64");

  private static final String BLAS_FOLDER = "org/bytedeco/openblas/";

  /** What the libraries of the CPU backend take when they are unpacked. */
  private static final long UNPACKED_BYTES = 450L << 20;

  private NativeLibraryFault() {}

  /**
   * The cause and its remedy.
   *
   * @param error what ND4J failed with
   * @return a message for the user
   */
  static String describe(Throwable error) {
    if (BACKENDS.stream().noneMatch(NativeLibraryFault::isOnClassPath)) {
      return "ND4J backend: expected one on the class path, found none. " + ADD_A_BACKEND;
    }
    String platform = Loader.getPlatform();
    if (NATIVE_FOLDERS.stream().noneMatch(folder -> isOnClassPath(folder + platform + "/"))
        && NATIVE_FOLDERS.stream().noneMatch(folder -> hasLibrary(folder + platform + "/"))) {
      return missing("ND4J backend", "nd4j-native", platform);
    }
    if (isOnClassPath(BACKENDS.get(0)) && !hasBlas(platform)) {
      return missing("OpenBLAS, which ND4J's backend uses", "openblas", platform);
    }
    if (refusesUnsafe(error)) {
      return "ND4J backend: expected sun.misc.Unsafe, by which JavaCPP reaches native memory, found"
          + " that Java "
          + Runtime.version().feature()
          + " refuses it. Start it with: java --sun-misc-unsafe-memory-access=allow ...";
    }
    return "ND4J backend: expected its native libraries to load, found " + loadFault(error);
  }

  private static String missing(String what, String artifact, String platform) {
    return what
        + ": expected native libraries for the platform "
        + platform
        + " on the class path, found none in the jars of "
        + artifact
        + ". Add the dependency org.nd4j:nd4j-native-platform:"
        + VERSION
        + ", whose jars must not be left out of the class path"
        + (ARM_PLATFORMS.contains(platform)
            ? ", and org.nd4j:nd4j-native:" + VERSION + " with the classifier " + platform + "."
            : "; ND4J "
                + VERSION
                + " has libraries for Linux, macOS and Windows on x86-64, and for Linux and macOS"
                + " on ARM.");
  }

  private static String loadFault(Throwable error) {
    String said = deepestMessage(error);
    File folder;
    try {
      folder = Loader.getCacheDir();
    } catch (IOException e) {
      return "no folder to unpack them to: neither the home folder "
          + System.getProperty("user.home")
          + " nor the folder for temporary files "
          + System.getProperty("java.io.tmpdir")
          + " can be written. "
          + SET_CACHE_FOLDER;
    }
    if (forbidsPrograms(said)) {
      return "that programs may not run from "
          + folder
          + ", where they are unpacked (a disk mounted noexec, or a rule of the system): "
          + said
          + ". "
          + SET_CACHE_FOLDER;
    }
    if (folder.getUsableSpace() < UNPACKED_BYTES && !namesSystemLibrary(said)) {
      return String.format(
          Locale.ROOT,
          "a full disk: %s has %d MB free, and they take up to %d MB there when they are unpacked."
              + " %s",
          folder,
          folder.getUsableSpace() >> 20,
          UNPACKED_BYTES >> 20,
          SET_CACHE_FOLDER);
    }
    return said
        + ". They are unpacked to "
        + folder
        + ": if that folder is damaged, delete it; if a library of the system is named, install it"
        + " (ND4J needs glibc and libstdc++, and does not run on Alpine's musl)";
  }

  /** As the dynamic loaders of Linux, macOS and SELinux say it. */
  private static boolean forbidsPrograms(String message) {
    return message.contains("failed to map segment")
        || message.contains("Operation not permitted")
        || message.contains("Permission denied")
        || message.contains("not valid for use in process");
  }

  private static boolean namesSystemLibrary(String message) {
    return message.matches("(?s).*(libstdc\\+\\+|lib(c|m|dl|rt|pthread)\\.so|ld-linux|GLIBC).*");
  }

  private static boolean hasBlas(String platform) {
    return isOnClassPath(BLAS_FOLDER + platform + "/")
        || isOnClassPath(BLAS_FOLDER + platform + "/" + System.mapLibraryName("jniopenblas"));
  }

  private static boolean hasLibrary(String folder) {
    return isOnClassPath(folder + System.mapLibraryName("nd4jcpu"))
        || isOnClassPath(folder + System.mapLibraryName("nd4jcuda"))
        || isOnClassPath(folder + System.mapLibraryName("jnind4jcpu"))
        || isOnClassPath(folder + System.mapLibraryName("jnind4jcuda"));
  }

  private static boolean isOnClassPath(String resource) {
    return NativeLibraryFault.class.getClassLoader().getResource(resource) != null;
  }

  /** As JDK 23 and later do where they are told to, and are announced to do without. */
  private static boolean refusesUnsafe(Throwable error) {
    Throwable deepest = deepest(error);
    return deepest instanceof UnsupportedOperationException
        && Arrays.stream(deepest.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("sun.misc.Unsafe"));
  }

  private static Throwable deepest(Throwable error) {
    Throwable deepest = error;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }

  private static String deepestMessage(Throwable error) {
    Throwable deepest = deepest(error);
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
