package org.infogan.nn;

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
