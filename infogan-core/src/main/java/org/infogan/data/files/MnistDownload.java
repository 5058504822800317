package org.infogan.data.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.infogan.io.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a folder with the four files of MNIST, from the first mirror that gives each. */
final class MnistDownload {

  /** The copies that PyTorch's and TensorFlow's loaders have long used. */
  static final MnistDownload PUBLIC =
      new MnistDownload(
          List.of(
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  private static final Logger LOG = LoggerFactory.getLogger(MnistDownload.class);

  private final List<URI> mirrors;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  /**
   * Describes where to look.
   *
   * @param mirrors folders, each ending with a slash, in the order to try
   * @param connectTimeout the longest wait for a connection
   * @param readTimeout the longest silence of a connected server
   */
  MnistDownload(List<URI> mirrors, Duration connectTimeout, Duration readTimeout) {
    this.mirrors = List.copyOf(mirrors);
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  /**
   * Downloads what the folder lacks, and what it holds damaged.
   *
   * @param folder the folder to fill, made if absent
   * @throws InterruptedIOException if the thread is interrupted; its interrupt flag is then set
   * @throws IOException if no mirror gives a file, or the folder cannot be written
   */
  void into(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<MnistArchive> lacking =
        Arrays.stream(MnistArchive.values())
            .filter(archive -> !isGood(archive, folder.resolve(archive.packedName())))
            .toList();
    if (lacking.isEmpty()) {
      return;
    }
    HttpFetch http = new HttpFetch(connectTimeout, readTimeout);
    for (MnistArchive archive : lacking) {
      byte[] packed = fetch(http, archive, folder);
      // Other programs that share the folder never see half a file.
      AtomicFile.write(folder.resolve(archive.packedName()), out -> out.write(packed));
    }
  }

  private static boolean isGood(MnistArchive archive, Path file) {
    if (Files.notExists(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      archive.verify(in);
      return true;
    } catch (IOException e) {
      LOG.warn("{} is damaged and will be downloaded again: {}", file, e.getMessage());
      return false;
    }
  }

  private byte[] fetch(HttpFetch http, MnistArchive archive, Path folder) throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI uri = mirror.resolve(archive.packedName());
      try {
        LOG.info("downloading {}", uri);
        // Packed data is never larger than what it unpacks to.
        byte[] packed = http.get(uri, archive.unpackedBytes());
        archive.verify(new ByteArrayInputStream(packed));
        return packed;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted =
            new InterruptedIOException("interrupted while downloading " + uri);
        interrupted.initCause(e);
        throw interrupted;
      } catch (IOException e) {
        LOG.warn("{}: {}", uri, e.getMessage());
        failures.add(new IOException(uri + ": " + e.getMessage(), e));
      }
    }
    throw noMirror(archive, folder, failures);
  }

  private static IOException noMirror(
      MnistArchive archive, Path folder, List<IOException> failures) {
    String reasons = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
    String names =
        Arrays.stream(MnistArchive.values())
            .map(MnistArchive::packedName)
            .collect(Collectors.joining(", "));
    IOException all =
        new IOException(
            ("MNIST: no mirror gave " + archive.packedName() + " (" + reasons + "). Without a ")
                + ("network, put " + names + " into " + folder)
                + (" and use Mnist.fromFolder(Path.of(\"" + folder + "\"))"));
    failures.forEach(all::addSuppressed);
    return all;
  }
}
