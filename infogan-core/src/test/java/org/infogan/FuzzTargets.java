package org.infogan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.infogan.backend.NativeRuntime;
import org.infogan.config.InfoGanConfig;
import org.infogan.data.ImageDataset;
import org.infogan.data.files.Hdf5Images;
import org.infogan.data.files.IdxFiles;
import org.infogan.data.files.NpyImages;
import org.infogan.data.files.Svhn;
import org.infogan.eval.clustering.CategoryNames;
import org.infogan.io.ArchiveIndexTarget;
import org.infogan.io.Npy;
import org.infogan.io.TensorArchive;
import org.infogan.model.InfoGanNetworks;
import org.infogan.train.RunCounters;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Every parser of foreign bytes as a function of these bytes that ends well or, for bytes that it
 * refuses, with the exception that it promises. The nested classes are what Jazzer's {@code
 * --target_class} takes; {@link #main} writes the seeds that it begins with.
 */
public final class FuzzTargets {

  /** A parser under test. */
  interface Target {
    void run(byte[] data);
  }

  /** A target with an honest input. */
  static final class Parser {
    private final Target target;
    private final byte[] seed;

    private Parser(Target target, byte[] seed) {
      this.target = target;
      this.seed = seed;
    }

    void run(byte[] data) {
      target.run(data);
    }

    /** What the parser accepts. */
    byte[] seed() {
      return seed.clone();
    }
  }

  private FuzzTargets() {}

  /** All parsers, by name. A new one joins here. */
  static Map<String, Parser> all() throws IOException {
    NativeRuntime.prepare();
    Map<String, Parser> all = new LinkedHashMap<>();
    all.put("idx", new Parser(IdxTarget::fuzzerTestOneInput, idx()));
    all.put("npy", new Parser(NpyTarget::fuzzerTestOneInput, npy()));
    all.put("config", new Parser(ConfigTarget::fuzzerTestOneInput, config()));
    all.put("state", new Parser(StateTarget::fuzzerTestOneInput, state()));
    all.put("index", new Parser(ArchiveIndexTarget::fuzzerTestOneInput, ArchiveIndexTarget.seed()));
    all.put("model", new Parser(ModelTarget::fuzzerTestOneInput, trained().get("model")));
    all.put(
        "checkpoint",
        new Parser(CheckpointTarget::fuzzerTestOneInput, trained().get("checkpoint")));
    all.put("svhn", new Parser(SvhnTarget::fuzzerTestOneInput, resource("svhn.mat")));
    all.put("hdf5", new Parser(Hdf5Target::fuzzerTestOneInput, resource("last-u1.h5")));
    all.put("npz", new Parser(NpzTarget::fuzzerTestOneInput, resource("stored.npz")));
    all.put("names", new Parser(NamesTarget::fuzzerTestOneInput, names()));
    all.put("forged", new Parser(ForgedModelTarget::fuzzerTestOneInput, config()));
    return all;
  }

  /** IDX images and labels, plain or packed. */
  public static final class IdxTarget {
    private IdxTarget() {}

    /** Reads the bytes as both. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> IdxFiles.readImages(new ByteArrayInputStream(data), "fuzz"));
      refusable(() -> IdxFiles.readLabels(new ByteArrayInputStream(data), "fuzz"));
    }
  }

  /** NumPy arrays. */
  public static final class NpyTarget {
    private NpyTarget() {}

    /** Reads the bytes. */
    public static void fuzzerTestOneInput(byte[] data) {
      NativeRuntime.prepare();
      refusable(() -> Npy.read(new ByteArrayInputStream(data), "fuzz").close());
    }
  }

  /** The configuration in JSON. */
  public static final class ConfigTarget {
    private ConfigTarget() {}

    /** Reads the bytes; what is accepted must come back from what is then written. */
    public static void fuzzerTestOneInput(byte[] data) {
      InfoGanConfig config;
      try {
        config = InfoGanConfig.fromJson(new String(data, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return;
      }
      if (!InfoGanConfig.fromJson(config.toJson()).equals(config)) {
        throw new AssertionError("config: written and read, it is another");
      }
    }
  }

  /** Names of categories, as a person may write them. */
  public static final class NamesTarget {
    private NamesTarget() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, CategoryNames::read));
    }
  }

  /** A checkpoint's counts. */
  public static final class StateTarget {
    private StateTarget() {}

    /** Reads the bytes. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> RunCounters.parse(RunCounters.parse(data, "fuzz").toJson(), "fuzz"));
    }
  }

  /** Whole model files. */
  public static final class ModelTarget {
    private ModelTarget() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, file -> InfoGan.load(file).close()));
    }
  }

  /** Whole checkpoint files. */
  public static final class CheckpointTarget {
    private CheckpointTarget() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, file -> InfoGanTrainer.resume(file).close()));
    }
  }

  /** MATLAB files of house numbers. */
  public static final class SvhnTarget {
    private SvhnTarget() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, Svhn::read));
    }
  }

  /** HDF5 files of images. */
  public static final class Hdf5Target {
    private Hdf5Target() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, file -> Hdf5Images.open(file, "images")));
    }
  }

  /** Zips of NumPy arrays of images. */
  public static final class NpzTarget {
    private NpzTarget() {}

    /** Reads the bytes as a file. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(() -> withFile(data, file -> NpyImages.read(file, "grey-u1")));
    }
  }

  /** An archive that is right in itself, with a configuration of the attacker's choice. */
  public static final class ForgedModelTarget {
    private ForgedModelTarget() {}

    /** Loads a small model's tensors under the configuration that the bytes are. */
    public static void fuzzerTestOneInput(byte[] data) {
      refusable(
          () ->
              withFile(
                  new byte[0],
                  file -> {
                    TensorArchive.write(file, "model", Map.of("config.json", data), TENSORS);
                    InfoGan.load(file).close();
                  }));
    }

    private static final Map<String, INDArray> TENSORS = tensors();
  }

  private interface Reading {
    void read() throws IOException;
  }

  private interface FileReading {
    void read(Path file) throws IOException;
  }

  /** Damaged files are an IOException; what else comes out of a parser is a fault of it. */
  private static void refusable(Reading reading) {
    try {
      reading.read();
    } catch (IOException e) {
      if (e.getMessage() == null || e.getMessage().isEmpty()) {
        throw new AssertionError("expected a message", e);
      }
    }
  }

  private static void withFile(byte[] data, FileReading reading) throws IOException {
    Path file = Files.createTempFile("fuzz", ".zip");
    try {
      Files.write(file, data);
      reading.read(file);
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] idx() {
    ByteBuffer bytes = ByteBuffer.allocate(16 + 12);
    bytes.putInt(0x803).putInt(2).putInt(2).putInt(3);
    return bytes.array();
  }

  private static byte[] npy() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (INDArray array = Nd4j.create(new float[] {1, 2, 3, 4, 5, 6}, new long[] {2, 3}, 'c')) {
      Npy.write(bytes, array);
    }
    return bytes.toByteArray();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FuzzTargets.class.getResourceAsStream("/data/arrays/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] config() {
    return Tiny.config().toJson().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] names() {
    String json =
        "{\"code\": \"c1\", \"categories\": 3, \"names\": {\"0\": \"seven\", \"2\": \"\u0436\"}}";
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] state() {
    return new RunCounters(3, 20, 1, Map.of("generator", 3L, "trunk", 3L)).toJson();
  }

  private static Map<String, byte[]> trained() throws IOException {
    ImageDataset images = Tiny.quadrants(20, 1);
    Path file = Files.createTempFile("seed", ".zip");
    try (InfoGanTrainer trainer = new InfoGanTrainer(Tiny.config());
        InfoGan model = trainer.fit(images)) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      model.save(file);
      files.put("model", Files.readAllBytes(file));
      trainer.saveCheckpoint(file);
      files.put("checkpoint", Files.readAllBytes(file));
      return files;
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, INDArray> tensors() {
    return InfoGanNetworks.initialize(Tiny.config()).tensors();
  }

  /**
   * Writes each parser's seed into a folder of its own.
   *
   * @param arguments the folder above these
   */
  public static void main(String[] arguments) {
    try {
      for (Map.Entry<String, Parser> parser : all().entrySet()) {
        Path folder = Files.createDirectories(Path.of(arguments[0], parser.getKey()));
        Files.write(folder.resolve("seed"), parser.getValue().seed());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
