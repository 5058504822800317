package org.infogan;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer by itself, in the trunk on images and in the generator on features. */
class LayerExportTest {

  private static final List<Padding> PADDINGS =
      List.of(Padding.SAME, Padding.of(0), Padding.of(1), Padding.of(2), Padding.of(4));

  /** Kernels smaller and larger than strides; strides that do and do not divide 7 and 9. */
  static Stream<Arguments> convolutions() {
    List<Arguments> cases = new ArrayList<>();
    for (int kernel = 1; kernel <= 5; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (Padding padding : PADDINGS) {
          cases.add(Arguments.of(kernel, stride, padding));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "kernel {0}, stride {1}, padding {2}")
  @MethodSource("convolutions")
  void convolution(int kernel, int stride, Padding padding) throws Exception {
    assertSame(
        List.of(Reshape.to(2, 7, 9)), List.of(new Conv2d(3, kernel, stride, padding)), 2, 7, 9);
  }

  @ParameterizedTest(name = "kernel {0}, stride {1}, padding {2}")
  @MethodSource("convolutions")
  void transposedConvolution(int kernel, int stride, Padding padding) throws Exception {
    Layer layer = new ConvTranspose2d(2, kernel, stride, padding);
    Shape features = Shape.of(3, 9, 10);
    Shape image = layer.outputShape(features);
    assertSame(
        List.of(new Reshape(features), layer), List.of(), image.get(0), image.get(1), image.get(2));
  }

  /** Layers that take images, each with the extents of its input. */
  static Stream<Arguments> onImages() {
    return Stream.of(
        Arguments.of(new SpectralNorm(new Conv2d(5, 3, 1, Padding.SAME)), Shape.of(3, 2, 4)),
        Arguments.of(new SpectralNorm(new Conv2d(5, 2, 2, Padding.of(1))), Shape.of(3, 2, 4)),
        Arguments.of(new BatchNorm(), Shape.of(3, 2, 4)),
        Arguments.of(new BatchNorm(0.5, 0.1), Shape.of(3, 2, 4)),
        Arguments.of(new Relu(), Shape.of(3, 2, 4)),
        Arguments.of(new LeakyRelu(0.1), Shape.of(3, 2, 4)),
        Arguments.of(new LeakyRelu(0), Shape.of(3, 2, 4)),
        Arguments.of(new Tanh(), Shape.of(3, 2, 4)),
        Arguments.of(new Sigmoid(), Shape.of(3, 2, 4)),
        Arguments.of(new Dropout(0.5, false), Shape.of(3, 2, 4)),
        Arguments.of(new Dropout(0.5, true), Shape.of(3, 2, 4)),
        Arguments.of(new GaussianNoise(0.5), Shape.of(3, 2, 4)),
        Arguments.of(new Upsample(1), Shape.of(3, 2, 4)),
        Arguments.of(new Upsample(2), Shape.of(3, 2, 4)),
        Arguments.of(new Upsample(5), Shape.of(3, 2, 4)),
        Arguments.of(new Resize(2, 4), Shape.of(3, 2, 4)),
        Arguments.of(new Resize(7, 9), Shape.of(3, 3, 4)),
        Arguments.of(new Resize(1, 3), Shape.of(2, 7, 9)),
        Arguments.of(new Resize(49, 47), Shape.of(2, 9, 7)),
        Arguments.of(new DepthToSpace(1), Shape.of(3, 2, 4)),
        Arguments.of(new DepthToSpace(2), Shape.of(12, 2, 4)),
        Arguments.of(new DepthToSpace(3), Shape.of(18, 2, 4)),
        Arguments.of(new SpaceToDepth(1), Shape.of(3, 2, 4)),
        Arguments.of(new SpaceToDepth(2), Shape.of(3, 2, 4)),
        Arguments.of(new SpaceToDepth(3), Shape.of(2, 6, 9)),
        Arguments.of(Reshape.to(4, 3, 2), Shape.of(3, 2, 4)));
  }

  @ParameterizedTest
  @MethodSource("onImages")
  void onImages(Layer layer, Shape input) throws Exception {
    Shape output = layer.outputShape(input);
    assertSame(
        List.of(new Reshape(input), layer), List.of(), output.get(0), output.get(1), output.get(2));
    assertSame(
        List.of(new Reshape(input)), List.of(layer), input.get(0), input.get(1), input.get(2));
  }

  static Stream<Layer> onVectors() {
    return Stream.of(
        new Dense(5),
        new SpectralNorm(new Dense(5)),
        new BatchNorm(),
        new Relu(),
        new LeakyRelu(0.2),
        new Tanh(),
        new Sigmoid(),
        new Dropout(0.2, false),
        new GaussianNoise(1),
        new PartialTanh(0, 24),
        new PartialTanh(0, 1),
        new PartialTanh(23, 1),
        new PartialTanh(5, 7),
        Reshape.to(4, 6),
        Reshape.to(24));
  }

  @ParameterizedTest
  @MethodSource("onVectors")
  void onVectors(Layer layer) throws Exception {
    assertSame(List.of(Reshape.to(2, 3, 4)), List.of(Reshape.to(24), layer), 2, 3, 4);
  }

  /**
   * A model with these layers: in the generator after a dense layer that gives what the first of
   * them takes, in the trunk before D's and Q's dense layers.
   */
  private static void assertSame(List<Layer> generator, List<Layer> trunk, int... image)
      throws IOException, OrtException {
    Shape pixels = Shape.of(image);
    List<Layer> all = new ArrayList<>();
    all.add(new Dense(((Reshape) generator.get(0)).shape().size()));
    all.addAll(generator);
    List<Layer> features = new ArrayList<>(trunk);
    Shape out = trunk.isEmpty() ? pixels : Sequential.outputShape("trunk", pixels, trunk);
    features.add(Reshape.to(out.size()));
    InfoGanConfig config =
        InfoGanConfig.builder()
            .image(image[0], image[1], image[2])
            .valueRange(
                generator.get(generator.size() - 1) instanceof Tanh
                    ? ValueRange.SYMMETRIC
                    : ValueRange.UNIT)
            .latent(
                Noise.gaussian(3),
                LatentCode.categorical("c1", 3),
                LatentCode.uniform("c2", -1, 1).withLearnedSigma())
            .generator(all.toArray(Layer[]::new))
            .trunk(features.toArray(Layer[]::new))
            .head(new Dense(1))
            .q(new Dense(5))
            .build();
    try (InfoGan model = RandomModel.of(config, 7);
        RuntimeModel runtime = RuntimeModel.of(model)) {
      runtime.assertSame(1);
      runtime.assertSame(3);
      runtime.assertSame(257);
    }
  }
}
