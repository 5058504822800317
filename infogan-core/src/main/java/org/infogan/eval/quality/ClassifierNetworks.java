package org.infogan.eval.quality;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.data.ImageShape;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;
import org.infogan.nn.layers.BatchNorm;
import org.infogan.nn.layers.Conv2d;
import org.infogan.nn.layers.Dense;
import org.infogan.nn.layers.Dropout;
import org.infogan.nn.layers.Relu;
import org.infogan.nn.layers.Reshape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The two networks of an {@link ImageClassifier}.
 *
 * @param body image to features
 * @param head features to logits
 */
record ClassifierNetworks(Sequential body, Sequential head) implements AutoCloseable {

  private static final int FEATURES = 128;

  /** Batch norm follows every layer but the last, so the scale of the weights matters little. */
  private static final double INITIAL_DEVIATION = 0.05;

  /**
   * Allocates the networks and draws their weights.
   *
   * @param image the shape of the images
   * @param classes the number of classes
   * @param random Modified.
   */
  static ClassifierNetworks initialize(ImageShape image, int classes, SplittableRandom random) {
    return new ClassifierNetworks(
        new Sequential(image.toShape(), body(image)).initialize(INITIAL_DEVIATION, random),
        new Sequential(Shape.of(FEATURES), head(classes)).initialize(INITIAL_DEVIATION, random));
  }

  /** The shape of every tensor of {@link #tensors}, by name, with nothing allocated. */
  static Map<String, Shape> tensorShapes(ImageShape image, int classes) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Sequential.tensorShapes(image.toShape(), body(image))
        .forEach((name, shape) -> shapes.put("body/" + name, shape));
    Sequential.tensorShapes(Shape.of(FEATURES), head(classes))
        .forEach((name, shape) -> shapes.put("head/" + name, shape));
    return shapes;
  }

  /** Parameters and batch statistics by name, as views: writing to one changes the networks. */
  Map<String, INDArray> tensors() {
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    put(tensors, "body/", body);
    put(tensors, "head/", head);
    return tensors;
  }

  private static void put(Map<String, INDArray> tensors, String prefix, Sequential network) {
    network.parameters().asMap().forEach((name, view) -> tensors.put(prefix + name, view));
    network.statistics().asMap().forEach((name, view) -> tensors.put(prefix + name, view));
  }

  private static List<Layer> body(ImageShape image) {
    List<Layer> convolutions =
        List.of(
            new Conv2d(32, 5, 2, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new Conv2d(64, 5, 2, Padding.SAME),
            new BatchNorm(),
            new Relu());
    Shape maps = Sequential.outputShape("image classifier", image.toShape(), convolutions);
    List<Layer> dense =
        List.of(Reshape.to(maps.size()), new Dense(FEATURES), new BatchNorm(), new Relu());
    return Stream.concat(convolutions.stream(), dense.stream()).toList();
  }

  private static List<Layer> head(int classes) {
    return List.of(Dropout.of(0.5), new Dense(classes));
  }

  @Override
  public void close() {
    body.close();
    head.close();
  }
}
