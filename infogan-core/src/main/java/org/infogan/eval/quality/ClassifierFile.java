package org.infogan.eval.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.infogan.data.ImageShape;
import org.infogan.io.TensorArchive;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An {@link ImageClassifier} on disk: the images' shape and the number of classes as {@code
 * classifier.json}, and every tensor by its name.
 */
final class ClassifierFile {

  private static final String KIND = "classifier";
  private static final String DOCUMENT = "classifier.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ClassifierFile() {}

  static void write(Path file, ImageShape shape, ClassifierNetworks networks) throws IOException {
    byte[] json =
        MAPPER.writeValueAsBytes(
            MAPPER
                .createObjectNode()
                .put("channels", shape.channels())
                .put("height", shape.height())
                .put("width", shape.width())
                .put("classes", networks.head().outputShape().get(0)));
    TensorArchive.write(file, KIND, Map.of(DOCUMENT, json), networks.tensors());
  }

  static ImageClassifier read(Path file) throws IOException {
    try (TensorArchive archive = TensorArchive.open(file)) {
      if (!archive.kind().equals(KIND)) {
        throw new IOException(
            file + ": expected a file of kind " + KIND + ", found " + archive.kind());
      }
      JsonNode json = MAPPER.readTree(archive.document(DOCUMENT));
      ImageShape shape =
          new ImageShape(number(json, "channels"), number(json, "height"), number(json, "width"));
      int classes = number(json, "classes");
      requireShapes(archive, ClassifierNetworks.tensorShapes(shape, classes), file);
      ClassifierNetworks networks =
          ClassifierNetworks.initialize(shape, classes, new SplittableRandom(0));
      try {
        for (Map.Entry<String, INDArray> tensor : networks.tensors().entrySet()) {
          archive.readInto(tensor.getKey(), tensor.getValue());
        }
      } catch (IOException | RuntimeException e) {
        networks.close();
        throw e;
      }
      return new ImageClassifier(shape, networks);
    } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException e) {
      throw new IOException(file + ", " + DOCUMENT + ": " + e.getMessage(), e);
    }
  }

  private static int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isInt() || value.intValue() < 1) {
      throw new IllegalArgumentException(
          field + ": expected a whole number of at least 1, found " + value);
    }
    return value.intValue();
  }

  /** Before networks are allocated, so that a wrong file cannot take any memory. */
  private static void requireShapes(TensorArchive archive, Map<String, Shape> expected, Path file)
      throws IOException {
    Map<String, String> found = new TreeMap<>();
    archive.shapes().forEach((name, shape) -> found.put(name, Arrays.toString(shape)));
    Map<String, String> wanted = new TreeMap<>();
    expected.forEach((name, shape) -> wanted.put(name, shape.toString()));
    if (!found.equals(wanted)) {
      throw new IOException(file + ": expected tensors of shapes " + wanted + ", found " + found);
    }
  }
}
