package org.infogan.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.infogan.InfoGan;
import org.infogan.cli.explore.RawHttp.Answer;
import org.infogan.cli.support.UserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever else runs on this machine or in its browser, only the page that was opened is served.
 */
class ExplorerGuardTest {

  private static InfoGan model;
  private static ExplorerServer server;
  private static RawHttp http;

  @BeforeAll
  static void start() {
    model = SmallModel.model();
    server = Serving.start(SmallModel.explorer(ModelSource.of(model), "model.zip"), null, 0);
    http = new RawHttp(server.address());
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  @Test
  void theUserAndThePageAreServed() throws IOException {
    Map<String, String> typed = Map.of("Host", http.host(), "Connection", "close");
    Answer page = http.get("/?token=" + http.token(), typed);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("<title>InfoGAN explorer</title>");
    assertThat(http.get("/main.js", typed).headers().get("content-type"))
        .isEqualTo("text/javascript; charset=utf-8");
    assertThat(http.get("/api/model", http.headers()).status()).isEqualTo(200);
    for (String name : List.of("localhost", "[::1]", "LOCALHOST")) {
      Map<String, String> headers = http.headers();
      headers.put("Host", name + ":" + http.port());
      headers.put("Origin", "http://" + name + ":" + http.port());
      assertThat(http.get("/api/model", headers).status()).as(name).isEqualTo(200);
    }
  }

  @Test
  void everyAnswerForbidsWhatThePageDoesNotNeed() throws IOException {
    List<Answer> answers =
        List.of(
            http.get("/?token=" + http.token(), http.headers()),
            http.get("/api/model", http.headers()),
            http.get("/nowhere", http.headers()),
            http.get("/api/model", Map.of("Host", "evil.example", "Connection", "close")));
    for (Answer answer : answers) {
      assertThat(answer.headers())
          .containsEntry("x-content-type-options", "nosniff")
          .containsEntry("x-frame-options", "DENY")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("cross-origin-resource-policy", "same-origin")
          .containsEntry("cache-control", "no-store");
      assertThat(answer.headers().get("content-security-policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'")
          .doesNotContain("unsafe", "http", "*");
      assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
  }

  /** DNS rebinding: the browser believes our address to be that of another name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil:PORT",
        "127.0.0.1.evil:PORT",
        "127.0.0.2:PORT",
        "0.0.0.0:PORT",
        ""
      })
  void anotherHostIsRefused(String host) throws IOException {
    String found = host.replace("PORT", "" + http.port());
    Map<String, String> headers = http.headers();
    headers.put("Host", found);
    headers.put("Origin", "http://" + found);
    assertThat(http.get("/api/model", headers).status()).isEqualTo(421);
    assertThat(http.get("/?token=" + http.token(), headers).status()).isEqualTo(421);
  }

  @Test
  void noHostOrTwoAreRefused() throws IOException {
    String end = "X-Explorer-Token: " + http.token() + "\r\nConnection: close\r\n\r\n";
    String host = "Host: " + http.host() + "\r\n";
    assertThat(exchange("GET /api/model HTTP/1.0\r\n" + end).status()).isEqualTo(421);
    assertThat(exchange("GET /api/model HTTP/1.1\r\n" + host + "Host: evil\r\n" + end).status())
        .isEqualTo(421);
    assertThat(exchange("GET http://evil.example/api/model HTTP/1.1\r\n" + host + end).status())
        .isEqualTo(400);
  }

  private static Answer exchange(String request) throws IOException {
    return http.exchange(request.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, https://127.0.0.1",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void requestsOfOtherSitesAreRefused(String header, String value) throws IOException {
    Map<String, String> headers = http.headers();
    headers.put(header, value);
    assertThat(http.get("/api/model", headers).status()).isEqualTo(403);
    headers.put("Sec-Fetch-Mode", "navigate");
    assertThat(http.get("/api/model", headers).status()).isEqualTo(403);
  }

  /** As from a terminal in the browser. */
  @Test
  void aLinkOnAnotherSiteMayOpenThePageButNotReadIt() throws IOException {
    Map<String, String> headers = http.headers();
    headers.remove("Origin");
    headers.put("Sec-Fetch-Site", "cross-site");
    assertThat(http.get("/?token=" + http.token(), headers).status()).isEqualTo(403);
    headers.put("Sec-Fetch-Mode", "navigate");
    assertThat(http.get("/?token=" + http.token(), headers).status()).isEqualTo(200);
  }

  @Test
  void withoutTheTokenNothingIsAnswered() throws IOException {
    String token = http.token();
    for (String wrong :
        List.of("", token.substring(1), token + "a", token.toUpperCase(Locale.ROOT))) {
      Map<String, String> headers = http.headers();
      headers.put("X-Explorer-Token", wrong);
      assertThat(http.get("/api/model", headers).status()).isEqualTo(403);
      assertThat(http.get("/?token=" + wrong, headers).status()).isEqualTo(403);
    }
    Map<String, String> headers = http.headers();
    headers.remove("X-Explorer-Token");
    assertThat(http.get("/api/model", headers).status()).isEqualTo(403);
    assertThat(http.get("/api/model?token=" + token, headers).status()).isEqualTo(403);
    Answer page = http.get("/", headers);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.text()).contains("open that address").doesNotContain(token);
    assertThat(server.address()).contains(token);
    assertThat(token).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/index.html",
        "//etc/passwd",
        "/index.html",
        "/main.js/",
        "/api/",
        "/api/model/",
        "/explorer/main.js",
        "/org/infogan/cli/Main.class"
      })
  void thereAreNoOtherPaths(String path) throws IOException {
    assertThat(http.get(path, http.headers()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; x=y",
        "image/svg+xml",
        ""
      })
  void otherContentTypesAreRefused(String type) throws IOException {
    Map<String, String> headers = http.headers();
    headers.put("Content-Type", type);
    for (String path : List.of("/api/view", "/api/encode")) {
      assertThat(http.send("POST", path, headers, bytes("{}")).status()).isEqualTo(415);
    }
  }

  @Test
  void otherMethodsAreRefused() throws IOException {
    for (String method : List.of("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO")) {
      assertThat(http.send(method, "/api/view", http.headers(), new byte[0]).status())
          .as(method)
          .isEqualTo(405);
    }
    assertThat(http.get("/api/view", http.headers()).status()).isEqualTo(405);
    assertThat(http.post("/api/model", "{}").status()).isEqualTo(405);
  }

  @Test
  void bodiesThatAreTooLongAreRefusedUnread() throws IOException {
    Map<String, String> headers = http.headers();
    headers.put("Content-Type", "image/png");
    headers.put("Content-Length", "" + (16 * 1024 * 1024 + 1));
    assertThat(http.send("POST", "/api/encode", headers, new byte[10]).status()).isEqualTo(413);
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", "100000");
    assertThat(http.send("POST", "/api/view", headers, new byte[10]).status()).isEqualTo(413);
    headers.remove("Content-Length");
    headers.put("Transfer-Encoding", "chunked");
    String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
    assertThat(
            http.send("POST", "/api/view", headers, bytes(chunk.repeat(4) + "0\r\n\r\n")).status())
        .isEqualTo(413);
  }

  /** A header of 60 bytes may claim any size; the message shows that it was looked at first. */
  @Test
  void picturesOfTooManyPixelsAreRefusedBeforeTheyAreDecoded() throws IOException {
    Answer huge = encode(png(60_000, 60_000), "image/png");
    assertThat(huge.status()).isEqualTo(400);
    assertThat(huge.text()).contains("expected at most 16777216 pixels, found 60000 × 60000");
    assertThat(encode(bytes("no picture"), "image/jpeg").text())
        .contains("expected a PNG or JPEG image");
    BufferedImage small = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(small, "png", file);
    assertThat(encode(file.toByteArray(), "image/png").status()).isEqualTo(200);
  }

  private static Answer encode(byte[] file, String type) throws IOException {
    Map<String, String> headers = http.headers();
    headers.put("Content-Type", type);
    return http.send("POST", "/api/encode", headers, file);
  }

  /** The signature and IHDR of a grey image of 8 bits, and an empty IDAT. */
  private static byte[] png(int width, int height) {
    byte[] head = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).array();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    for (Map.Entry<String, byte[]> chunk :
        List.of(
            Map.entry("IHDR", head),
            Map.entry("IDAT", new byte[0]),
            Map.entry("IEND", new byte[0]))) {
      byte[] body =
          ByteBuffer.allocate(4 + chunk.getValue().length)
              .put(bytes(chunk.getKey()))
              .put(chunk.getValue())
              .array();
      CRC32 crc = new CRC32();
      crc.update(body);
      file.writeBytes(ByteBuffer.allocate(4).putInt(chunk.getValue().length).array());
      file.writeBytes(body);
      file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
    return file.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{} {}",
        "{\"kind\":\"two\"}",
        "{\"file\":\"/etc/passwd\"}",
        "{\"kind\":\"one\"}",
        "{\"kind\":\"one\",\"state\":{\"seed\":1,\"codes\":{\"kind\":0}}}",
        "{\"kind\":\"grid\",\"state\":STATE,\"seeds\":[],\"columns\":{\"code\":\"kind\",\"values\":[0]}}",
        "{\"kind\":\"grid\",\"state\":STATE,\"seeds\":[1],\"columns\":{\"code\":\"none\",\"values\":[0]}}",
        "{\"kind\":\"grid\",\"state\":STATE,\"seeds\":[1],\"columns\":{\"code\":\"kind\",\"values\":[9]}}",
        "{\"kind\":\"grid\",\"state\":STATE,\"seeds\":[1e999],\"columns\":{\"code\":\"kind\",\"values\":[0]}}",
        "{\"kind\":\"plane\",\"state\":STATE,\"columns\":{\"code\":\"kind\",\"values\":[0]},\"rows\":{\"code\":\"kind\",\"values\":[0]}}",
        "{\"kind\":\"interpolate\",\"state\":STATE,\"count\":3}",
        "{\"kind\":\"interpolate\",\"state\":STATE,\"to\":STATE,\"count\":257}",
        "{\"kind\":\"interpolate\",\"state\":STATE,\"to\":STATE,\"count\":1}"
      })
  void whatIsNoViewIsRefused(String json) throws IOException {
    Answer answer = http.post("/api/view", json.replace("STATE", SmallModel.STATE));
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).startsWith("{\"error\":\"").doesNotContain("at org.infogan");
  }

  @Test
  void deepOrLongJsonIsRefused() throws IOException {
    assertThat(http.post("/api/view", "[".repeat(20_000)).status()).isEqualTo(400);
    assertThat(http.post("/api/view", "{\"kind\":\"" + "a".repeat(1000) + "\"}").status())
        .isEqualTo(400);
    assertThat(http.post("/api/view", "{\"count\":" + "1".repeat(1000) + "}").status())
        .isEqualTo(400);
    assertThat(http.post("/api/datum", "{\"index\":3}").text())
        .contains("expected 0 to 2, found 3");
    assertThat(http.post("/api/datum", "{\"index\":-1}").status()).isEqualTo(400);
    assertThat(http.post("/api/arithmetic", "{\"a\":{\"kind\":[1]}}").text())
        .contains("a: expected 4 numbers for kind, found 1");
  }

  @Test
  void onlyThisMachineGetsThrough() throws IOException {
    List<InetAddress> others = new ArrayList<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      each.inetAddresses().filter(address -> !address.isLoopbackAddress()).forEach(others::add);
    }
    for (InetAddress other : others) {
      try (Socket socket = new Socket()) {
        assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, http.port()), 5_000))
            .as("%s", other)
            .isInstanceOf(IOException.class);
      }
    }
    assertThat(InetAddress.getByName(URI.create(server.address()).getHost()).isLoopbackAddress())
        .isTrue();
  }

  @Test
  void anotherAddressTakesATokenToo() throws IOException {
    Explorer explorer = SmallModel.explorer(ModelSource.of(model), "model.zip");
    try (ExplorerServer open = Serving.start(explorer, "0.0.0.0", 0)) {
      RawHttp remote = new RawHttp(open.address());
      assertThat(remote.get("/api/model", remote.headers()).status()).isEqualTo(200);
      Map<String, String> headers = remote.headers();
      headers.put("X-Explorer-Token", http.token());
      assertThat(remote.get("/api/model", headers).status()).isEqualTo(403);
      headers = remote.headers();
      headers.put("Host", "evil.example:" + remote.port());
      assertThat(remote.get("/api/model", headers).status()).isEqualTo(421);
    }
    assertThatThrownBy(() -> Serving.start(explorer, null, http.port()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("--port: expected a free port of 127.0.0.1, found " + http.port());
    assertThatThrownBy(() -> Serving.start(explorer, null, 70_000))
        .hasMessage("--port: expected a number from 0 to 65535, found 70000");
    assertThatThrownBy(() -> Serving.start(explorer, "no.such.invalid", 0))
        .hasMessage("--host: expected an address of this machine, found no.such.invalid");
  }

  /** Connections that send half a request keep nobody out, and are closed after a while. */
  @Test
  void halfRequestsEndInATimeOut() throws IOException {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        Socket half = new Socket(InetAddress.getLoopbackAddress(), http.port());
        half.setSoTimeout(120_000);
        half.getOutputStream().write(bytes("POST /api/view HTTP/1.1\r\nHost: "));
        halves.add(half);
      }
      assertThat(http.get("/api/model", http.headers()).status()).isEqualTo(200);
      for (Socket half : halves) {
        assertThat(readToEnd(half)).isTrue();
      }
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  private static boolean readToEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // a reset is an end as well
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
