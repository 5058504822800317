package org.infogan.eval.quality;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The Fréchet distance between two sets of features, each taken for a Gaussian:
 *
 * <pre>
 * d² = ‖m₁ − m₂‖² + Tr(C₁ + C₂ − 2·(C₁^½·C₂·C₁^½)^½)
 * </pre>
 *
 * <p>with m the mean and C the unbiased covariance (divisor N − 1) of a set. On the features of an
 * Inception network this is the FID; on those of an {@link ImageClassifier} it is comparable only
 * between measurements with that very classifier, and, since the estimate falls with N, with equal
 * numbers of images. In squared units of the features; 0 for equal sets.
 *
 * <p>All in double precision. With C₁ = V·Λ·Vᵀ, the matrix Λ^½·Vᵀ·C₂·V·Λ^½ has the eigenvalues of
 * C₁^½·C₂·C₁^½, is symmetric, and so needs no general matrix root: the trace of the root is the sum
 * of their roots. Features that never vary, and fewer images than features, make covariances
 * singular, which does no harm: what rounding leaves of an eigenvalue below 0 counts as 0.
 *
 * @see <a href="https://arxiv.org/abs/1706.08500">M. Heusel et al., GANs trained by a two
 *     time-scale update rule converge to a local Nash equilibrium, 2017</a>
 * @see <a href="https://doi.org/10.1016/0047-259X(82)90077-X">D. C. Dowson and B. V. Landau, The
 *     Fréchet distance between multivariate normal distributions, Journal of Multivariate Analysis
 *     12, 1982</a>
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * Measures d².
   *
   * @param real features [N, D], N at least 2. Not modified.
   * @param generated features [M, D], M at least 2. Not modified.
   * @return d², 0 or above
   * @throws IllegalArgumentException if there are fewer than 2 images in a set, rows differ in
   *     length, or a value is not finite
   */
  public static double between(float[][] real, float[][] generated) {
    int width = FeatureChecks.requirePair(real, generated, 2);
    double[] realMean = mean(real, width);
    double[] generatedMean = mean(generated, width);
    DMatrixRMaj realCovariance = covariance(real, realMean);
    DMatrixRMaj generatedCovariance = covariance(generated, generatedMean);
    double squared =
        CommonOps_DDRM.trace(realCovariance)
            + CommonOps_DDRM.trace(generatedCovariance)
            - 2 * traceOfRoot(realCovariance, generatedCovariance);
    for (int d = 0; d < width; d++) {
      squared += (realMean[d] - generatedMean[d]) * (realMean[d] - generatedMean[d]);
    }
    return Math.max(0, squared);
  }

  private static double[] mean(float[][] features, int width) {
    double[] mean = new double[width];
    for (float[] row : features) {
      for (int d = 0; d < width; d++) {
        mean[d] += row[d];
      }
    }
    for (int d = 0; d < width; d++) {
      mean[d] /= features.length;
    }
    return mean;
  }

  private static DMatrixRMaj covariance(float[][] features, double[] mean) {
    int width = mean.length;
    double[][] upper = new double[width][width];
    double[] centred = new double[width];
    for (float[] row : features) {
      for (int d = 0; d < width; d++) {
        centred[d] = row[d] - mean[d];
      }
      for (int d = 0; d < width; d++) {
        double value = centred[d];
        double[] sums = upper[d];
        for (int e = d; e < width; e++) {
          sums[e] += value * centred[e];
        }
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(width, width);
    for (int d = 0; d < width; d++) {
      for (int e = d; e < width; e++) {
        double value = upper[d][e] / (features.length - 1);
        covariance.set(d, e, value);
        covariance.set(e, d, value);
      }
    }
    return covariance;
  }

  /** Tr((A^½·B·A^½)^½) for symmetric A and B without negative eigenvalues. */
  private static double traceOfRoot(DMatrixRMaj a, DMatrixRMaj b) {
    int width = a.getNumRows();
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(a, true);
    // Column i is the eigenvector of λᵢ times √λᵢ: V·Λ^½.
    DMatrixRMaj scaled = new DMatrixRMaj(width, width);
    for (int i = 0; i < width; i++) {
      double root = Math.sqrt(Math.max(0, eigen.getEigenvalue(i).getReal()));
      DMatrixRMaj vector = eigen.getEigenVector(i);
      for (int d = 0; d < width; d++) {
        scaled.set(d, i, root * vector.get(d));
      }
    }
    DMatrixRMaj right = new DMatrixRMaj(width, width);
    DMatrixRMaj product = new DMatrixRMaj(width, width);
    CommonOps_DDRM.mult(b, scaled, right);
    CommonOps_DDRM.multTransA(scaled, right, product);
    EigenDecomposition_F64<DMatrixRMaj> roots = decompose(product, false);
    double trace = 0;
    for (int i = 0; i < width; i++) {
      trace += Math.sqrt(Math.max(0, roots.getEigenvalue(i).getReal()));
    }
    return trace;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(
      DMatrixRMaj symmetric, boolean vectors) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(symmetric.getNumRows(), vectors, true);
    if (!eigen.decompose(symmetric.copy())) {
      throw new ArithmeticException(
          "Fréchet distance: expected eigenvalues of a covariance of "
              + symmetric.getNumRows()
              + " features, found no convergence");
    }
    return eigen;
  }
}
