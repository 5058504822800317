package org.infogan.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;
import org.infogan.io.AtomicFile;
import org.infogan.nn.OnnxGraph;
import org.infogan.onnx.Graph.Attribute;
import org.infogan.onnx.Graph.Initializer;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnsafeByteOperations;

/**
 * An ONNX file: a graph in the protocol buffers of ONNX, for which ND4J's API brings the classes.
 * No other class knows them.
 *
 * @param graph what it computes
 * @param version of the library that writes it
 * @param metadata what readers may ask for by name
 */
record OnnxFile(Graph graph, String version, Map<String, String> metadata) {

  /** The version of the file format that came with {@link OnnxGraph#OPERATOR_SET}. */
  private static final int IR_VERSION = 8;

  /** The version of what the files' inputs, outputs and metadata are called and mean. */
  private static final int MODEL_VERSION = 1;

  private static final String BATCH = "batch";

  /** No protocol buffer may have more bytes than this; some are left for names. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 24);

  /** Checks that the parameters fit into one file. */
  OnnxFile {
    long bytes = graph.initializers().stream().mapToLong(Initializer::bytes).sum();
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          graph.name()
              + ": expected parameters of at most "
              + MOST_BYTES
              + " bytes, since an ONNX file holds no more, found "
              + bytes);
    }
  }

  /** Writes the file, which replaces an earlier one as a whole or not at all. */
  void write(Path file) throws IOException {
    AtomicFile.write(file, out -> model().writeTo(out));
  }

  private ModelProto model() {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("infogan")
            .setProducerVersion(version)
            .setDomain("org.infogan")
            .setModelVersion(MODEL_VERSION)
            .setDocString(graph.description())
            .setGraph(graphProto());
    model.addOpsetImportBuilder().setVersion(OnnxGraph.OPERATOR_SET);
    metadata.forEach((key, value) -> model.addMetadataPropsBuilder().setKey(key).setValue(value));
    return model.build();
  }

  private GraphProto graphProto() {
    GraphProto.Builder proto =
        GraphProto.newBuilder()
            .setName(graph.name())
            .setDocString(graph.description())
            .addInput(valueProto(graph.input()));
    graph.outputs().forEach(output -> proto.addOutput(valueProto(output)));
    graph.values().forEach(value -> proto.addValueInfo(valueProto(value)));
    graph.nodes().forEach(node -> proto.addNode(nodeProto(node)));
    graph.initializers().forEach(tensor -> proto.addInitializer(tensorProto(tensor)));
    return proto.build();
  }

  private static ValueInfoProto valueProto(Graph.Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam(BATCH);
    value.extents().forEach(extent -> shape.addDimBuilder().setDimValue(extent));
    ValueInfoProto.Builder proto = ValueInfoProto.newBuilder().setName(value.name());
    if (!value.description().isEmpty()) {
      proto.setDocString(value.description());
    }
    proto
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .setElemType(TensorProto.DataType.FLOAT_VALUE)
        .setShape(shape);
    return proto.build();
  }

  private static NodeProto nodeProto(Graph.Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setOpType(node.operator())
            .setName(node.name())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    node.attributes().forEach((name, value) -> proto.addAttribute(attributeProto(name, value)));
    return proto.build();
  }

  private static AttributeProto attributeProto(String name, Attribute value) {
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
    if (value instanceof Attribute.Int number) {
      proto.setType(AttributeProto.AttributeType.INT).setI(number.value());
    } else if (value instanceof Attribute.Ints numbers) {
      proto.setType(AttributeProto.AttributeType.INTS).addAllInts(numbers.values());
    } else if (value instanceof Attribute.Real number) {
      proto.setType(AttributeProto.AttributeType.FLOAT).setF(number.value());
    } else if (value instanceof Attribute.Text text) {
      proto
          .setType(AttributeProto.AttributeType.STRING)
          .setS(ByteString.copyFromUtf8(text.value()));
    }
    return proto.build();
  }

  private static TensorProto tensorProto(Initializer tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(tensor.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    TensorProto.Builder proto = TensorProto.newBuilder().setName(tensor.name());
    if (tensor instanceof Initializer.Floats floats) {
      bytes.asFloatBuffer().put(floats.values().get());
      proto.setDataType(TensorProto.DataType.FLOAT_VALUE);
      addExtents(floats.extents(), proto);
    } else if (tensor instanceof Initializer.Integers integers) {
      integers.values().forEach(bytes::putLong);
      bytes.rewind();
      proto.setDataType(TensorProto.DataType.INT64_VALUE);
      addExtents(integers.extents(), proto);
    }
    return proto.setRawData(UnsafeByteOperations.unsafeWrap(bytes)).build();
  }

  private static void addExtents(List<Integer> extents, TensorProto.Builder proto) {
    extents.forEach(proto::addDims);
  }
}
