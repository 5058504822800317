package org.infogan.cli.explore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests byte by byte, as no well-behaved client would send them. */
final class RawHttp {

  /**
   * What came back.
   *
   * @param status 0 if the connection was closed without an answer
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, Map<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final int port;
  private final String token;

  RawHttp(String address) {
    URI uri = URI.create(address);
    port = uri.getPort();
    token = uri.getRawQuery().replaceFirst("token=", "");
  }

  int port() {
    return port;
  }

  String token() {
    return token;
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  /** What the page itself sends, to be changed by a test. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", host());
    headers.put("X-Explorer-Token", token);
    headers.put("Origin", "http://" + host());
    headers.put("Sec-Fetch-Site", "same-origin");
    headers.put("Connection", "close");
    return headers;
  }

  Answer get(String path, Map<String, String> headers) throws IOException {
    return send("GET", path, headers, new byte[0]);
  }

  Answer post(String path, String json) throws IOException {
    Map<String, String> headers = headers();
    headers.put("Content-Type", "application/json");
    return send("POST", path, headers, json.getBytes(StandardCharsets.UTF_8));
  }

  Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    Map<String, String> all = new LinkedHashMap<>(headers);
    if (body.length > 0 && !all.containsKey("Transfer-Encoding")) {
      all.putIfAbsent("Content-Length", "" + body.length);
    }
    all.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return exchange(request.toByteArray());
  }

  /** Sends bytes, and reads the answer to its end, or until the other side closes. */
  Answer exchange(byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request);
        out.flush();
      } catch (IOException e) {
        // Refused before it was read to its end; the answer may have come all the same.
      }
      return readAnswer(socket.getInputStream());
    }
  }

  private static Answer readAnswer(InputStream in) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 13];
    Answer answer = answer(new byte[0]);
    try {
      for (int count = in.read(part); count > 0; count = in.read(part)) {
        bytes.write(part, 0, count);
        answer = answer(bytes.toByteArray());
        if (("" + answer.body().length).equals(answer.headers().get("content-length"))) {
          return answer;
        }
      }
    } catch (IOException e) {
      // A reset after an answer to a request that was not read.
    }
    return answer;
  }

  private static Answer answer(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, Map.of(), new byte[0]);
    }
    String[] lines = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    byte[] body = new byte[bytes.length - end - 4];
    System.arraycopy(bytes, end + 4, body, 0, body.length);
    return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }
}
