package org.infogan;

import java.util.ArrayList;
import java.util.List;
import org.infogan.data.Distortion;
import org.infogan.latent.CategoricalCode;
import org.infogan.latent.LatentCode;
import org.infogan.latent.LatentSpec;
import org.infogan.losses.CategoricalCrossEntropy;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What Q says of an image against what it says of the image's distorted copy, with the first taken
 * as a constant: the cross-entropy of each categorical code ({@link Stabilizers.Consistency}), and
 * how far each continuous code that is to follow the distortion does so ({@link
 * Stabilizers.Equivariance}). First {@link #remember}, then {@link #valueAndGradient}.
 */
final class QConsistency implements AutoCloseable {

  /** One code: its rows in Q's output, and what is wanted of them. */
  private sealed interface Part {

    /** [rows, B] */
    INDArray target();

    int firstRow();

    default INDArray rowsOf(INDArray posterior) {
      int rows = (int) target().size(0);
      return posterior.get(
          NDArrayIndex.interval(firstRow(), firstRow() + rows), NDArrayIndex.all());
    }

    /** Keeps what Q says of the first view. */
    void remember(INDArray parameters);

    /** The value times its weight; writes its gradient. */
    double valueAndGradient(
        INDArray parameters, List<Distortion> distortions, INDArray dparameters);
  }

  /** −Σₖ pₖ·ln qₖ, p the softmax of the first view. */
  private record Agreement(int firstRow, double weight, INDArray target) implements Part {

    @Override
    public void remember(INDArray parameters) {
      target.assign(parameters);
      target.subi(target.max(true, 0));
      Transforms.exp(target, false);
      target.divi(target.sum(true, 0));
    }

    @Override
    public double valueAndGradient(
        INDArray parameters, List<Distortion> distortions, INDArray dparameters) {
      double value =
          new CategoricalCrossEntropy((int) target.size(0))
              .negativeLogLikelihood(parameters, target, dparameters);
      dparameters.muli(weight);
      return weight * value;
    }
  }

  /** ½·(μ′ − μ − δ/unit)², μ the mean of the first view. */
  private record Following(int firstRow, Stabilizers.Equivariance wanted, INDArray target)
      implements Part {

    @Override
    public void remember(INDArray parameters) {
      target.assign(parameters);
    }

    @Override
    public double valueAndGradient(
        INDArray parameters, List<Distortion> distortions, INDArray dparameters) {
      int batch = distortions.size();
      double squares = 0;
      for (int b = 0; b < batch; b++) {
        double moved = distortions.get(b).along(wanted.factor()) / wanted.unit();
        double error = parameters.getDouble(0, b) - target.getDouble(0, b) - moved;
        squares += error * error;
        dparameters.putScalar(0, b, wanted.weight() * error / batch);
      }
      return wanted.weight() * squares / (2 * batch);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  QConsistency(Stabilizers.Consistency wanted, LatentSpec latent, int batch, DataType type) {
    int firstRow = 0;
    for (LatentCode code : latent.codes()) {
      if (wanted.weight() > 0 && code instanceof CategoricalCode categorical) {
        INDArray target = Nd4j.create(type, categorical.categories(), batch);
        parts.add(new Agreement(firstRow, wanted.weight(), target));
      }
      for (Stabilizers.Equivariance equivariance : wanted.equivariances()) {
        if (equivariance.code().equals(code.name())) {
          parts.add(new Following(firstRow, equivariance, Nd4j.create(type, 1, batch)));
        }
      }
      firstRow += code.likelihood().parameterRows();
    }
  }

  /** Whether there is anything to do. */
  boolean isWanted() {
    return !parts.isEmpty();
  }

  /**
   * Keeps what Q says of the first view.
   *
   * @param posterior Q's output [P, B]. Not modified.
   */
  void remember(INDArray posterior) {
    parts.forEach(part -> part.remember(part.rowsOf(posterior)));
  }

  /**
   * The weighted sum on the second view.
   *
   * @param posterior Q's output [P, B]. Not modified.
   * @param distortions of the second view's images. Not modified.
   * @param dposterior the gradient; 0 for codes that nothing is asked of. Modified.
   * @return the value: nats, and squares of continuous codes
   */
  double valueAndGradient(INDArray posterior, List<Distortion> distortions, INDArray dposterior) {
    dposterior.assign(0);
    double sum = 0;
    for (Part part : parts) {
      sum += part.valueAndGradient(part.rowsOf(posterior), distortions, part.rowsOf(dposterior));
    }
    return sum;
  }

  @Override
  public void close() {
    parts.forEach(part -> part.target().close());
  }
}
