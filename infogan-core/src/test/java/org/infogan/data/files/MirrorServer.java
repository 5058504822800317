package org.infogan.data.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves MNIST on this machine from mirrors that misbehave in one way each. */
final class MirrorServer implements AutoCloseable {

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch endlessDropped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  MirrorServer() throws IOException {
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

  /** The folder that behaves so: good, missing, swapped and so on. */
  URI mirror(String behaviour) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + behaviour + "/");
  }

  /** The paths asked for so far. */
  List<String> requests() {
    return requests;
  }

  /** Waits until a client has closed the connection that gave it an endless body. */
  boolean droppedEndlessBody() throws InterruptedException {
    return endlessDropped.await(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(MnistFiles.folder().resolve(name));
  }

  static byte[] flipped(byte[] file) {
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
