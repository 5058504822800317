package org.infogan.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Downloads from a server on this machine, whose mirrors misbehave in one way each. */
@Timeout(30)
class MnistDownloadTest {

  /** Waited out by four bad mirrors, so short; good ones must still answer on a busy machine. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path temporary;

  private MirrorServer server;
  private Path folder;

  @BeforeEach
  void startServer() throws IOException {
    folder = temporary.resolve("cache/mnist");
    server = new MirrorServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  /** A download that has no mirrors, for tests that must not need any. */
  static MnistDownload download(URI... mirrors) {
    return new MnistDownload(Arrays.asList(mirrors), SHORT, SHORT);
  }

  private static MnistDownload patient(URI... mirrors) {
    return new MnistDownload(Arrays.asList(mirrors), MINUTE, MINUTE);
  }

  private URI mirror(String behaviour) {
    return server.mirror(behaviour);
  }

  @Test
  void downloadsOnceThenUsesTheFolder() throws IOException {
    Mnist first = Mnist.download(folder, patient(mirror("good")));
    assertThat(first.train().size()).isEqualTo(60_000);
    assertThat(first.test().label(0)).isEqualTo(7);
    assertThat(server.requests())
        .containsExactly(
            "/good/train-images-idx3-ubyte.gz",
            "/good/train-labels-idx1-ubyte.gz",
            "/good/t10k-images-idx3-ubyte.gz",
            "/good/t10k-labels-idx1-ubyte.gz");
    assertThat(names(folder)).containsExactlyElementsOf(names(MnistFiles.folder()));

    Mnist.download(folder, patient(mirror("good")));
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aDamagedFileInTheFolderIsReplaced() throws IOException {
    fillFolder();
    Path file = folder.resolve("t10k-images-idx3-ubyte.gz");
    Files.write(file, MirrorServer.flipped(Files.readAllBytes(file)));
    patient(mirror("good")).into(folder);
    assertThat(server.requests()).containsExactly("/good/t10k-images-idx3-ubyte.gz");
    assertThat(Files.readAllBytes(file)).isEqualTo(MirrorServer.bytes("t10k-images-idx3-ubyte.gz"));
  }

  @Test
  void theNextMirrorIsTriedAfterAnyFailure() throws IOException {
    fillFolder();
    String name = "train-labels-idx1-ubyte.gz";
    for (String bad :
        List.of(
            "missing", "swapped", "page", "flipped", "truncated", "silent", "stalled", "endless")) {
      Files.delete(folder.resolve(name));
      server.requests().clear();
      download(mirror(bad), mirror("good")).into(folder);
      assertThat(server.requests()).containsExactly("/" + bad + "/" + name, "/good/" + name);
      assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(MirrorServer.bytes(name));
    }
  }

  @Test
  void oneMessageTellsWhatFailedAndWhatToDo() throws IOException {
    URI closed = URI.create("http://127.0.0.1:1/");
    assertThatThrownBy(
            () ->
                download(
                        mirror("missing"),
                        mirror("swapped"),
                        mirror("page"),
                        mirror("truncated"),
                        mirror("silent"),
                        mirror("stalled"),
                        closed)
                    .into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("MNIST: no mirror gave train-images-idx3-ubyte.gz (")
        .hasMessageContaining(at("missing") + "HTTP status 404; ")
        .hasMessageContaining(
            at("swapped")
                + "expected SHA-256 ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"
                + " of the unpacked data, found"
                + " ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2 (10008 bytes); ")
        .hasMessageContaining(at("page") + "expected SHA-256 ")
        .hasMessageContaining(at("truncated") + "IOException: ")
        .hasMessageContaining(at("silent") + "no data for 1000 ms, after 0 bytes; ")
        .hasMessageContaining(at("stalled") + "no data for 1000 ms, after 1000 bytes; ")
        .hasMessageContaining(closed.resolve("train-images-idx3-ubyte.gz") + ": ConnectException")
        .hasMessageContaining(
            "put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
                + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into "
                + folder)
        .hasMessageEndingWith("use Mnist.fromFolder(Path.of(\"" + folder + "\"))")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(7));
    assertThat(names(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "endless, 'expected at most 60008 bytes, found more'",
    "endless-error, HTTP status 500"
  })
  void anUnwantedBodyIsNotReadOn(String behaviour, String message) throws Exception {
    fillFolder();
    Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
    assertThatThrownBy(() -> download(mirror(behaviour)).into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("(%strain-labels-idx1-ubyte.gz: %s)", mirror(behaviour), message);
    assertThat(server.droppedEndlessBody()).isTrue();
  }

  @Test
  void aFolderThatCannotTakeTheFileIsLeftAsItWas() throws IOException {
    fillFolder();
    Path file = folder.resolve("t10k-labels-idx1-ubyte.gz");
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    assertThatThrownBy(() -> patient(mirror("good")).into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
    assertThat(names(folder)).containsExactlyElementsOf(names(MnistFiles.folder()));
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch flagKept = new CountDownLatch(1);
    MnistDownload patient = patient(mirror("stalled"), mirror("good"));
    Thread thread =
        new Thread(
            () -> {
              try {
                patient.into(folder);
              } catch (IOException e) {
                thrown.set(e);
              }
              if (Thread.currentThread().isInterrupted()) {
                flagKept.countDown();
              }
            });
    thread.start();
    while (server.requests().isEmpty()) {
      Thread.sleep(5);
    }
    thread.interrupt();
    assertThat(flagKept.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(server.requests()).containsExactly("/stalled/train-images-idx3-ubyte.gz");
    assertThat(names(folder)).isEmpty();
  }

  private String at(String behaviour) {
    return mirror(behaviour).resolve("train-images-idx3-ubyte.gz") + ": ";
  }

  private void fillFolder() throws IOException {
    Files.createDirectories(folder);
    for (String name : names(MnistFiles.folder())) {
      Files.write(folder.resolve(name), MirrorServer.bytes(name));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
