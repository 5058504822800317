package org.infogan.cli.explore;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which requests are served. A page of another site can make a browser send requests to this
 * machine; what it cannot do is name us as {@code Host}, after it has had its own name resolved to
 * this machine (DNS rebinding), or hide where a request comes from ({@code Origin}, {@code
 * Sec-Fetch-Site}), or know the token of the printed address.
 */
final class RequestGuard {

  static final String TOKEN_HEADER = "X-Explorer-Token";

  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final String token;

  /**
   * Serves requests with a token.
   *
   * @param token at least 128 random bits as text
   */
  RequestGuard(String token) {
    this.token = token;
  }

  /** Refuses what does not come from our own page or from the user. */
  void check(HttpExchange exchange, String path) throws Refusal {
    if (exchange.getRequestURI().isAbsolute()) {
      throw new Refusal(400, "request: expected a path, found a whole address");
    }
    Headers headers = exchange.getRequestHeaders();
    requireHost(exchange, headers);
    requireOrigin(headers, path.equals("/"));
    if (path.equals("/")) {
      requireToken(queryToken(exchange.getRequestURI().getRawQuery()));
    } else if (path.startsWith("/api/")) {
      requireToken(headers.getFirst(TOKEN_HEADER));
    }
  }

  /** "localhost" or the address at which the request has arrived, and never a name of a domain. */
  private static void requireHost(HttpExchange exchange, Headers headers) throws Refusal {
    List<String> hosts = headers.getOrDefault("Host", List.of());
    InetAddress local = exchange.getLocalAddress().getAddress();
    int port = exchange.getLocalAddress().getPort();
    Set<String> allowed =
        Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, literal(local, port));
    if (hosts.size() != 1 || !allowed.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
      throw new Refusal(421, "Host: expected the printed address, found " + hosts);
    }
  }

  private static String literal(InetAddress address, int port) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    String host = text.contains(":") ? "[" + text + "]" : text;
    return host.equals("127.0.0.1") || host.equals("[::1]") ? ":" + port : host + ":" + port;
  }

  /** A link on another site may lead to the page itself, but none of its scripts may ask. */
  private static void requireOrigin(Headers headers, boolean isPage) throws Refusal {
    String host = headers.getFirst("Host");
    for (String origin : headers.getOrDefault("Origin", List.of())) {
      if (!origin.equalsIgnoreCase("http://" + host)) {
        throw new Refusal(403, "Origin: expected http://" + host + ", found " + origin);
      }
    }
    boolean opensPage = isPage && "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    for (String site : headers.getOrDefault("Sec-Fetch-Site", List.of())) {
      if (!OWN.contains(site) && !opensPage) {
        throw new Refusal(403, "Sec-Fetch-Site: expected same-origin or none, found " + site);
      }
    }
  }

  private static String queryToken(String query) {
    return query != null && query.startsWith("token=") ? query.substring(6) : null;
  }

  private void requireToken(String given) throws Refusal {
    // In constant time, so that no answer's delay tells how many letters were right.
    if (given == null || !MessageDigest.isEqual(bytes(given), bytes(token))) {
      throw new Refusal(403, "token: expected that of the printed address; open that address");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
