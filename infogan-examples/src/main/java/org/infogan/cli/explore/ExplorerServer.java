package org.infogan.cli.explore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.infogan.cli.support.UserException;
import org.infogan.data.DataFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page and answers it, to whoever has the printed address. */
public final class ExplorerServer implements AutoCloseable {

  /** Of a picture that is sent. */
  static final int MOST_BYTES = 16 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(ExplorerServer.class);

  /** Of a view; that of the largest has some kilobytes. */
  private static final int MOST_JSON = 1 << 16;

  private static final int THREADS = 8;
  private static final String JSON = "application/json";
  private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  static {
    // Read by the JDK's server when its first class loads: seconds for a request, for an answer.
    limit("sun.net.httpserver.maxReqTime", "15");
    limit("sun.net.httpserver.maxRspTime", "60");
    limit("sun.net.httpserver.maxReqHeaders", "64");
    limit("sun.net.httpserver.maxReqHeaderSize", "65536"); // cookies of other ports come along
    limit("jdk.httpserver.maxConnections", "64");
    limit("sun.net.httpserver.nodelay", "true");
  }

  private final Explorer explorer;
  private final PageFiles files = new PageFiles();
  private final String token = token();
  private final RequestGuard guard = new RequestGuard(token);
  private final ObjectMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(32)
                          .maxStringLength(256)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final ExecutorService pool;
  private final HttpServer server;

  private ExplorerServer(Explorer explorer, InetSocketAddress address) throws IOException {
    this.explorer = explorer;
    server = HttpServer.create(address, 16);
    AtomicInteger number = new AtomicInteger();
    pool =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "explorer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(pool);
    server.createContext("/", this::serve);
    server.start();
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static String token() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /**
   * Begins to serve.
   *
   * @param explorer what answers
   * @param host the address to listen at; the loopback address lets only this machine in
   * @param port the port, or 0 for a free one
   * @return the server; the caller closes it
   * @throws IOException if the port is in use or the address is not this machine's
   */
  public static ExplorerServer start(Explorer explorer, InetAddress host, int port)
      throws IOException {
    return new ExplorerServer(explorer, new InetSocketAddress(host, port));
  }

  /**
   * Where the page is.
   *
   * @return an address for a browser, with the token
   */
  public String address() {
    InetAddress bound = server.getAddress().getAddress();
    String text = bound.getHostAddress();
    String host =
        bound.isAnyLocalAddress() ? "127.0.0.1" : text.contains(":") ? "[" + text + "]" : text;
    return "http://" + host + ":" + server.getAddress().getPort() + "/?token=" + token;
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }

  private void serve(HttpExchange exchange) {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      try {
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        guard.check(exchange, path);
        answer(exchange, path);
      } catch (Refusal e) {
        fail(exchange, e.status(), e.getMessage());
      } catch (JsonProcessingException e) {
        fail(exchange, 400, "JSON: " + e.getOriginalMessage());
      } catch (DataFormatException | IllegalArgumentException e) {
        fail(exchange, 400, e.getMessage());
      } catch (IllegalStateException e) {
        fail(exchange, 503, e.getMessage());
      } catch (OutOfMemoryError e) {
        fail(exchange, 503, "out of memory; give more: java -Xmx4g -jar ...");
      } catch (RuntimeException e) {
        LOG.warn("explorer: request failed", e);
        fail(exchange, 500, UserException.message(e));
      }
    } catch (IOException e) {
      LOG.debug("explorer: connection lost", e);
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException, Refusal {
    PageFiles.PageFile file = files.get(path);
    if (file != null) {
      requireMethod(exchange, "GET");
      send(exchange, 200, file.type(), file.bytes());
      return;
    }
    switch (path) {
      case "/api/model" -> {
        requireMethod(exchange, "GET");
        explorer.source().request();
        send(exchange, explorer.describe());
      }
      case "/api/view" -> send(exchange, explorer.view(json(exchange, View.class)));
      case "/api/picture.png" ->
          send(exchange, 200, "image/png", explorer.png(json(exchange, View.class)));
      case "/api/codes.csv" ->
          send(
              exchange,
              200,
              "text/csv; charset=utf-8",
              utf8(explorer.csv(json(exchange, View.class))));
      case "/api/encode" -> {
        requireMethod(exchange, "POST");
        requireType(exchange, PICTURES);
        send(exchange, explorer.encode(body(exchange, MOST_BYTES)));
      }
      case "/api/datum" -> send(exchange, explorer.datum(json(exchange, Datum.class).index()));
      case "/api/arithmetic" ->
          send(exchange, explorer.arithmetic(json(exchange, Explorer.Terms.class)));
      default -> throw new Refusal(404, "expected a part of the explorer, found another path");
    }
  }

  private record Datum(int index) {}

  private <T> T json(HttpExchange exchange, Class<T> type) throws IOException, Refusal {
    requireMethod(exchange, "POST");
    requireType(exchange, Set.of(JSON));
    T value = mapper.readValue(body(exchange, MOST_JSON), type);
    if (value == null) {
      throw new Refusal(400, "JSON: expected an object, found null");
    }
    return value;
  }

  private static void requireMethod(HttpExchange exchange, String method) throws Refusal {
    if (!exchange.getRequestMethod().equals(method)) {
      exchange.getResponseHeaders().set("Allow", method);
      throw new Refusal(405, "expected " + method + ", found another method");
    }
  }

  private static void requireType(HttpExchange exchange, Set<String> types) throws Refusal {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !types.contains(type)) {
      throw new Refusal(415, "Content-Type: expected " + types + ", found " + type);
    }
  }

  private static byte[] body(HttpExchange exchange, int limit) throws IOException, Refusal {
    Headers headers = exchange.getRequestHeaders();
    String length = headers.getFirst("Content-Length");
    if (length != null && (length.length() > 10 || Long.parseLong(length) > limit)) {
      throw new Refusal(413, "expected at most " + limit + " bytes, found " + length);
    }
    // What is sent in chunks does not say beforehand how much it is.
    byte[] bytes = exchange.getRequestBody().readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new Refusal(413, "expected at most " + limit + " bytes, found more");
    }
    return bytes;
  }

  private void send(HttpExchange exchange, ObjectNode json) throws IOException {
    send(exchange, 200, JSON, mapper.writeValueAsBytes(json));
  }

  private void fail(HttpExchange exchange, int status, String message) throws IOException {
    boolean page = "/".equals(exchange.getRequestURI().getPath());
    byte[] body =
        page ? utf8(message + "\n") : mapper.writeValueAsBytes(Map.of("error", "" + message));
    send(exchange, status, page ? "text/plain; charset=utf-8" : JSON, body);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1); // which has no body
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    // At once: the exchange's end first waits for what is left of a body that nobody has read.
    exchange.getResponseBody().flush();
  }
}
