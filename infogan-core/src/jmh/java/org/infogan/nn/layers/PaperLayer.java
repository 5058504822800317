package org.infogan.nn.layers;

import org.infogan.nn.Layer;
import org.infogan.nn.Padding;
import org.infogan.nn.Shape;

/**
 * The layers whose passes cost a step of {@code paper-mnist} (M) and {@code paper-svhn} (S) its
 * time, with their input shapes: of the generator (G), and of the trunk of D and Q (D).
 */
@SuppressWarnings("ImmutableEnumChecker") // layers and shapes are immutable records
public enum PaperLayer {
  M_G_DENSE_1(new Dense(1024), Shape.of(74)),
  M_G_DENSE_2(new Dense(6272), Shape.of(1024)),
  M_G_BATCH_NORM_2(new BatchNorm(), Shape.of(6272)),
  M_G_UPCONV_1(upconv(64), Shape.of(128, 7, 7)),
  M_G_BATCH_NORM_3(new BatchNorm(), Shape.of(64, 14, 14)),
  M_G_UPCONV_2(upconv(1), Shape.of(64, 14, 14)),
  M_D_CONV_1(conv(64), Shape.of(1, 28, 28)),
  M_D_LEAKY_RELU_1(new LeakyRelu(0.1), Shape.of(64, 14, 14)),
  M_D_CONV_2(conv(128), Shape.of(64, 14, 14)),
  M_D_BATCH_NORM_2(new BatchNorm(), Shape.of(128, 7, 7)),
  M_D_DENSE_3(new Dense(1024), Shape.of(6272)),
  S_G_DENSE_1(new Dense(1792), Shape.of(168)),
  S_G_UPCONV_1(upconv(256), Shape.of(448, 2, 2)),
  S_G_BATCH_NORM_2(new BatchNorm(), Shape.of(256, 4, 4)),
  S_G_UPCONV_2(upconv(128), Shape.of(256, 4, 4)),
  S_G_UPCONV_3(upconv(64), Shape.of(128, 8, 8)),
  S_G_UPCONV_4(upconv(3), Shape.of(64, 16, 16)),
  S_D_CONV_1(conv(64), Shape.of(3, 32, 32)),
  S_D_LEAKY_RELU_1(new LeakyRelu(0.1), Shape.of(64, 16, 16)),
  S_D_CONV_2(conv(128), Shape.of(64, 16, 16)),
  S_D_BATCH_NORM_2(new BatchNorm(), Shape.of(128, 8, 8)),
  S_D_CONV_3(conv(256), Shape.of(128, 8, 8));

  private final Layer layer;
  private final Shape input;

  PaperLayer(Layer layer, Shape input) {
    this.layer = layer;
    this.input = input;
  }

  Layer layer() {
    return layer;
  }

  Shape input() {
    return input;
  }

  private static Layer conv(int filters) {
    return new Conv2d(filters, 4, 2, Padding.of(1));
  }

  private static Layer upconv(int filters) {
    return new ConvTranspose2d(filters, 4, 2, Padding.of(1));
  }
}
