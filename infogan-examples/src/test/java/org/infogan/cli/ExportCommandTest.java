package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;
import static org.infogan.cli.TinyRun.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

  private static Path model;

  @TempDir private Path temporary;

  @BeforeAll
  static void train() throws IOException {
    model = TinyRun.model();
  }

  @Test
  void writesBothFiles() throws IOException {
    Path out = temporary.resolve("new/onnx");
    Path names = temporary.resolve("names.json");
    assertThat(run("label", "learn", "--model", model, "--names", "0=seven", "--out", names))
        .matches(result -> result.exitCode() == 0);
    assertThat(run("export", "--model", model, "--out", out, "--names", names))
        .matches(result -> result.exitCode() == 0)
        .matches(result -> result.out().contains("generator.onnx"))
        .matches(result -> result.out().contains("encoder.onnx"));
    for (String file : new String[] {"generator.onnx", "encoder.onnx"}) {
      String text = new String(Files.readAllBytes(out.resolve(file)), StandardCharsets.ISO_8859_1);
      assertThat(text).contains("infogan.category_names").contains("{\"c1\":{\"0\":\"seven\"}}");
    }
  }

  @Test
  void refusesNamesThatDoNotFit() throws IOException {
    Path out = temporary.resolve("onnx");
    assertNames("expected one of c1, c2, c3, found \"c9\"", out, "c9", 10);
    assertNames("expected names for the model's", out, "c1", 11);
    assertNames("expected names for the model's", out, "c2", 10);
    Path names = names("c1", 10);
    assertRefused(
        "expected names of a code that has none yet, found c1",
        "export",
        "--model",
        model,
        "--out",
        out,
        "--names",
        names,
        "--names",
        names);
    assertThat(out).doesNotExist();
  }

  private void assertNames(String message, Path out, String code, int categories)
      throws IOException {
    Path names = names(code, categories);
    assertRefused(message, "export", "--model", model, "--out", out, "--names", names);
  }

  private Path names(String code, int categories) throws IOException {
    Path file = temporary.resolve("names-" + code + categories + ".json");
    Files.writeString(
        file, "{\"code\": \"%s\", \"categories\": %d, \"names\": {}}".formatted(code, categories));
    return file;
  }

  @Test
  void refusesWhatIsNoModelAndWhatIsNoFolder() throws IOException {
    Path out = temporary.resolve("onnx");
    assertThat(run("export", "--model", model, "--out", out).exitCode()).isZero();
    Path onnx = out.resolve("generator.onnx");
    assertRefused("generator.onnx", "export", "--model", onnx, "--out", temporary);
    assertRefused("generator.onnx", "export", "--model", model, "--out", onnx);
  }
}
