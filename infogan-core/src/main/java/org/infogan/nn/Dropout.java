package org.infogan.nn;

import java.util.random.RandomGenerator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inverted dropout: in training each value is zeroed with probability {@code rate}, the others are
 * divided by 1 − rate; otherwise the identity. With {@code channels}, whole channels of an example
 * are zeroed together.
 *
 * <p>Shapes: any; with channels, [C, H, W, B].
 *
 * @param rate the probability of dropping, in [0, 1)
 * @param channels whether whole channels are dropped
 */
public record Dropout(double rate, boolean channels) implements Layer {

  /** Checks the range. */
  public Dropout {
    Require.inRange("dropout: rate", 0, Math.nextDown(1.0), rate);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (channels) {
      Require.rank("dropout of channels", 3, input);
    }
    return input;
  }

  @Override
  public Pass newPass(PassContext context) {
    return new DropoutPass(context);
  }

  private final class DropoutPass implements LayerPass {
    private final int batch;
    private final int drawsPerExample;
    private final float[] mask;
    private final INDArray maskArray;
    private final INDArray y;
    private final INDArray dx;
    private boolean dropping;

    DropoutPass(PassContext context) {
      long[] shape = context.inputShape().withBatch(context.batch());
      batch = context.batch();
      drawsPerExample = channels ? context.inputShape().get(0) : context.inputShape().size();
      mask = new float[context.inputShape().size() * batch];
      maskArray = context.buffer(shape);
      y = context.buffer(shape);
      dx = context.backwardBuffer(shape);
    }

    @Override
    public INDArray forward(INDArray x, Mode mode, RandomGenerator random) {
      dropping = mode.dropout();
      if (!dropping) {
        return x;
      }
      drawMask(random);
      return x.mul(maskArray, y);
    }

    /** One draw per value or channel and example, repeated over the pixels it stands for. */
    private void drawMask(RandomGenerator random) {
      float kept = (float) (1 / (1 - rate));
      int repeats = mask.length / (drawsPerExample * batch);
      for (int d = 0; d < drawsPerExample; d++) {
        int start = d * repeats * batch;
        for (int b = 0; b < batch; b++) {
          mask[start + b] = random.nextDouble() < rate ? 0 : kept;
        }
        for (int r = 1; r < repeats; r++) {
          System.arraycopy(mask, start, mask, start + r * batch, batch);
        }
      }
      HostMemory.write(mask, maskArray);
    }

    @Override
    public INDArray backward(INDArray dy, WithRespectTo wanted) {
      if (!wanted.input()) {
        return null;
      }
      return dropping ? dy.mul(maskArray, dx) : dy;
    }
  }
}
