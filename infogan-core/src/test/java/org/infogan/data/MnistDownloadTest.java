package org.infogan.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  /** Long enough for a good mirror on a busy machine, and waited out by four bad ones. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir Path temporary;

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch endlessDropped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Path folder;

  @BeforeEach
  void startServer() throws IOException {
    folder = temporary.resolve("cache/mnist");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    serve("good", (exchange, file) -> send(exchange, 200, file));
    serve("missing", (exchange, file) -> send(exchange, 404, new byte[] {1, 2, 3}));
    serve("swapped", (exchange, file) -> send(exchange, 200, bytes("t10k-labels-idx1-ubyte.gz")));
    serve("page", (exchange, file) -> send(exchange, 200, "<html>".getBytes(UTF_8)));
    serve("flipped", (exchange, file) -> send(exchange, 200, flipped(file)));
    serve("truncated", (exchange, file) -> sendHalf(exchange, file));
    serve(
        "silent",
        (exchange, file) -> {
          awaitRelease();
          exchange.close();
        });
    serve(
        "stalled",
        (exchange, file) -> {
          exchange.sendResponseHeaders(200, file.length);
          exchange.getResponseBody().write(file, 0, 1000);
          exchange.getResponseBody().flush();
          awaitRelease();
          exchange.close();
        });
    serve("endless", (exchange, file) -> sendForever(exchange, 200));
    serve("endless-error", (exchange, file) -> sendForever(exchange, 500));
    server.start();
  }

  @AfterEach
  void stopServer() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** A download that has no mirrors, for tests that must not need any. */
  static MnistDownload download(URI... mirrors) {
    return new MnistDownload(Arrays.asList(mirrors), SHORT, SHORT);
  }

  private URI mirror(String behaviour) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + behaviour + "/");
  }

  @Test
  void downloadsOnceThenUsesTheFolder() throws IOException {
    Mnist first = Mnist.download(folder, download(mirror("good")));
    assertThat(first.train().size()).isEqualTo(60_000);
    assertThat(first.test().label(0)).isEqualTo(7);
    assertThat(requests)
        .containsExactly(
            "/good/train-images-idx3-ubyte.gz",
            "/good/train-labels-idx1-ubyte.gz",
            "/good/t10k-images-idx3-ubyte.gz",
            "/good/t10k-labels-idx1-ubyte.gz");
    assertThat(names(folder)).containsExactlyElementsOf(names(MnistFiles.folder()));

    Mnist.download(folder, download(mirror("good")));
    assertThat(requests).hasSize(4);
  }

  @Test
  void aDamagedFileInTheFolderIsReplaced() throws IOException {
    fillFolder();
    Path file = folder.resolve("t10k-images-idx3-ubyte.gz");
    Files.write(file, flipped(Files.readAllBytes(file)));
    download(mirror("good")).into(folder);
    assertThat(requests).containsExactly("/good/t10k-images-idx3-ubyte.gz");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes("t10k-images-idx3-ubyte.gz"));
  }

  @Test
  void theNextMirrorIsTriedAfterAnyFailure() throws IOException {
    fillFolder();
    String name = "train-labels-idx1-ubyte.gz";
    for (String bad :
        List.of(
            "missing", "swapped", "page", "flipped", "truncated", "silent", "stalled", "endless")) {
      Files.delete(folder.resolve(name));
      requests.clear();
      download(mirror(bad), mirror("good")).into(folder);
      assertThat(requests).containsExactly("/" + bad + "/" + name, "/good/" + name);
      assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(bytes(name));
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
    "endless, 'expected at most 47040016 bytes, found more'",
    "endless-error, HTTP status 500"
  })
  void anUnwantedBodyIsNotReadOn(String behaviour, String message) throws Exception {
    assertThatThrownBy(() -> download(mirror(behaviour)).into(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(at(behaviour) + message);
    assertThat(endlessDropped.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch flagKept = new CountDownLatch(1);
    Duration minute = Duration.ofMinutes(1);
    MnistDownload patient =
        new MnistDownload(List.of(mirror("stalled"), mirror("good")), minute, minute);
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
    while (requests.isEmpty()) {
      Thread.sleep(5);
    }
    thread.interrupt();
    assertThat(flagKept.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(requests).containsExactly("/stalled/train-images-idx3-ubyte.gz");
    assertThat(names(folder)).isEmpty();
  }

  private String at(String behaviour) {
    return mirror(behaviour).resolve("train-images-idx3-ubyte.gz") + ": ";
  }

  private void fillFolder() throws IOException {
    Files.createDirectories(folder);
    for (String name : names(MnistFiles.folder())) {
      Files.write(folder.resolve(name), bytes(name));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(MnistFiles.folder().resolve(name));
  }

  private static byte[] flipped(byte[] file) {
    byte[] bytes = file.clone();
    bytes[bytes.length / 2] ^= 16;
    return bytes;
  }

  /** Answers a request for a file of the data set. */
  private interface Behaviour {
    void answer(HttpExchange exchange, byte[] file) throws IOException;
  }

  private void serve(String name, Behaviour behaviour) {
    server.createContext(
        "/" + name + "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          behaviour.answer(exchange, bytes(path.substring(path.lastIndexOf('/') + 1)));
        });
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void sendHalf(HttpExchange exchange, byte[] file) throws IOException {
    exchange.sendResponseHeaders(200, file.length);
    exchange.getResponseBody().write(file, 0, file.length / 2);
    exchange.getResponseBody().flush();
    throw new IOException("ends the connection");
  }

  private void sendForever(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] zeros = new byte[1 << 16];
      while (true) {
        out.write(zeros);
      }
    } finally {
      endlessDropped.countDown();
    }
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
