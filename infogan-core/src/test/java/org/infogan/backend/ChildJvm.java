package org.infogan.backend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs a main class of the tests in a JVM of its own: what the native libraries read when they
 * load, and what a class path lacks, cannot be seen in a JVM that has loaded them.
 */
public final class ChildJvm {

  /** What a JVM needs in order to start at all, and to know how the names of files are written. */
  private static final List<String> KEPT =
      List.of("SystemRoot", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE");

  private final Class<?> main;
  private final List<String> options = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");
  private Map<String, String> environment = Map.of();
  private int minutes = 3;

  private ChildJvm(Class<?> main) {
    this.main = main;
  }

  /** A JVM with the class path of this one and an empty environment. */
  public static ChildJvm of(Class<?> main) {
    return new ChildJvm(main);
  }

  /** With these options of the JVM. */
  public ChildJvm options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** With these variables and no others. */
  public ChildJvm environment(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  /** With this much time; 3 minutes if not set. */
  public ChildJvm minutes(int most) {
    minutes = most;
    return this;
  }

  /** Without the jars whose file names match. */
  public ChildJvm without(Predicate<String> jar) {
    classPath =
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !jar.test(Path.of(entry).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /**
   * Runs it to its end.
   *
   * @param arguments of the main method
   * @return what it wrote to both streams, line by line
   * @throws AssertionError when it does not end well and in time
   */
  public List<String> run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("child", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(minutes, TimeUnit.MINUTES);
        if (!ended) {
          process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new AssertionError(
              main.getSimpleName()
                  + (ended ? " ended with " + process.exitValue() : " did not end")
                  + ":\n"
                  + text);
        }
        return text.lines().toList();
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
