package org.infogan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime takes the files that the core's tests hold every export to. */
class GoldenFilesTest {

  private static final Path FOLDER = Path.of("../src/test/resources/golden/onnx");

  @ParameterizedTest
  @ValueSource(strings = {"generator.onnx", "generator-unit.onnx", "encoder.onnx"})
  void run(String file) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(FOLDER.resolve(file).toString())) {
      var input = session.getInputInfo().entrySet().iterator().next();
      long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape().clone();
      shape[0] = 3;
      int size = 1;
      for (long extent : shape) {
        size *= (int) extent;
      }
      float[] values = new float[size];
      Arrays.fill(values, 0.25f);
      try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
          OrtSession.Result result = session.run(Map.of(input.getKey(), x))) {
        for (Map.Entry<String, OnnxValue> output : result) {
          OnnxTensor y = (OnnxTensor) output.getValue();
          assertThat(y.getInfo().getShape()[0]).as(output.getKey()).isEqualTo(3);
          assertThat(y.getFloatBuffer().get(0)).as(output.getKey()).isFinite();
        }
      }
    }
  }
}
