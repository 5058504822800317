package org.infogan.cli.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of the page, read once from the program's jar. No other file is ever opened. */
final class PageFiles {

  private static final String TEXT = "; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html" + TEXT,
          "css", "text/css" + TEXT,
          "js", "text/javascript" + TEXT,
          "svg", "image/svg+xml");

  /** Under which names they are served, all of them from the root. */
  private static final List<String> NAMES =
      List.of(
          "index.html",
          "explorer.css",
          "icon.svg",
          "main.js",
          "state.js",
          "server.js",
          "controls.js",
          "grid.js",
          "picture.js",
          "arithmetic.js",
          "exports.js",
          "dom.js");

  /**
   * One file.
   *
   * @param type its content type
   * @param bytes its contents
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record PageFile(String type, byte[] bytes) {}

  private final Map<String, PageFile> files = new HashMap<>();

  PageFiles() {
    for (String name : NAMES) {
      String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      files.put(name.equals("index.html") ? "/" : "/" + name, new PageFile(type, read(name)));
    }
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream("/explorer/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "explorer/" + name + ": expected it in the program's jar, found none");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a path, or null if there is none of exactly this name. */
  PageFile get(String path) {
    return files.get(path);
  }
}
