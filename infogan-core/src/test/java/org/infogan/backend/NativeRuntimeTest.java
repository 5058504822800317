package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.infogan.io.Npy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link NativeRuntime} does to a process, seen from fresh ones. */
@SuppressWarnings("try") // an interrupt that ends a mount ends the test
class NativeRuntimeTest {

  private static final List<String> VARIABLES =
      List.of("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "OPENBLAS_THREAD_TIMEOUT");

  /** Passes through an entry point, then asks the C library for the variables. */
  static final class PrintVariables {
    private PrintVariables() {}

    public static void main(String[] arguments) throws IOException {
      enter(arguments[0]);
      String library = Platform.isWindows() ? "msvcrt" : Platform.C_LIBRARY_NAME;
      Function getenv = NativeLibrary.getInstance(library).getFunction("getenv");
      for (String name : VARIABLES) {
        System.out.println(name + "=" + getenv.invokeString(new Object[] {name}, false));
      }
    }
  }

  /** Tries each entry point twice and prints what comes out of it. */
  static final class PrintErrors {
    private PrintErrors() {}

    public static void main(String[] arguments) {
      for (String entry : arguments) {
        String found = "nothing";
        try {
          enter(entry);
        } catch (Exception | LinkageError e) {
          found = e.toString();
        }
        System.out.println(entry + ": " + found);
      }
    }
  }

  private static void enter(String entry) throws IOException {
    switch (entry) {
      case "npy" -> Npy.read(savedArray());
      case "array first" -> {
        Nd4j.create(3).close();
        NativeRuntime.prepare();
        NativeRuntime.prepare();
      }
      case "prepare" -> NativeRuntime.prepare();
      case "trainer" -> new InfoGanTrainer(Tiny.config()).close();
      case "mnist" -> new InfoGanTrainer(InfoGanConfig.mnist()).close();
      case "load" -> {
        try {
          InfoGan.load(Path.of("no such model.zip")).close();
        } catch (IOException e) {
          System.out.println("as it should: " + e);
        }
      }
      default -> throw new IllegalArgumentException(entry);
    }
  }

  /** One that ends before a second compiler would pay. */
  private static ChildJvm child(Class<?> main) {
    return ChildJvm.of(main).options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  /** One 32-bit number, as NumPy writes it. */
  private static Path savedArray() throws IOException {
    Path file = Files.createTempFile("one", ".npy");
    file.toFile().deleteOnExit();
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0});
    bytes.write(String.format("%-117s\n", header).getBytes(StandardCharsets.US_ASCII));
    bytes.write(new byte[4]);
    Files.write(file, bytes.toByteArray());
    return file;
  }

  @Test
  void whereNd4jWasUsedBeforeTheProgramIsToldOnceThatTheVariablesComeTooLate() {
    List<String> lines = child(PrintVariables.class).run("array first");
    assertThat(lines.stream().filter(line -> line.contains("come too late")))
        .singleElement()
        .asString()
        .contains("OMP_WAIT_POLICY=passive", "GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=10")
        .contains("InfoGan.prepareBackend()", "Set them in the environment");
    assertThat(
            child(PrintVariables.class)
                .environment(
                    Map.of(
                        "OMP_WAIT_POLICY", "passive",
                        "GOMP_SPINCOUNT", "0",
                        "OPENBLAS_THREAD_TIMEOUT", "10"))
                .run("array first"))
        .noneMatch(line -> line.contains("too late"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "", "1025", "99999999999"})
  void aNumberOfThreadsThatIsNoneIsRefused(String threads) {
    assertThat(
            child(PrintErrors.class)
                .options("-Dinfogan.threads=" + threads)
                .run("trainer", "trainer"))
        .containsOnly(
            "trainer: java.lang.IllegalArgumentException: system property infogan.threads:"
                + " expected a number of threads from 1 to 1024, found '"
                + threads
                + "'");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void withoutAPlaceToUnpackToTheMessageNamesThePlacesAndTheRemedy() {
    List<String> errors =
        errors(
            child(PrintErrors.class)
                .options("-Duser.home=/proc/none", "-Djava.io.tmpdir=/proc/none"));
    assertThat(errors)
        .allMatch(line -> line.contains("no folder to unpack them to"))
        .allMatch(line -> line.contains("/proc/none"))
        .allMatch(line -> line.contains("-Dorg.bytedeco.javacpp.cachedir="));
  }

  @Test
  void forAPlatformWithoutLibrariesTheMessageNamesThePlatform() {
    List<String> errors =
        errors(child(PrintErrors.class).options("-Dorg.bytedeco.javacpp.platform=linux-sparc"));
    assertThat(errors)
        .allMatch(line -> line.contains("for the platform linux-sparc on the class path"))
        .allMatch(line -> line.contains("org.nd4j:nd4j-native-platform"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux-arm64", "macosx-arm64"})
  void onArmTheMessageNamesTheClassifierThatThePlatformsPomLeavesOut(String platform) {
    // The Java halves alone: where this build runs on ARM, its natives would be found.
    List<String> errors =
        errors(
            child(PrintErrors.class)
                .without(jar -> jar.contains("-arm64"))
                .options("-Dorg.bytedeco.javacpp.platform=" + platform));
    assertThat(errors)
        .allMatch(line -> line.contains("for the platform " + platform + " on the class path"))
        .allMatch(
            line ->
                line.contains("org.nd4j:nd4j-native:1.0.0-M2.1 with the classifier " + platform));
  }

  /** The option is as old as JDK 23; a later one may be so without it. */
  @Test
  @EnabledForJreRange(minVersion = 23)
  void whereJavaRefusesUnsafeTheMessageNamesTheOption() {
    List<String> errors =
        errors(ChildJvm.of(PrintErrors.class).options("--sun-misc-unsafe-memory-access=deny"));
    assertThat(errors)
        .allMatch(line -> line.contains("--sun-misc-unsafe-memory-access=allow"))
        .allMatch(line -> line.contains("refuses it"));
  }

  /** As on a C library or a processor that JNA has nothing for. */
  @Test
  void whereTheEnvironmentCannotBeSetTheLibraryWorksAndSaysWhatToSet() {
    List<String> lines =
        child(PrintErrors.class)
            .options("-Djna.boot.library.name=none", "-Djna.noclasspath=true")
            .run("trainer", "npy");
    assertThat(lines).contains("trainer: nothing", "npy: nothing");
    assertThat(lines.stream().filter(line -> line.contains("could not be set from inside")))
        .singleElement()
        .asString()
        .contains("OMP_WAIT_POLICY=passive", "Set them in the environment");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsNamed(@TempDir Path folder) throws Exception {
    try (MountedDisk disk = MountedDisk.of(folder, "size=20m")) {
      assertThat(errors(unpackingTo(disk)))
          .allMatch(line -> line.contains("a full disk: " + folder))
          .allMatch(line -> line.contains("-Dorg.bytedeco.javacpp.cachedir="));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatRunsNoProgramsIsNamed(@TempDir Path folder) throws Exception {
    try (MountedDisk disk = MountedDisk.of(folder, "size=600m,noexec")) {
      assertThat(errors(unpackingTo(disk)))
          .allMatch(line -> line.contains("programs may not run from " + folder))
          .allMatch(line -> line.contains("noexec"))
          .allMatch(line -> line.contains("-Dorg.bytedeco.javacpp.cachedir="));
    }
  }

  private static ChildJvm unpackingTo(MountedDisk disk) {
    return child(PrintErrors.class)
        .options("-Duser.home=" + disk.folder(), "-Djava.io.tmpdir=" + disk.folder());
  }

  /** What two attempts say, each of which must name the same cause. */
  private static List<String> errors(ChildJvm jvm) {
    List<String> lines = jvm.run("trainer", "trainer");
    List<String> errors = lines.stream().filter(line -> line.startsWith("trainer: ")).toList();
    assertThat(errors)
        .hasSize(2)
        .allMatch(line -> line.startsWith("trainer: java.lang.IllegalStateException: "));
    assertThat(errors.get(1)).isEqualTo(errors.get(0));
    assertThat(lines).noneMatch(line -> line.contains("OMP_WAIT_POLICY"));
    return errors;
  }

  /** A file system in memory, which only root can mount. */
  @SuppressWarnings("try") // an interrupt ends the test
  private record MountedDisk(Path folder) implements AutoCloseable {
    static MountedDisk of(Path folder, String options) throws IOException, InterruptedException {
      assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())).isZero();
      return new MountedDisk(folder);
    }

    private static int run(String... command) throws IOException, InterruptedException {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
      assertThat(run("umount", folder.toString())).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "trainer", "load", "npy"})
  void everyEntryPointSetsTheVariablesForNativeCode(String entry) {
    assertThat(child(PrintVariables.class).run(entry))
        .contains("OMP_WAIT_POLICY=passive", "GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=10");
  }

  @Test
  void aVariableThatTheUserHasSetIsLeftAlone() {
    assertThat(
            child(PrintVariables.class)
                .environment(Map.of("OMP_WAIT_POLICY", "active", "OPENBLAS_THREAD_TIMEOUT", "26"))
                .run("trainer"))
        .contains("OMP_WAIT_POLICY=active", "GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=26");
  }

  /** libgomp itself says what it read when it was loaded: nothing may have loaded it earlier. */
  @ParameterizedTest
  @ValueSource(strings = {"trainer", "load", "npy"})
  @EnabledOnOs(OS.LINUX)
  void theVariablesAreSetBeforeTheLibrariesLoad(String entry) {
    assertThat(
            child(PrintVariables.class)
                .environment(Map.of("OMP_DISPLAY_ENV", "verbose"))
                .run(entry))
        .anyMatch(line -> line.contains("OMP_WAIT_POLICY = 'PASSIVE'"))
        .anyMatch(line -> line.contains("GOMP_SPINCOUNT = '0'"));
  }

  @Test
  void withoutBackendEveryAttemptNamesTheDependencyToAdd() {
    List<String> lines =
        child(PrintErrors.class)
            .without(jar -> jar.startsWith("nd4j-native"))
            .run("mnist", "mnist", "load", "load");
    String message =
        ": java.lang.IllegalStateException: ND4J backend: expected one on the class path, found"
            + " none. Add the dependency org.nd4j:nd4j-native-platform:1.0.0-M2.1 (or"
            + " org.nd4j:nd4j-cuda-11.6-platform:1.0.0-M2.1 for a GPU).";
    assertThat(lines.stream().filter(line -> line.matches("(mnist|load): .*")))
        .containsExactly("mnist" + message, "mnist" + message, "load" + message, "load" + message);
  }

  /** As where a build was made for another platform: the Java half alone is there. */
  @Test
  void withoutTheBackendsNativeHalfEveryAttemptNamesTheDependencyToo() {
    List<String> lines =
        child(PrintErrors.class)
            .without(jar -> jar.matches("nd4j-native-.*-(linux|windows|macosx)-.*"))
            .run("mnist", "load");
    assertThat(lines.stream().filter(line -> line.matches("(mnist|load): .*")))
        .hasSize(2)
        .allMatch(line -> line.contains("IllegalStateException"))
        .allMatch(line -> line.contains("org.nd4j:nd4j-native-platform"));
  }
}
