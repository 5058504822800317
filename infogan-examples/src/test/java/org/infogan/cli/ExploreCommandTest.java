package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.infogan.cli.TinyRun.assertRefused;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explore} and {@code train --explore}, from the address to the end. */
class ExploreCommandTest {

  private static final Pattern ADDRESS =
      Pattern.compile("Explorer {2}(http://127\\.0\\.0\\.1:\\d+/)\\?token=(\\S+)");

  @TempDir private Path folder;

  /** What a command prints, and somebody who reads it at once. */
  private static final class Output extends Writer {
    @SuppressWarnings("JdkObsolete") // written and read by different threads
    private final StringBuffer text = new StringBuffer();

    private final Consumer<String> reader;

    Output(Consumer<String> reader) {
      this.reader = reader;
    }

    @Override
    public void write(char[] letters, int offset, int length) {
      text.append(letters, offset, length);
      reader.accept(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** The description of the model that the printed address serves. */
  private static String model(String printed) {
    Matcher found = ADDRESS.matcher(printed);
    assertThat(found.find()).as(printed).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(found.group(1) + "api/model"))
            .header("X-Explorer-Token", found.group(2))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join()
        .body();
  }

  /** What the page learns of a model while {@code explore} runs, which is then interrupted. */
  private static String explored(Object... options) throws Exception {
    CompletableFuture<String> printed = new CompletableFuture<>();
    Output out =
        new Output(
            text -> {
              if (text.contains("Open this address in a browser")) {
                printed.complete(text);
              }
            });
    StringWriter err = new StringWriter();
    String[] args =
        Stream.concat(Stream.of("explore"), Arrays.stream(options).map(Object::toString))
            .toArray(String[]::new);
    Thread command =
        new Thread(
            () -> {
              Main.run(new PrintWriter(out, true), new PrintWriter(err), args);
              printed.complete("ended: " + err);
            });
    command.start();
    try {
      return model(printed.get());
    } finally {
      command.interrupt();
      command.join();
      assertThat(err.toString()).isEmpty();
    }
  }

  @Test
  void servesTheModelUntilItIsInterrupted() throws Exception {
    assertThat(explored("--model", TinyRun.model(), "--data", TinyRun.data()))
        .contains("\"name\":\"c1\",\"kind\":\"categorical\",\"categories\":10")
        .contains("\"size\":" + TinyRun.TRAIN_IMAGES)
        .containsPattern("\"names\":\\[.*\"[0-9]\"");
  }

  @Test
  void aRunOnMnistBringsItsImagesAlong() throws Exception {
    Path model = Files.copy(TinyRun.model(), folder.resolve("model.zip"));
    assertThat(explored("--model", model)).doesNotContain("\"data\"");
    Path run = Files.writeString(folder.resolve("run.json"), "{\"steps\": 3, \"data\": null}");
    assertThat(explored("--model", model)).contains("\"name\":\"MNIST\",\"size\":60000");
    Files.writeString(run, "something else");
    assertThat(explored("--model", model)).doesNotContain("\"data\"");
  }

  /** Asked when the address is printed, and when the last step is. */
  @Test
  void aTrainingCanBeLookedAt() throws IOException {
    List<String> answers = new ArrayList<>();
    Output out =
        new Output(
            text -> {
              if (answers.isEmpty() && ADDRESS.matcher(text).find()) {
                answers.add(model(text));
              }
            });
    Output err =
        new Output(
            text -> {
              if (answers.size() == 1 && text.contains("step 3/3")) {
                answers.add(model(out.text.toString()));
              }
            });
    String[] args = {
      "train",
      "--quick",
      "--steps",
      "3",
      "--batch",
      "16",
      "--no-evaluation",
      "--explore",
      "--data",
      TinyRun.data().toString(),
      "--out",
      folder.resolve("run").toString()
    };
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    assertThat(exitCode).as(err.text.toString()).isZero();
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).contains("expected a run that has begun");
    assertThat(answers.get(1))
        .contains("\"steps\":3", "explore --model", "run/model.zip", "\"size\":200");
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path model = TinyRun.model();
    assertRefused("found 70000", "explore", "--model", model, "--port", 70_000);
    assertRefused(
        "--host: expected an address of this machine",
        "explore",
        "--model",
        model,
        "--host",
        "no.such.invalid");
    assertRefused("absent.zip", "explore", "--model", folder.resolve("absent.zip"));
    assertRefused("no such file", "explore", "--model", model, "--data", folder.resolve("absent"));
    Path names = Files.writeString(folder.resolve("names.json"), "{}");
    assertRefused(
        "names.json: code: expected a name", "explore", "--model", model, "--names", names);
  }
}
