package org.infogan.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The content of archive-v1.zip, small and of every kind that an archive can hold. */
final class Samples {

  private Samples() {}

  static Map<String, byte[]> documents() {
    return Map.of(
        "config.json",
        "{\"codes\": [10]}\n".getBytes(StandardCharsets.UTF_8),
        "run.json",
        new byte[0]);
  }

  static Map<String, INDArray> tensors() {
    return Map.of(
        "generator/0.weight", Nd4j.arange(12).castTo(DataType.FLOAT).reshape(3, 4).divi(8),
        "generator/0.bias", Nd4j.createFromArray(0.5f, Float.NaN, -0.0f),
        "discriminator/bn_1.running-mean", Nd4j.createFromArray(1.0 / 3, -2e-300).reshape(1, 2, 1),
        "scalar", Nd4j.scalar(DataType.DOUBLE, 7.25));
  }

  static void assertHoldsSamples(TensorArchive archive) throws IOException {
    assertThat(archive.kind()).isEqualTo("model");
    assertThat(archive.documents()).isEqualTo(documents().keySet());
    for (Map.Entry<String, byte[]> document : documents().entrySet()) {
      assertThat(archive.document(document.getKey())).isEqualTo(document.getValue());
    }
    Map<String, INDArray> tensors = tensors();
    Map<String, long[]> shapes = archive.shapes();
    assertThat(shapes.keySet()).isEqualTo(tensors.keySet());
    for (Map.Entry<String, INDArray> tensor : tensors.entrySet()) {
      String name = tensor.getKey();
      INDArray expected = tensor.getValue();
      assertThat(shapes.get(name)).isEqualTo(expected.shape());
      assertThat(archive.dataType(name)).isEqualTo(expected.dataType());
      INDArray found = Nd4j.create(expected.dataType(), expected.shape());
      archive.readInto(name, found);
      assertThat(found.data().asDouble()).isEqualTo(expected.data().asDouble());
    }
  }
}
