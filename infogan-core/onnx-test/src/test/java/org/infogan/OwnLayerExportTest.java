package org.infogan;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.infogan.config.InfoGanConfig;
import org.infogan.latent.LatentCode;
import org.infogan.latent.Noise;
import org.infogan.nn.Mode;
import org.infogan.nn.OnnxGraph;
import org.infogan.nn.OnnxLayer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.infogan.nn.TensorSpec;
import org.infogan.nn.WithRespectTo;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Reshape;
import org.infogan.nn.layers.SpectralNorm;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer of the user's own, with tensors, constants and another layer inside. */
class OwnLayerExportTest {

  /**
   * y = ½·gain·(W·x + b) + x, with W/σ in place of W.
   *
   * @param units F
   */
  record Gain(int units) implements OnnxLayer {

    private SpectralNorm inner() {
      return new SpectralNorm(new Dense(units));
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public List<TensorSpec> tensors(Shape input) {
      List<TensorSpec> tensors =
          new ArrayList<>(
              inner().tensors(input).stream()
                  .map(t -> new TensorSpec("inner." + t.name(), t.kind(), t.shape()))
                  .toList());
      tensors.add(new TensorSpec("gamma", TensorSpec.Kind.SCALE, Shape.of(units)));
      return tensors;
    }

    @Override
    public Pass newPass(PassContext context) {
      Pass dense = inner().newPass(context.nested("inner", context.inputShape()));
      INDArray gain = context.parameter("gamma");
      return new Pass() {
        @Override
        public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
          return dense.forward(x, mode, random).mulColumnVector(gain).muli(0.5).addi(x);
        }

        @Override
        public INDArray backward(INDArray dy, WithRespectTo wanted) {
          throw new UnsupportedOperationException("not trained here");
        }

        @Override
        public void close() {
          dense.close();
        }
      };
    }

    @Override
    public String toOnnx(OnnxGraph graph, String input) {
      String dense = graph.layer("inner", inner(), graph.inputShape(), input);
      String gained = graph.node("Mul", dense, graph.tensor("gamma")).output();
      String halved = graph.node("Mul", gained, graph.constant(Shape.of(1), 0.5f)).output();
      List<String> halves =
          graph.node("Split", input, graph.constant(units - 1, 1)).withInt("axis", 1).outputs(2);
      String whole =
          graph.node("Concat", halves.get(0), halves.get(1)).withInt("axis", -1).output();
      return graph.node("Add", halved, whole).output();
    }
  }

  @Test
  void sameImagesAndPosteriors() throws Exception {
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(1, 2, 3)
            .latent(Noise.gaussian(3), LatentCode.bernoulli("c1", 0.5))
            .generator(new Gain(4), new Gain(4), new Dense(6), Reshape.to(1, 2, 3))
            .trunk(Reshape.to(6), new Gain(6))
            .head(new Dense(1))
            .q(new Dense(1))
            .build();
    try (InfoGan model = RandomModel.of(config, 1);
        RuntimeModel runtime = RuntimeModel.of(model)) {
      runtime.assertSame(1);
      runtime.assertSame(257);
    }
  }
}
