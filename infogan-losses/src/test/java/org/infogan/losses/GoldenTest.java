package org.infogan.losses;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.infogan.losses.MutualInformationLowerBound.Term;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and gradients agree with PyTorch's and SciPy's; src/test/python has the exporter. */
class GoldenTest {
  private static GoldenFile golden;

  @BeforeAll
  static void read() throws IOException {
    golden = new GoldenFile("/golden/losses.csv");
  }

  @ParameterizedTest
  @EnumSource
  void adversarialLosses(AdversarialLoss loss) {
    assertLogits(loss + ".real", (x, dx) -> loss.discriminatorOnReal(x[0], 1, dx[0]));
    assertLogits(loss + ".smoothed", (x, dx) -> loss.discriminatorOnReal(x[0], 0.9, dx[0]));
    assertLogits(loss + ".fake", (x, dx) -> loss.discriminatorOnFake(x[0], dx[0]));
    assertLogits(loss + ".generator", (x, dx) -> loss.generator(x[0], dx[0]));
  }

  @ParameterizedTest
  @MethodSource("likelihoods")
  void codeLikelihoods(String name, PosteriorLoss likelihood) {
    golden.assertAgrees(
        name,
        (in, out) -> likelihood.negativeLogLikelihood(in[0], in[1], out[0]),
        names("parameters"),
        "code");
  }

  static Stream<Arguments> likelihoods() {
    return Stream.of(
        Arguments.of("categorical.onehot", new CategoricalCrossEntropy(10)),
        Arguments.of("categorical.soft", new CategoricalCrossEntropy(4)),
        Arguments.of("bernoulli", new BernoulliCrossEntropy()),
        Arguments.of("gaussian.fixed", GaussianNegativeLogLikelihood.fixed(0.7)),
        Arguments.of("gaussian.learned", GaussianNegativeLogLikelihood.learned()),
        Arguments.of("gaussian.outside", GaussianNegativeLogLikelihood.learned()),
        Arguments.of("gaussian.kl", GaussianKlLoss.ofWidth(0.45)));
  }

  @Test
  void meanSquaredError() {
    golden.assertAgrees(
        "mse",
        (in, out) -> MeanSquaredError.valueAndGradient(in[0], in[1], out[0]),
        names("prediction"),
        "target");
  }

  @Test
  void gaussianKl() {
    golden.assertAgrees(
        "kl",
        (in, out) -> GaussianKl.valueAndGradient(in[0], in[1], in[2], in[3], out[0], out[1]),
        names("mu1", "logSigma1"),
        "mu2",
        "logSigma2");
  }

  @Test
  void gaussianKlOfSecond() {
    golden.assertAgrees(
        "kl.second",
        (in, out) ->
            GaussianKl.valueAndGradientOfSecond(in[2], in[3], in[0], in[1], out[0], out[1]),
        names("mu2", "logSigma2"),
        "mu1",
        "logSigma1");
  }

  @Test
  void softmax() {
    double[][] logits = golden.tensor("softmax", "logits").toDoubleMatrix();
    double[][] expected = golden.tensor("softmax", "value").toDoubleMatrix();
    for (int i = 0; i < logits.length; i++) {
      double[] found = Softmax.of(logits[i]);
      for (int k = 0; k < found.length; k++) {
        GoldenFile.assertClose("softmax[%d, %d]".formatted(i, k), expected[i][k], found[k]);
      }
    }
  }

  @Test
  void priorEntropies() {
    assertEntropy("categorical10", PriorEntropy.categorical(10));
    assertEntropy("uniform", PriorEntropy.uniform(-1.5, 2.5));
    assertEntropy("gaussian", PriorEntropy.gaussian(0.3));
    assertEntropy("bernoulli", PriorEntropy.bernoulli(0.2));
  }

  @Test
  void mutualInformationLowerBound() {
    MutualInformationLowerBound bound =
        new MutualInformationLowerBound(
            List.of(
                new Term("a", new CategoricalCrossEntropy(10), PriorEntropy.categorical(10), 1),
                new Term(
                    "b", GaussianNegativeLogLikelihood.learned(), PriorEntropy.uniform(-1, 1), 0.1),
                new Term(
                    "c", GaussianNegativeLogLikelihood.fixed(0.8), PriorEntropy.gaussian(0.6), 0.5),
                new Term("d", new BernoulliCrossEntropy(), PriorEntropy.bernoulli(0.5), 2)));
    golden.assertAgrees(
        "bound",
        (in, out) -> {
          double[] perCode = bound.valueAndGradient(in[0], in[1], out[0]);
          for (int i = 0; i < perCode.length; i++) {
            double expected = golden.tensor("bound", "perCode").getDouble(0, i);
            GoldenFile.assertClose("bound of code " + i, expected, perCode[i]);
          }
          return -bound.weightedSum(perCode);
        },
        names("posterior"),
        "codes");
  }

  private static void assertLogits(String name, Loss loss) {
    golden.assertAgrees(name, loss, names("logits"));
  }

  private static void assertEntropy(String name, double found) {
    GoldenFile.assertClose(name, golden.value("entropy", name), found);
  }

  private static String[] names(String... names) {
    return names;
  }
}
