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
  private final Gather columns;
  private final Gemm columnProduct = Gemm.atb();
  private final Prepared<INDArray> rows = new Prepared<>(Views::rows);

  /** Whether there are pixels that no kernel tap reaches, and so no phase writes. */
  private final boolean leavesGaps;

  private final List<PhaseProduct> phases = new ArrayList<>();

  /**
   * Plans the products.
   *
   * @param g the index arithmetic of the convolution whose transpose this is
   * @param context holds the "weight" tensor, [F, C, K, K], and makes the buffers
   */
  AdjointCorrelation(ConvGeometry g, PassContext context) {
    weight = Views.rows(context.parameter("weight"));
    leavesGaps = g.kernel() < g.stride();
    if (g.channels() <= FEW_CHANNELS) {
      columns =
          new Gather(
              context,
              g.channels(),
              g.taps(g.padTop()),
              g.taps(g.padLeft()),
              g.outHeight(),
              g.outWidth());
    } else {
      columns = null;
      for (ConvGeometry.Phase rows : g.phases(g.padTop(), g.height())) {
        for (ConvGeometry.Phase cols : g.phases(g.padLeft(), g.width())) {
          phases.add(new PhaseProduct(g, rows, cols, context));
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
    if (columns != null) {
      columnProduct.run(weight, rows.of(y), columns.matrix());
      x.assign(0);
      columns.scatterAdd(x);
    } else {
      if (leavesGaps) {
        x.assign(0);
      }
      phases.forEach(phase -> phase.apply(y, x));
    }
  }

  /** The pixels of one row phase and one column phase. */
  private static final class PhaseProduct {
    private final ConvGeometry.Phase rows;
    private final ConvGeometry.Phase cols;
    private final int stride;
    private final INDArray taps;
    private final INDArray kernel;
    private final INDArray kernelMatrix;
    private final Gather gather;
    private final INDArray pixels;
    private final INDArray pixelRows;
    private final Gemm product = Gemm.ab();
    private final Prepared<INDArray> place = new Prepared<>(this::placeIn);

    PhaseProduct(
        ConvGeometry g, ConvGeometry.Phase rows, ConvGeometry.Phase cols, PassContext context) {
      this.rows = rows;
      this.cols = cols;
      stride = g.stride();
      INDArray weight = context.parameter("weight");
      taps =
          Views.of(weight, Views.ALL, Views.ALL, everyTap(rows), everyTap(cols))
              .permute(1, 0, 2, 3);
      kernel = context.buffer(taps.shape());
      kernelMatrix = Views.rows(kernel);
      gather =
          new Gather(context, g.filters(), rows.taps(), cols.taps(), rows.pixels(), cols.pixels());
      pixels = context.buffer(g.channels(), rows.pixels(), cols.pixels(), context.batch());
      pixelRows = Views.rows(pixels);
    }

    void apply(INDArray y, INDArray x) {
      kernel.assign(taps);
      product.run(kernelMatrix, gather.gather(y), pixelRows);
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
