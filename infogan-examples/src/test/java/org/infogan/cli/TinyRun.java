package org.infogan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** Runs commands, and makes what several tests need: a small data folder, a model trained on it. */
public final class TinyRun {

  static final int STEPS = 3;
  static final int TRAIN_IMAGES = 200;
  static final int TEST_IMAGES = 100;

  /** What a command answered. */
  record Result(int exitCode, String out, String err) {

    /** The error stream without the lines that say how far a slow command is: "...: 0:12". */
    String complaints() {
      return err.lines()
          .filter(line -> !line.matches(".*: (.* images, )?\\d+:\\d\\d"))
          .collect(Collectors.joining("\n"));
    }
  }

  /**
   * The same at every build, so that old models do not pile up, but another for each of the
   * processes that test at once, since each trains its model anew.
   */
  private static final Path ROOT =
      Path.of("target", "tiny-run", System.getProperty("test.fork", "fork-1"));

  private static boolean written;
  private static boolean trained;

  private TinyRun() {}

  static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), texts);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** The command fails by a mistake of its user, and says so in one line. */
  static void assertRefused(String message, Object... args) {
    Result result = run(args);
    assertThat(result.complaints()).contains(message);
    assertThat(result.complaints().lines()).hasSize(1);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  /** A folder of labelled images as MNIST's. */
  public static synchronized Path data() throws IOException {
    if (!written) {
      writeData(ROOT.resolve("data"), 28);
      written = true;
    }
    return ROOT.resolve("data");
  }

  /** A model that has trained for a few steps. */
  static synchronized Path model() throws IOException {
    Path data = data();
    Path out = ROOT.resolve("out");
    if (!trained) {
      Result result =
          run(
              "train",
              "--quick",
              "--steps",
              STEPS,
              "--batch",
              16,
              "--data",
              data,
              "--out",
              out,
              "--overwrite");
      assertThat(result.err()).contains("step 3/3");
      assertThat(result.exitCode()).isZero();
      trained = true;
    }
    return out.resolve("model.zip");
  }

  static void writeData(Path folder, int side) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(1);
    write(folder.resolve("train-images-idx3-ubyte.gz"), random, TRAIN_IMAGES, side, side);
    write(folder.resolve("train-labels-idx1-ubyte"), random, TRAIN_IMAGES);
    write(folder.resolve("t10k-images-idx3-ubyte"), random, TEST_IMAGES, side, side);
    write(folder.resolve("t10k-labels-idx1-ubyte.gz"), random, TEST_IMAGES);
  }

  private static void write(Path file, Random random, int... sizes) throws IOException {
    byte[] idx = idx(random, sizes);
    Files.write(file, file.toString().endsWith(".gz") ? gzip(idx) : idx);
  }

  /** An IDX file of random values. */
  static byte[] idx(long seed, int... sizes) throws IOException {
    return idx(new Random(seed), sizes);
  }

  /** Labels from 0 to 9 for one size, pixels for three. */
  private static byte[] idx(Random random, int... sizes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream idx = new DataOutputStream(bytes);
    idx.writeInt(0x800 | sizes.length);
    int values = 1;
    for (int size : sizes) {
      idx.writeInt(size);
      values *= size;
    }
    for (int i = 0; i < values; i++) {
      idx.write(random.nextInt(sizes.length == 1 ? 10 : 256));
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
