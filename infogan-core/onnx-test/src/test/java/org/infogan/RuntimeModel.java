package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentVectors;
import org.infogan.latent.Posterior;
import org.infogan.model.Encoding;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model as it was exported, in ONNX Runtime, beside the model itself. */
final class RuntimeModel implements AutoCloseable {

  /** Of images, probabilities and numbers up to 1; of larger numbers, the relative one. */
  private static final double TOLERANCE = 1e-5;

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final InfoGan model;
  private final OrtSession generator;
  private final OrtSession encoder;

  private RuntimeModel(InfoGan model, OrtSession generator, OrtSession encoder) {
    this.model = model;
    this.generator = generator;
    this.encoder = encoder;
  }

  /** Exports the model into a temporary folder and loads what was written. */
  static RuntimeModel of(InfoGan model) throws IOException, OrtException {
    Path folder = Files.createTempDirectory("onnx");
    List<Path> files = model.exportOnnx(folder);
    try {
      return new RuntimeModel(model, session(files.get(0)), session(files.get(1)));
    } finally {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static OrtSession session(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Threads that wait busily would be in the way of this library's own.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return ENVIRONMENT.createSession(file.toString(), options);
    }
  }

  OrtSession generator() {
    return generator;
  }

  OrtSession encoder() {
    return encoder;
  }

  /** That both make the same of that many latent vectors, and of as many random images. */
  void assertSame(int batch) throws OrtException {
    assertSame(batch, TOLERANCE);
  }

  /** The same for images with another bound, for networks whose rounding adds up. */
  void assertSame(int batch, double ofImages) throws OrtException {
    LatentVectors latents = model.latents(batch, batch);
    long[] shape;
    try (INDArray images = model.generate(latents)) {
      shape = images.shape();
      float[] expected = images.data().asFloat();
      assertThat(distinct(expected)).as("different values in the images").isGreaterThan(1);
      assertClose("images", images(latents, shape), toDouble(expected), ofImages);
    }
    float[] pixels = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    SplittableRandom random = new SplittableRandom(batch);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    Map<String, double[]> expected = posteriors(model.encode(dataset(pixels, batch)));
    Map<String, float[]> actual = outputs(pixels, shape);
    assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach((name, values) -> assertClose(name, actual.get(name), values, TOLERANCE));
  }

  private ImageDataset dataset(float[] all, int count) {
    return new ImageDataset() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public ImageShape shape() {
        return model.config().image();
      }

      @Override
      public void read(int index, float[] pixels) {
        System.arraycopy(all, index * pixels.length, pixels, 0, pixels.length);
      }
    };
  }

  private static long distinct(float[] values) {
    return Arrays.stream(toDouble(values)).distinct().count();
  }

  private float[] images(LatentVectors latents, long[] shape) throws OrtException {
    int width = latents.spec().width();
    float[] rows = new float[latents.count() * width];
    float[] row = new float[width];
    for (int i = 0; i < latents.count(); i++) {
      latents.read(i, row);
      System.arraycopy(row, 0, rows, i * width, width);
    }
    try (OnnxTensor input = tensor(rows, latents.count(), width);
        OrtSession.Result result = generator.run(Map.of("latent", input))) {
      OnnxTensor images = (OnnxTensor) result.get("images").orElseThrow();
      assertThat(images.getInfo().getShape()).containsExactly(shape);
      return values(images);
    }
  }

  private Map<String, float[]> outputs(float[] images, long[] shape) throws OrtException {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (OnnxTensor input = tensor(images, shape);
        OrtSession.Result result = encoder.run(Map.of("images", input))) {
      for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
        OnnxTensor tensor = (OnnxTensor) output.getValue();
        assertThat(tensor.getInfo().getShape()[0]).isEqualTo(shape[0]);
        outputs.put(output.getKey(), values(tensor));
      }
    }
    return outputs;
  }

  private static OnnxTensor tensor(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(values), shape);
  }

  private static float[] values(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /** The library's own posteriors, by the names that the export is to give them. */
  private Map<String, double[]> posteriors(Encoding encoding) {
    Map<String, double[]> expected = new LinkedHashMap<>();
    for (LatentCode code : model.config().latent().codes()) {
      Posterior posterior = encoding.posteriors().get(code.name());
      if (posterior instanceof Posterior.Categorical categorical) {
        expected.put(
            code.name(),
            Arrays.stream(categorical.probabilities()).flatMapToDouble(Arrays::stream).toArray());
      } else if (posterior instanceof Posterior.Bernoulli bernoulli) {
        expected.put(code.name() + "_probability", bernoulli.probability());
      } else if (posterior instanceof Posterior.Gaussian gaussian) {
        expected.put(code.name() + "_mean", gaussian.mean());
        if (code.likelihood().parameterRows() == 2) {
          expected.put(code.name() + "_sigma", gaussian.sigma());
        }
      }
    }
    return expected;
  }

  private static double[] toDouble(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static void assertClose(
      String what, float[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSize(expected.length);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      worst = error <= worst ? worst : error; // a NaN is the worst
    }
    assertThat(worst).as("the largest error of " + what).isLessThanOrEqualTo(tolerance);
  }

  @Override
  public void close() throws OrtException {
    generator.close();
    encoder.close();
  }
}
