package org.infogan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import org.infogan.config.InfoGanConfig;
import org.infogan.config.ValueRange;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.ConvTranspose2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.DepthToSpace;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.GaussianNoise;
import org.infogan.nn.layers.LeakyRelu;
import org.infogan.nn.layers.PartialTanh;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.Resize;
import org.infogan.nn.layers.Sigmoid;
import org.infogan.nn.layers.SpaceToDepth;
import org.infogan.nn.layers.SpectralNorm;
import org.infogan.nn.layers.Tanh;
import org.infogan.nn.layers.Upsample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every layer and every kind of code, exported and compared byte by byte with files that ONNX
 * Runtime has run: a change of what is exported is not to pass unseen. {@link #main} writes them.
 */
class OnnxGoldenTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "onnx");

  @TempDir private Path folder;

  private static final List<LatentCode> CODES =
      List.of(
          LatentCode.categorical("c1", 3),
          LatentCode.uniform("c2", -1, 1),
          LatentCode.gaussian("c3", 0, 1).withLearnedSigma(),
          LatentCode.bernoulli("c4", 0.5));

  private static InfoGanConfig config(ValueRange range, Layer last) {
    InfoGanConfig.Builder builder =
        InfoGanConfig.builder()
            .image(1, 8, 8)
            .valueRange(range)
            .latent(Noise.uniform(2), CODES.toArray(LatentCode[]::new))
            .generator(
                new Dense(16),
                new BatchNorm(),
                new Relu(),
                new Dropout(0.5, false),
                Reshape.to(4, 2, 2),
                new ConvTranspose2d(4, 3, 2, Padding.SAME),
                new DepthToSpace(2),
                new Upsample(2),
                new ConvTranspose2d(1, 4, 1, Padding.of(2)),
                new Resize(14, 15),
                new Conv2d(1, 2, 2, Padding.of(1)),
                last)
            .trunk(
                new GaussianNoise(0.1),
                new Conv2d(2, 4, 2, Padding.of(1)),
                new LeakyRelu(0.1),
                new SpaceToDepth(2),
                new SpectralNorm(new Conv2d(2, 2, 1, Padding.SAME)),
                Reshape.to(8))
            .head(new Dense(1))
            .q(new SpectralNorm(new Dense(7)), new PartialTanh(3, 2));
    return builder.build();
  }

  /**
   * Writes the files; the metadata is not a real model's, which would change with every setting.
   */
  private static void write(Path folder) throws IOException {
    InfoGanConfig symmetric = config(ValueRange.SYMMETRIC, new Tanh());
    InfoGanConfig unit = config(ValueRange.UNIT, new Sigmoid());
    Shape latent = Shape.of(symmetric.latent().width());
    try (Sequential generator = network(latent, symmetric.generator());
        Sequential unitGenerator = network(latent, unit.generator());
        Sequential trunk = network(Shape.of(1, 8, 8), symmetric.trunk());
        Sequential q = network(trunk.outputShape(), symmetric.q())) {
      write(folder, "generator", ModelGraphs.generator(symmetric, generator));
      write(folder, "generator-unit", ModelGraphs.generator(unit, unitGenerator));
      write(folder, "encoder", ModelGraphs.encoder(symmetric, trunk, q));
    }
  }

  private static Sequential network(Shape input, List<Layer> layers) {
    return new Sequential(input, layers).initialize(0.5, new SplittableRandom(1));
  }

  private static void write(Path folder, String name, Graph graph) throws IOException {
    new OnnxFile(graph, "golden", Map.of("infogan.version", "golden"))
        .write(folder.resolve(name + ".onnx"));
  }

  @Test
  void filesAreThoseThatRuntimesHaveRun() throws IOException {
    write(folder);
    for (String name : List.of("generator.onnx", "generator-unit.onnx", "encoder.onnx")) {
      byte[] expected = Files.readAllBytes(GOLDEN.resolve(name));
      byte[] actual = Files.readAllBytes(folder.resolve(name));
      assertThat(ModelProto.parseFrom(actual)).as(name).hasToString(text(expected));
      assertThat(actual).as(name).isEqualTo(expected);
    }
  }

  private static String text(byte[] model) throws IOException {
    return ModelProto.parseFrom(model).toString();
  }

  @Test
  void filesHaveEveryOperatorThatIsEverWritten() throws IOException {
    Set<String> operators = new TreeSet<>();
    for (String name : List.of("generator.onnx", "generator-unit.onnx", "encoder.onnx")) {
      ModelProto model = ModelProto.parseFrom(Files.readAllBytes(GOLDEN.resolve(name)));
      model.getGraph().getNodeList().stream().map(NodeProto::getOpType).forEach(operators::add);
    }
    assertThat(operators)
        .containsExactlyInAnyOrder(
            "Add",
            "BatchNormalization",
            "Clip",
            "Concat",
            "Conv",
            "ConvTranspose",
            "DepthToSpace",
            "Exp",
            "Gather",
            "Gemm",
            "Identity",
            "LeakyRelu",
            "Mul",
            "Relu",
            "Reshape",
            "Resize",
            "Sigmoid",
            "Softmax",
            "SpaceToDepth",
            "Split",
            "Sub",
            "Tanh");
  }

  /** Writes the golden files anew, for a change that is meant; run from infogan-core. */
  public static void main(String... args) throws IOException {
    write(GOLDEN);
  }
}
