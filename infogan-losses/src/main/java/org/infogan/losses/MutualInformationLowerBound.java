package org.infogan.losses;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The variational lower bound on the mutual information between latent codes and generated images:
 * for each code L_I,i = H(c_i) - NLL_i ≤ I(c_i; x), where NLL_i = -E[ln Q(c_i|x)].
 *
 * <p>The prior's entropy H(c_i) is included, so a Cat(10) code that Q always finds reaches ln 10 =
 * 2.303. The bound of all codes together is the sum over codes, as in openai/InfoGAN; tf-gan's
 * mutual_information_penalty is the mean of the NLL_i instead.
 *
 * @see <a href="https://arxiv.org/abs/1606.03657">Chen et al. 2016, InfoGAN, equation 5 and lemma
 *     5.1</a>
 */
public final class MutualInformationLowerBound {

  /**
   * One latent code's share in the bound.
   *
   * @param code name of the code, for messages and logs
   * @param likelihood family of its posterior
   * @param priorEntropy H(c_i) in nats, finite; see {@link PriorEntropy}
   * @param lambda weight of the code in the objective, finite and at least 0
   */
  public record Term(String code, PosteriorLoss likelihood, double priorEntropy, double lambda) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if priorEntropy is not finite, or lambda not finite and at
     *     least 0
     */
    public Term {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(likelihood, "likelihood");
      Checks.finite("priorEntropy of " + code, priorEntropy);
      Checks.finiteNotNegative("lambda of " + code, lambda);
    }
  }

  private final List<Term> terms;
  private final int posteriorRows;
  private final int codeRows;

  /**
   * Puts the codes' terms together.
   *
   * @param terms one term per code, in the order of their rows in Q's output and in the codes. Not
   *     modified.
   * @throws IllegalArgumentException if there is no term
   */
  public MutualInformationLowerBound(List<Term> terms) {
    this.terms = List.copyOf(terms);
    Checks.atLeast("terms", 1, this.terms.size());
    posteriorRows = this.terms.stream().mapToInt(term -> term.likelihood().parameterRows()).sum();
    codeRows = this.terms.stream().mapToInt(term -> term.likelihood().codeRows()).sum();
  }

  /**
   * L_I,i per code, with the gradient of -sum_i lambda_i L_I,i, the term of the objective that is
   * <em>minimised</em>.
   *
   * <p>Shapes: posterior and dposterior [P, B], where P is the sum of the terms' parameter rows;
   * codes [C, B], where C is the sum of their code rows. The terms' rows follow each other in the
   * order of the terms. The mean is taken over the batch; codes are not summed. Units: nats, not
   * weighted by lambda.
   *
   * @param posterior Q's whole output. Not modified.
   * @param codes the codes that the images were generated from. Not modified.
   * @param dposterior derivative of -sum_i lambda_i L_I,i with respect to posterior. Modified.
   * @return L_I,i of each term, in their order
   * @throws IllegalArgumentException if a shape or type differs, or a code lies outside its domain
   */
  public double[] valueAndGradient(INDArray posterior, INDArray codes, INDArray dposterior) {
    HostMatrix q = HostMatrix.of("posterior", posterior, posteriorRows);
    HostMatrix c = HostMatrix.of("codes", codes, codeRows, q.batch());
    HostMatrix dq = HostMatrix.of("dposterior", dposterior, posteriorRows, q.batch());
    double[] bounds = new double[terms.size()];
    int firstParameter = 0;
    int firstCode = 0;
    for (int i = 0; i < bounds.length; i++) {
      Term term = terms.get(i);
      int parameterRows = term.likelihood().parameterRows();
      HostMatrix parameters = q.slice(firstParameter, parameterRows);
      HostMatrix code = c.slice(firstCode, term.likelihood().codeRows());
      HostMatrix dparameters = dq.slice(firstParameter, parameterRows);
      // H(c) is constant, so the gradient of -lambda L_I is that of +lambda NLL.
      bounds[i] = term.priorEntropy() - negativeLogLikelihood(term, parameters, code, dparameters);
      firstParameter += parameterRows;
      firstCode += term.likelihood().codeRows();
    }
    return bounds;
  }

  private static double negativeLogLikelihood(
      Term term, HostMatrix parameters, HostMatrix code, HostMatrix dparameters) {
    try {
      return mean(term.likelihood(), parameters, code, dparameters, term.lambda());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(term.code() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The mean of a posterior's loss over the batch. The derivative is that of {@code weight} times
   * the mean.
   */
  static double mean(
      PosteriorLoss loss,
      HostMatrix parameters,
      HostMatrix code,
      HostMatrix dparameters,
      double weight) {
    double[] p = new double[parameters.rows()];
    double[] c = new double[code.rows()];
    double[] dp = new double[parameters.rows()];
    int batch = parameters.batch();
    double sum = 0;
    for (int b = 0; b < batch; b++) {
      parameters.read(b, p);
      code.read(b, c);
      sum += loss.negativeLogLikelihood(p, c, dp);
      dparameters.write(b, dp, weight / batch);
    }
    return sum / batch;
  }

  /**
   * sum_i lambda_i L_I,i, the value whose negative {@link #valueAndGradient} differentiates.
   *
   * <p>Shapes: one value per term. Units: nats.
   *
   * @param bounds L_I,i of each term, as {@link #valueAndGradient} returns them. Not modified.
   * @return the weighted sum
   * @throws IllegalArgumentException if the number of values is not that of the terms
   */
  public double weightedSum(double[] bounds) {
    Checks.length("bounds", bounds, terms.size());
    double sum = 0;
    for (int i = 0; i < bounds.length; i++) {
      sum += terms.get(i).lambda() * bounds[i];
    }
    return sum;
  }

  /**
   * The terms, in the order of their rows.
   *
   * @return an immutable list
   */
  public List<Term> terms() {
    return terms;
  }

  /**
   * Number of rows of Q's output.
   *
   * @return P
   */
  public int posteriorRows() {
    return posteriorRows;
  }

  /**
   * Number of rows of the codes.
   *
   * @return C
   */
  public int codeRows() {
    return codeRows;
  }
}
