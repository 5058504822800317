package org.infogan.nn;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A stretch of a map as a sum of products. The largest comes first, and overwrites the stretch if
 * it has a share in all of its numbers; otherwise the stretch is set to zero before.
 */
final class TermSum {

  private final List<TermProduct> products;

  /** What of the map to set to zero; null if nothing. */
  private final IdentityCache<INDArray> cleared;

  /**
   * Makes the products.
   *
   * @param terms what is added up, in any order
   * @param covers whether a term has a share in every number of the stretch
   * @param gemm makes one product that overwrites
   * @param weight [F, K·K·C]
   * @param stretch views the stretch in the map as a matrix
   */
  TermSum(
      Stream<ConvTerm> terms,
      Predicate<ConvTerm> covers,
      Supplier<Gemm> gemm,
      INDArray weight,
      Function<INDArray, INDArray> stretch) {
    List<ConvTerm> sorted =
        terms.sorted(Comparator.comparingInt(ConvTerm::size).reversed()).toList();
    boolean covered = sorted.stream().limit(1).anyMatch(covers);
    cleared = covered ? null : new IdentityCache<>(stretch);
    products =
        IntStream.range(0, sorted.size())
            .mapToObj(
                i -> {
                  Gemm product = covered && i == 0 ? gemm.get() : gemm.get().adding();
                  return new TermProduct(sorted.get(i), product, weight);
                })
            .toList();
  }

  /** Sets the stretch to zero, if need be, and gives what to run on it. */
  List<TermProduct> productsFor(INDArray map) {
    if (cleared != null) {
      HostMemory.clearRows(cleared.of(map));
    }
    return products;
  }
}
