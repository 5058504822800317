package org.infogan.eval;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.infogan.data.ImageShape;
import org.infogan.nn.BatchNorm;
import org.infogan.nn.Conv2d;
import org.infogan.nn.Dense;
import org.infogan.nn.Dropout;
import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.Relu;
import org.infogan.nn.Reshape;
import org.infogan.nn.Sequential;
import org.infogan.nn.Shape;

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

  /** Allocates the networks and draws their weights. */
  static ClassifierNetworks initialize(ImageShape image, int classes, SplittableRandom random) {
    Shape input = image.toShape();
    List<Layer> convolutions =
        List.of(
            new Conv2d(32, 5, 2, Padding.SAME),
            new BatchNorm(),
            new Relu(),
            new Conv2d(64, 5, 2, Padding.SAME),
            new BatchNorm(),
            new Relu());
    Shape maps = Sequential.outputShape("image classifier", input, convolutions);
    List<Layer> dense =
        List.of(Reshape.to(maps.size()), new Dense(FEATURES), new BatchNorm(), new Relu());
    List<Layer> body = Stream.concat(convolutions.stream(), dense.stream()).toList();
    List<Layer> head = List.of(Dropout.of(0.5), new Dense(classes));
    return new ClassifierNetworks(
        new Sequential(input, body).initialize(INITIAL_DEVIATION, random),
        new Sequential(Shape.of(FEATURES), head).initialize(INITIAL_DEVIATION, random));
  }

  @Override
  public void close() {
    body.close();
    head.close();
  }
}
