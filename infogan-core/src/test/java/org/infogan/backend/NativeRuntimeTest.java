package org.infogan.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.infogan.InfoGan;
import org.infogan.InfoGanTrainer;
import org.infogan.Tiny;
import org.infogan.config.InfoGanConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link NativeRuntime} does to a process, seen from fresh ones. */
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

  @ParameterizedTest
  @ValueSource(strings = {"prepare", "trainer", "load"})
  void everyEntryPointSetsTheVariablesForNativeCode(String entry) {
    assertThat(ChildJvm.of(PrintVariables.class).run(entry))
        .contains("OMP_WAIT_POLICY=passive", "GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=10");
  }

  @Test
  void aVariableThatTheUserHasSetIsLeftAlone() {
    assertThat(
            ChildJvm.of(PrintVariables.class)
                .environment(Map.of("OMP_WAIT_POLICY", "active", "OPENBLAS_THREAD_TIMEOUT", "26"))
                .run("trainer"))
        .contains("OMP_WAIT_POLICY=active", "GOMP_SPINCOUNT=0", "OPENBLAS_THREAD_TIMEOUT=26");
  }

  /** libgomp itself says what it read when it was loaded: nothing may have loaded it earlier. */
  @ParameterizedTest
  @ValueSource(strings = {"trainer", "load"})
  @EnabledOnOs(OS.LINUX)
  void theVariablesAreSetBeforeTheLibrariesLoad(String entry) {
    assertThat(
            ChildJvm.of(PrintVariables.class)
                .environment(Map.of("OMP_DISPLAY_ENV", "verbose"))
                .run(entry))
        .anyMatch(line -> line.contains("OMP_WAIT_POLICY = 'PASSIVE'"))
        .anyMatch(line -> line.contains("GOMP_SPINCOUNT = '0'"));
  }

  @Test
  void withoutBackendEveryAttemptNamesTheDependencyToAdd() {
    List<String> lines =
        ChildJvm.of(PrintErrors.class)
            .without(jar -> jar.startsWith("nd4j-native"))
            .run("mnist", "mnist", "load", "load");
    String message =
        ": java.lang.IllegalStateException: ND4J backend: expected one on the class path, found"
            + " none that loads. Add the dependency org.nd4j:nd4j-native-platform:1.0.0-M2.1 (or"
            + " org.nd4j:nd4j-cuda-11.6-platform:1.0.0-M2.1 for a GPU).";
    assertThat(lines.stream().filter(line -> line.matches("(mnist|load): .*")))
        .containsExactly("mnist" + message, "mnist" + message, "load" + message, "load" + message);
  }

  /** As where a build was made for another platform: the Java half alone is there. */
  @Test
  void withoutTheBackendsNativeHalfEveryAttemptNamesTheDependencyToo() {
    List<String> lines =
        ChildJvm.of(PrintErrors.class)
            .without(jar -> jar.matches("nd4j-native-.*-(linux|windows|macosx)-.*"))
            .run("mnist", "load");
    assertThat(lines.stream().filter(line -> line.matches("(mnist|load): .*")))
        .hasSize(2)
        .allMatch(line -> line.contains("IllegalStateException"))
        .allMatch(line -> line.contains("org.nd4j:nd4j-native-platform"));
  }
}
