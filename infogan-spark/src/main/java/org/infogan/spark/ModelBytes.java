package org.infogan.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.infogan.InfoGan;

/** Models as the bytes of their files, and those that this JVM has loaded. */
final class ModelBytes {

  /** By SHA-256. They are freed with the JVM: any task may come to use them. */
  private static final ConcurrentMap<String, InfoGan> LOADED = new ConcurrentHashMap<>();

  private ModelBytes() {}

  static byte[] of(InfoGan model) throws IOException {
    Path file = Files.createTempFile("infogan-model", ".zip");
    try {
      model.save(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  /** A model of the caller's own. */
  static InfoGan load(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("infogan-model", ".zip");
    try {
      Files.write(file, bytes);
      return InfoGan.load(file);
    } finally {
      Files.delete(file);
    }
  }

  static String sha256(byte[] bytes) {
    return DigestUtils.sha256Hex(bytes);
  }

  /** The one model of this JVM with these bytes, which all its tasks use. */
  static InfoGan shared(String sha256, java.util.function.Supplier<byte[]> bytes) {
    return LOADED.computeIfAbsent(
        sha256,
        key -> {
          try {
            return load(bytes.get());
          } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
          }
        });
  }

  /** How many models this JVM has loaded for its tasks. */
  static int loaded() {
    return LOADED.size();
  }
}
