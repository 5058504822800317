package org.infogan.nn;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transpose of {@link Correlation}: the gradient of a convolution with respect to its input,
 * and the forward pass of a transposed convolution. Takes y [F, H', W', B] to x [C, H, W, B].
 *
 * <p>Two ways, chosen by the number of channels:
 *
 * <ul>
 *   <li>Phase by phase ({@link ConvGeometry.Phase}): gather the outputs that a phase's pixels take
 *       from, one product with the phase's sub-pixel kernel, one strided copy into place. No two
 *       products meet in a pixel, so nothing has to be added up.
 *   <li>For few channels the first product would have next to no rows, which BLAS handles badly.
 *       Then X = Wᵀ·y in one product, and its small columns are added to their pixels.
 * </ul>
 */
final class AdjointCorrelation {

  /** Up to here adding K² slices of the map costs less than products with so few rows. */
  private static final int FEW_CHANNELS = 4;

  private final INDArray weight;

  /** Empty where the work is done phase by phase. */
  private final List<Band> columns = new ArrayList<>();

  /** Whether there are pixels that no kernel tap reaches, and so no phase writes. */
  private final boolean leavesGaps;

  private final List<PhaseProduct> phases = new ArrayList<>();

  /** A stretch of the product's rows with its columns. */
  private record Band(Gather gather, Gemm product) {}

  /**
   * Plans the products.
   *
   * @param g the index arithmetic of the convolution whose transpose this is
   * @param context holds the "weight" tensor, [F, C, K, K], and makes the buffers
   */
  AdjointCorrelation(ConvGeometry g, PassContext context) {
    this(g, context, Gather.MOST_VALUES);
  }

  /** With the size of the buffers in hand. */
  AdjointCorrelation(ConvGeometry g, PassContext context, int mostValues) {
    weight = Views.rows(context.parameter("weight"));
    leavesGaps = g.kernel() < g.stride();
    if (g.channels() <= FEW_CHANNELS) {
      Gather.bands(
              context,
              g.channels(),
              g.taps(g.padTop()),
              g.taps(g.padLeft()),
              g.outHeight(),
              g.outWidth(),
              mostValues)
          .forEach(gather -> columns.add(new Band(gather, Gemm.atb())));
    } else {
      for (ConvGeometry.Phase rows : g.phases(g.padTop(), g.height())) {
        for (ConvGeometry.Phase cols : g.phases(g.padLeft(), g.width())) {
          phases.add(new PhaseProduct(g, rows, cols, context, mostValues));
        }
      }
    }
  }

  /**
   * Computes x.
   *
   * @param y [F, H', W', B]. Not modified.
   * @param x [C, H, W, B]. Modified.
   */
  void apply(INDArray y, INDArray x) {
    if (leavesGaps || !columns.isEmpty()) {
      x.assign(0);
    }
    for (Band band : columns) {
      band.product.run(weight, band.gather.rowsOf(y), band.gather.matrix());
      band.gather.scatterAdd(x);
    }
    phases.forEach(phase -> phase.apply(y, x));
  }

  /** The pixels of one row phase and one column phase. */
  private static final class PhaseProduct {
    private final ConvGeometry.Phase rows;
    private final ConvGeometry.Phase cols;
    private final int stride;
    private final INDArray taps;
    private final INDArray kernel;
    private final INDArray kernelMatrix;
    private final List<Band> bands = new ArrayList<>();
    private final INDArray pixels;
    private final Prepared<INDArray> place = new Prepared<>(this::placeIn);

    PhaseProduct(
        ConvGeometry g,
        ConvGeometry.Phase rows,
        ConvGeometry.Phase cols,
        PassContext context,
        int mostValues) {
      this.rows = rows;
      this.cols = cols;
      stride = g.stride();
      INDArray weight = context.parameter("weight");
      taps =
          Views.of(weight, Views.ALL, Views.ALL, everyTap(rows), everyTap(cols))
              .permute(1, 0, 2, 3);
      kernel = context.buffer(taps.shape());
      kernelMatrix = Views.rows(kernel);
      Gather.bands(
              context,
              g.filters(),
              rows.taps(),
              cols.taps(),
              rows.pixels(),
              cols.pixels(),
              mostValues)
          .forEach(gather -> bands.add(new Band(gather, Gemm.ab())));
      pixels = context.buffer(g.channels(), rows.pixels(), cols.pixels(), context.batch());
    }

    void apply(INDArray y, INDArray x) {
      kernel.assign(taps);
      for (Band band : bands) {
        band.product.run(kernelMatrix, band.gather.gather(y), band.gather.rowsOf(pixels));
      }
      place.of(x).assign(pixels);
    }

    private Views.Range everyTap(ConvGeometry.Phase phase) {
      return Views.every(phase.firstTap(), stride, phase.taps().size());
    }

    private INDArray placeIn(INDArray x) {
      return Views.of(
          x,
          Views.ALL,
          Views.every(rows.firstPixel(), stride, rows.pixels()),
          Views.every(cols.firstPixel(), stride, cols.pixels()),
          Views.ALL);
    }
  }
}
