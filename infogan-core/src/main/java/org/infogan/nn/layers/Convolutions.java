package org.infogan.nn.layers;

import java.util.Optional;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvGeometry;
import org.infogan.nn.conv.Convolution;
import org.infogan.nn.conv.DirectConvolution;
import org.infogan.nn.winograd.WinogradConvolution;
import org.infogan.nn.winograd.WinogradPlan;

/** Chooses between the two ways to compute a convolution. */
final class Convolutions {

  private Convolutions() {}

  /**
   * The fastest way to compute a convolution's products.
   *
   * @param g the sizes of the convolution
   * @param kind which of the products is the forward pass
   * @param context holds the weight and its gradient, and makes the buffers
   * @return the convolution
   */
  static Convolution of(ConvGeometry g, Convolution.Kind kind, PassContext context) {
    Optional<WinogradPlan> plan = WinogradPlan.thatPays(g, context.batch());
    return plan.isPresent()
        ? new WinogradConvolution(plan.get(), kind, context)
        : new DirectConvolution(g, kind, context);
  }

  /** Which way {@link #of} takes: "direct", or Winograd's tiles, such as "F(4x4, 2x2)". */
  static String algorithm(ConvGeometry g, int batch) {
    return WinogradPlan.thatPays(g, batch).map(WinogradPlan::toString).orElse("direct");
  }
}
