package org.infogan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphTest {

  private static float[][] random(int n, int d, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] vectors = new float[n][d];
    for (float[] row : vectors) {
      for (int j = 0; j < d; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int j = 0; j < a.length; j++) {
      product += a[j] * (double) b[j];
      squaresA += a[j] * (double) a[j];
      squaresB += b[j] * (double) b[j];
    }
    return product / Math.sqrt(squaresA * squaresB);
  }

  /** More than one block, the last of them not full. */
  @Test
  void findsTheNearestByTheAngle() {
    float[][] vectors = random(300, 5, 1);
    NeighborGraph graph = NeighborGraph.nearest(vectors, 4);
    for (int i = 0; i < vectors.length; i++) {
      int self = i;
      int[] sorted =
          IntStream.range(0, vectors.length)
              .filter(j -> j != self)
              .boxed()
              .sorted(
                  (a, b) ->
                      Double.compare(
                          cosine(vectors[self], vectors[b]), cosine(vectors[self], vectors[a])))
              .mapToInt(Integer::intValue)
              .limit(4)
              .toArray();
      assertThat(graph.neighbors()[i]).containsExactly(sorted);
      assertThat((double) graph.cosines()[i][0])
          .isCloseTo(cosine(vectors[i], vectors[sorted[0]]), within(1e-5));
    }
  }

  @Test
  void equallyNearOnesComeInTheirOrderAndNoMoreThanThereAre() {
    float[][] same = {{1, 0}, {1, 0}, {1, 0}};
    NeighborGraph graph = NeighborGraph.nearest(same, 7);
    assertThat(graph.neighbors()).isDeepEqualTo(new int[][] {{1, 2}, {0, 2}, {0, 1}});
    assertThatThrownBy(() -> NeighborGraph.nearest(new float[][] {{1}}, 1))
        .hasMessageContaining("at least 2");
  }

  @Test
  void nothingIsSpreadWithAShareOfZero() {
    HalfMoons moons = new HalfMoons(50, 0.05, 2);
    double[][] own = new double[50][2];
    for (int i = 0; i < 50; i++) {
      own[i][0] = i / 50.0;
      own[i][1] = 1 - own[i][0];
    }
    NeighborGraph graph = NeighborGraph.nearest(moons.points, 5);
    assertThat(LabelSpreading.spread(graph, own, 0, 0)).isDeepEqualTo(own);
  }

  /** A straight line cuts both moons; the graph follows their shape. */
  @Test
  void spreadAnswersFollowTheShapeThatOwnAnswersCut() {
    HalfMoons moons = new HalfMoons(600, 0.05, 3);
    double[][] own = new double[600][2];
    for (int i = 0; i < 600; i++) {
      double above = moons.points[i][1] / moons.points[i][2] * 2;
      own[i][0] = 1 / (1 + Math.exp(-6 * above));
      own[i][1] = 1 - own[i][0];
    }
    double[][] spread =
        LabelSpreading.spread(NeighborGraph.nearest(moons.points, 10), own, 0.95, 0);
    assertThat(moons.accuracy(spread)).isGreaterThan(moons.accuracy(own) + 0.02);
    for (double[] row : spread) {
      assertThat(row[0] + row[1]).isCloseTo(1, within(1e-6));
    }
  }

  /**
   * All other points know nothing: what they answer comes from the known ones, which keep theirs.
   */
  @Test
  void fewKnownAnswersSpreadAlongTheirMoons() {
    HalfMoons moons = new HalfMoons(400, 0.04, 5);
    int known = 12;
    double[][] own = new double[400][];
    for (int i = 0; i < 400; i++) {
      double first = i < 400 - known ? 0.5 : 1 - moons.moons[i];
      own[i] = new double[] {first, 1 - first};
    }
    NeighborGraph graph = NeighborGraph.nearest(moons.points, 8);
    double[][] spread = LabelSpreading.spread(graph, own, 0.99, known);
    assertThat(moons.accuracy(spread)).isGreaterThan(0.95);
    for (int i = 400 - known; i < 400; i++) {
      assertThat(spread[i]).isEqualTo(own[i]).isNotSameAs(own[i]);
    }
    double[][] forgotten = LabelSpreading.spread(graph, own, 0.99, 0);
    assertThat(forgotten[399][moons.moons[399]]).isLessThan(0.9);
  }

  /** Two clusters as good as apart: the second eigenvector says which. */
  @Test
  void embeddingSeparatesMoonsThatNoLineSeparates() {
    HalfMoons moons = new HalfMoons(600, 0.05, 4);
    float[][] embedded = SpectralEmbedding.of(NeighborGraph.nearest(moons.points, 10), 2, 1);
    assertThat(moons.accuracy(BalancedKMeans.cluster(embedded, 2, 1))).isGreaterThan(0.97);
    assertThat(moons.accuracy(BalancedKMeans.cluster(moons.points, 2, 1))).isLessThan(0.95);
    for (float[] row : embedded) {
      assertThat(Math.hypot(row[0], row[1])).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void scalesToTheGivenShares() {
    double[][] values = new double[200][3];
    SplittableRandom random = new SplittableRandom(6);
    for (double[] row : values) {
      for (int k = 0; k < 3; k++) {
        row[k] = random.nextDouble() * (k + 1);
      }
    }
    new SinkhornScaling(new double[] {0.5, 0.3, 0.2}).apply(values, 60);
    double[] shares = new double[3];
    for (double[] row : values) {
      assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-9));
      for (int k = 0; k < 3; k++) {
        shares[k] += row[k] / 200;
      }
    }
    assertThat(shares).containsExactly(new double[] {0.5, 0.3, 0.2}, within(1e-4));
  }

  /** Three tight groups of 20, 20 and 80 points: equal sizes divide the large one. */
  @Test
  void clustersHaveEqualSizes() {
    float[][] points = random(120, 2, 8);
    for (int i = 0; i < 120; i++) {
      for (int j = 0; j < 2; j++) {
        points[i][j] = 0.03f * points[i][j] + (i < 20 ? j : i < 40 ? -j : 1 - j);
      }
    }
    double[][] assignments = BalancedKMeans.cluster(points, 3, 1);
    double[] sizes = new double[3];
    for (double[] row : assignments) {
      for (int k = 0; k < 3; k++) {
        sizes[k] += row[k];
      }
    }
    assertThat(sizes).containsExactly(new double[] {40, 40, 40}, within(0.5));
  }
}
