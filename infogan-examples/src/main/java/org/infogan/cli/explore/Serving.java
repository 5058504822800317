package org.infogan.cli.explore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.infogan.cli.support.Options;
import org.infogan.cli.support.UserException;

/** How commands start the explorer's server. */
public final class Serving {

  private Serving() {}

  /**
   * Begins to serve.
   *
   * @param explorer what answers
   * @param host the address of {@code --host}, or null for the loopback address
   * @param port the port, or 0 for a free one
   * @return the server; the caller closes it
   * @throws UserException if the port is in use, or the address is not this machine's
   */
  public static ExplorerServer start(Explorer explorer, String host, int port) {
    if (port < 0 || port > 65535) {
      throw new UserException("--port: expected a number from 0 to 65535, found " + port);
    }
    InetAddress address = address(host);
    try {
      return ExplorerServer.start(explorer, address, port);
    } catch (IOException e) {
      throw new UserException(
          ("--port: expected a free port of " + address.getHostAddress() + ", found " + port)
              + (" (" + UserException.reason(e) + ")"));
    }
  }

  private static InetAddress address(String host) {
    if (host == null) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new UserException("--host: expected an address of this machine, found " + host);
    }
  }

  /**
   * How this program was started, for commands that a person copies.
   *
   * @return {@code java -jar} and the jar, by its path from here where that is shorter; "infogan"
   *     where it runs from classes
   */
  public static String program() {
    CodeSource source = Serving.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      if (!jar.toString().endsWith(".jar")) {
        return "infogan";
      }
      Path here = Path.of("").toAbsolutePath();
      Path shown = jar.startsWith(here) ? here.relativize(jar) : jar;
      return "java -jar " + Options.quoted(shown.toString());
    } catch (URISyntaxException | RuntimeException e) {
      return "infogan";
    }
  }
}
