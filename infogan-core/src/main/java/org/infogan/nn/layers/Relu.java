package org.infogan.nn.layers;

import org.infogan.backend.LeakyRectifier;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;

/** Rectified linear unit: y = max(x, 0); its derivative at 0 is taken as 0. Shapes: any. */
public record Relu() implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new ActivationPass(new LeakyRectifier(0), context);
  }
}
