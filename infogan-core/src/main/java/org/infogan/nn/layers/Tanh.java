package org.infogan.nn.layers;

import org.infogan.backend.ElementwiseFunction;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Hyperbolic tangent, onto (−1, 1): y' = 1 − y². Shapes: any. */
public record Tanh() implements Layer {

  static final ElementwiseFunction FUNCTION =
      new ElementwiseFunction() {
        @Override
        public void apply(INDArray x, INDArray y) {
          Nd4j.getExecutioner().exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh(x, y));
        }

        @Override
        public void gradient(INDArray y, INDArray dy, INDArray dx) {
          y.mul(y, dx);
          dx.rsubi(1).muli(dy);
        }
      };

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new ActivationPass(FUNCTION, context);
  }
}
