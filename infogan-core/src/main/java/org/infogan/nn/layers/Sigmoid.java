package org.infogan.nn.layers;

import org.infogan.backend.ElementwiseFunction;
import org.infogan.nn.Layer;
import org.infogan.nn.Pass;
import org.infogan.nn.PassContext;
import org.infogan.nn.Shape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Logistic function 1/(1 + e^−x), onto (0, 1): y' = y·(1 − y). Shapes: any. */
public record Sigmoid() implements Layer {

  private static final ElementwiseFunction FUNCTION =
      new ElementwiseFunction() {
        @Override
        public void apply(INDArray x, INDArray y) {
          Nd4j.getExecutioner()
              .exec(new org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid(x, y));
        }

        @Override
        public void gradient(INDArray y, INDArray dy, INDArray dx) {
          y.rsub(1, dx);
          dx.muli(y).muli(dy);
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
