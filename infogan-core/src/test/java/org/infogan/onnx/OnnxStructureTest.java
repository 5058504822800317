package org.infogan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.ModelProto;
import org.infogan.InfoGan;
import org.infogan.io.TensorArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the exported files hold, read by the wire format and the field numbers of onnx.proto. */
class OnnxStructureTest {

  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  @TempDir private static Path folder;

  private static InfoGan model;

  @BeforeAll
  static void export() throws IOException {
    model = SmallModel.trained(SmallModel.builder().build());
    model.save(folder.resolve("model.zip"));
    model.exportOnnx(folder);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static WireMessage read(String file) throws IOException {
    return WireMessage.of(Files.readAllBytes(folder.resolve(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {OnnxExport.GENERATOR, OnnxExport.ENCODER})
  void headerNamesFormatOperatorsAndProducer(String file) throws IOException {
    WireMessage root = read(file);
    assertThat(root.number(1)).as("ir_version").isEqualTo(8);
    assertThat(root.messages(8)).as("opset_import").hasSize(1);
    assertThat(root.message(8).has(1)).as("a domain that is not ONNX's own").isFalse();
    assertThat(root.message(8).number(2)).as("version of the operators").isEqualTo(17);
    assertThat(root.text(2)).as("producer_name").isEqualTo("infogan");
    assertThat(root.text(3)).as("producer_version").isEqualTo(TensorArchive.libraryVersion());
    assertThat(root.text(4)).as("domain").isEqualTo("org.infogan");
    assertThat(root.number(5)).as("model_version").isEqualTo(1);
    assertThat(root.text(6)).as("doc_string").contains("InfoGAN");
    assertThat(root.has(20)).as("training_info").isFalse();
  }

  @Test
  void inputsAndOutputsHaveOneOpenBatch() throws IOException {
    WireMessage generator = read(OnnxExport.GENERATOR).message(7);
    assertThat(axes(generator, 11)).isEqualTo(Map.of("latent", "batch 10"));
    assertThat(axes(generator, 12)).isEqualTo(Map.of("images", "batch 1 4 4"));
    WireMessage encoder = read(OnnxExport.ENCODER).message(7);
    assertThat(axes(encoder, 11)).isEqualTo(Map.of("images", "batch 1 4 4"));
    assertThat(encoder.messages(12).stream().map(output -> output.text(1)))
        .containsExactly("c1", "c2_mean", "c3_mean", "c3_sigma", "c4_probability");
    assertThat(axes(encoder, 12))
        .isEqualTo(
            Map.of(
                "c1", "batch 4",
                "c2_mean", "batch",
                "c3_mean", "batch",
                "c3_sigma", "batch",
                "c4_probability", "batch"));
  }

  /** The axes of each value in a field of a graph, by the value's name. */
  private static Map<String, String> axes(WireMessage graph, int field) {
    Map<String, String> axes = new HashMap<>();
    for (WireMessage value : graph.messages(field)) {
      WireMessage tensor = value.message(2).message(1);
      assertThat(tensor.number(1)).isEqualTo(FLOAT);
      List<String> dimensions =
          tensor.message(2).messages(1).stream()
              .map(axis -> axis.has(2) ? axis.text(2) : Long.toString(axis.number(1)))
              .toList();
      axes.put(value.text(1), String.join(" ", dimensions));
    }
    return axes;
  }

  /** In onnx.proto's words: the graph is in SSA form and its nodes are sorted topologically. */
  @ParameterizedTest
  @ValueSource(strings = {OnnxExport.GENERATOR, OnnxExport.ENCODER})
  void everyValueIsMadeOnceAndBeforeItIsUsed(String file) throws IOException {
    WireMessage graph = read(file).message(7);
    Set<String> known = new HashSet<>();
    graph.messages(11).forEach(input -> assertThat(known.add(input.text(1))).isTrue());
    graph.messages(5).forEach(tensor -> assertThat(known.add(tensor.text(8))).isTrue());
    Set<String> used = new HashSet<>();
    Set<String> nodeNames = new HashSet<>();
    for (WireMessage node : graph.messages(1)) {
      for (String input : node.texts(1)) {
        assertThat(input.isEmpty() || known.contains(input)).as(input).isTrue();
        used.add(input);
      }
      node.texts(2).forEach(output -> assertThat(known.add(output)).as(output).isTrue());
      assertThat(nodeNames.add(node.text(3))).as(node.text(3)).isTrue();
      for (WireMessage attribute : node.messages(5)) {
        assertThat(attribute.text(1)).isNotEqualTo("auto_pad");
      }
    }
    for (WireMessage output : graph.messages(12)) {
      assertThat(known).contains(output.text(1));
      used.add(output.text(1));
    }
    for (WireMessage value : graph.messages(13)) {
      assertThat(known).contains(value.text(1));
    }
    assertThat(used).as("nothing is left over").isEqualTo(withEmpty(known, used));
  }

  private static Set<String> withEmpty(Set<String> known, Set<String> used) {
    Set<String> all = new HashSet<>(known);
    if (used.contains("")) {
      all.add("");
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {OnnxExport.GENERATOR, OnnxExport.ENCODER})
  void tensorsHoldTheModelsOwnNumbers(String file) throws IOException {
    int compared = 0;
    try (TensorArchive archive = TensorArchive.open(folder.resolve("model.zip"))) {
      for (WireMessage tensor : read(file).message(7).messages(5)) {
        assertThat(tensor.has(14)).as("data_location").isFalse();
        long size = tensor.numbers(1).stream().reduce(1L, (a, b) -> a * b);
        boolean isFloat = tensor.number(2) == FLOAT;
        assertThat(tensor.number(2)).isIn((long) FLOAT, (long) INT64);
        assertThat(tensor.bytes(9)).hasSize((int) size * (isFloat ? 4 : 8));
        long[] shape = archive.shapes().get(tensor.text(8));
        if (shape != null) {
          assertThat(tensor.numbers(1)).containsExactlyElementsOf(boxed(shape));
          assertThat(floats(tensor.bytes(9))).containsExactly(values(archive, tensor.text(8)));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static float[] floats(byte[] bytes) {
    FloatBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static float[] values(TensorArchive archive, String name) throws IOException {
    try (INDArray array = Nd4j.create(DataType.FLOAT, archive.shapes().get(name))) {
      archive.readInto(name, array);
      return array.data().asFloat();
    }
  }

  /** ND4J's classes read and write the file without a change, so no field is unknown to them. */
  @ParameterizedTest
  @ValueSource(strings = {OnnxExport.GENERATOR, OnnxExport.ENCODER})
  void parsesAndComesBack(String file) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(file));
    ModelProto parsed = ModelProto.parseFrom(bytes);
    assertThat(parsed.toByteArray()).isEqualTo(bytes);
    assertThat(parsed.getUnknownFields().asMap()).isEmpty();
    assertThat(parsed.getGraph().getUnknownFields().asMap()).isEmpty();
  }
}
