package org.infogan;

import java.util.ArrayList;
import java.util.List;
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
 * The cross-entropy of Q between two views of the same images, summed over the categorical codes:
 * E[−Σₖ pₖ·ln qₖ], where p is Q's softmax on the first view, a constant, and q that on the second.
 * First {@link #remember}, then {@link #valueAndGradient}.
 */
final class QConsistency implements AutoCloseable {

  /** One categorical code: its rows in Q's output and the target. */
  private record Part(int firstRow, CategoricalCrossEntropy loss, INDArray target) {
    INDArray rowsOf(INDArray posterior) {
      return posterior.get(
          NDArrayIndex.interval(firstRow, firstRow + loss.categories()), NDArrayIndex.all());
    }
  }

  private final double weight;
  private final List<Part> parts = new ArrayList<>();

  QConsistency(double weight, LatentSpec latent, int batch, DataType type) {
    this.weight = weight;
    int firstRow = 0;
    for (LatentCode code : latent.codes()) {
      if (weight > 0 && code instanceof CategoricalCode categorical) {
        int categories = categorical.categories();
        INDArray target = Nd4j.create(type, categories, batch);
        parts.add(new Part(firstRow, new CategoricalCrossEntropy(categories), target));
      }
      firstRow += code.likelihood().parameterRows();
    }
  }

  /** Whether there is anything to do. */
  boolean isWanted() {
    return !parts.isEmpty();
  }

  /**
   * Keeps Q's softmax on the first view.
   *
   * @param posterior Q's output [P, B]. Not modified.
   */
  void remember(INDArray posterior) {
    for (Part part : parts) {
      part.target().assign(part.rowsOf(posterior));
      part.target().subi(part.target().max(true, 0));
      Transforms.exp(part.target(), false);
      part.target().divi(part.target().sum(true, 0));
    }
  }

  /**
   * The cross-entropy on the second view.
   *
   * @param posterior Q's output [P, B]. Not modified.
   * @param dposterior the gradient of weight times the value; 0 for codes that are not categorical.
   *     Modified.
   * @return the value in nats, not weighted
   */
  double valueAndGradient(INDArray posterior, INDArray dposterior) {
    dposterior.assign(0);
    double sum = 0;
    for (Part part : parts) {
      sum +=
          part.loss()
              .negativeLogLikelihood(
                  part.rowsOf(posterior), part.target(), part.rowsOf(dposterior));
    }
    dposterior.muli(weight);
    return sum;
  }

  @Override
  public void close() {
    parts.forEach(part -> part.target().close());
  }
}
