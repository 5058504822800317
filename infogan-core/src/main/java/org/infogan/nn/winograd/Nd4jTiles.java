package org.infogan.nn.winograd;

import java.util.ArrayList;
import java.util.List;
import org.infogan.backend.Gemm;
import org.infogan.backend.IdentityCache;
import org.infogan.backend.Views;
import org.infogan.backend.Views.Range;
import org.infogan.nn.PassContext;
import org.infogan.nn.conv.ConvGeometry;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The transform of maps of any type on any device: strided ND4J operations copy the elements of the
 * tiles from the map with its padding to the rows of a matrix, and L·X·Rᵀ of every tile X is the
 * product of the Kronecker product L⊗R with that matrix.
 */
final class Nd4jTiles implements TileTransform {

  /** Views of one element of every tile, in the padded map and in the matrix of elements. */
  private record Element(INDArray inMap, INDArray inMatrix) {}

  private final INDArray padded;

  /** The view of the padded map that holds the map. */
  private final INDArray interior;

  private final List<Element> elements = new ArrayList<>();
  private final INDArray elementRows;
  private final INDArray kronecker;
  private final Gemm toPoints = Gemm.ab();
  private final Gemm fromPoints = Gemm.atb();
  private final IdentityCache<INDArray> pointRows = new IdentityCache<>(Views::rows);
  private final boolean accumulated;

  private Nd4jTiles(
      PassContext context,
      INDArray padded,
      INDArray interior,
      INDArray elementRows,
      double[][] left,
      double[][] right,
      boolean accumulated) {
    this.padded = padded;
    this.interior = interior;
    this.elementRows = Views.rows(elementRows);
    this.accumulated = accumulated;
    kronecker = context.buffer((long) left.length * right.length, elementRows.size(0));
    for (int k = 0; k < kronecker.size(0); k++) {
      for (int e = 0; e < kronecker.size(1); e++) {
        double l = left[k / right.length][e / right[0].length];
        kronecker.putScalar(k, e, l * right[k % right.length][e % right[0].length]);
      }
    }
  }

  static Nd4jTiles ofInput(
      WinogradPlan plan, PassContext context, double[][] left, double[][] right) {
    ConvGeometry g = plan.geometry();
    int s = g.stride();
    int inputRows = left[0].length;
    int inputColumns = right[0].length;
    int ty = plan.rows().tiles();
    int tx = plan.columns().tiles();
    int stepRows = s * plan.rows().filter().outputs();
    int stepColumns = s * plan.columns().filter().outputs();
    int endRow = Math.max(g.padTop() + g.height(), stepRows * ty + s * inputRows);
    int endColumn = Math.max(g.padLeft() + g.width(), stepColumns * tx + s * inputColumns);
    INDArray padded = context.buffer(g.channels(), endRow, endColumn, plan.batch());
    INDArray interior =
        Views.of(
            padded,
            Views.ALL,
            Views.range(g.padTop(), g.height()),
            Views.range(g.padLeft(), g.width()),
            Views.ALL);
    INDArray elementRows =
        context.buffer(
            (long) inputRows * inputColumns, plan.phases(), g.channels(), ty, tx, plan.batch());
    Nd4jTiles tiles = new Nd4jTiles(context, padded, interior, elementRows, left, right, false);
    for (int e = 0; e < elementRows.size(0); e++) {
      for (int phase = 0; phase < plan.phases(); phase++) {
        Range rows = Views.range(s * (e / inputColumns) + phase / s, stepRows, ty);
        Range columns = Views.range(s * (e % inputColumns) + phase % s, stepColumns, tx);
        tiles.elements.add(
            new Element(
                Views.of(padded, Views.ALL, rows, columns, Views.ALL),
                Views.of(
                    elementRows,
                    Views.index(e),
                    Views.index(phase),
                    Views.ALL,
                    Views.ALL,
                    Views.ALL,
                    Views.ALL)));
      }
    }
    return tiles;
  }

  static Nd4jTiles ofOutput(
      WinogradPlan plan, PassContext context, double[][] left, double[][] right) {
    ConvGeometry g = plan.geometry();
    int rows = left[0].length;
    int columns = right[0].length;
    int ty = plan.rows().tiles();
    int tx = plan.columns().tiles();
    INDArray padded =
        context.buffer(g.filters(), (long) rows * ty, (long) columns * tx, plan.batch());
    INDArray interior =
        Views.of(
            padded,
            Views.ALL,
            Views.range(0, g.outHeight()),
            Views.range(0, g.outWidth()),
            Views.ALL);
    INDArray elementRows = context.buffer((long) rows * columns, g.filters(), ty, tx, plan.batch());
    Nd4jTiles tiles = new Nd4jTiles(context, padded, interior, elementRows, left, right, false);
    for (int e = 0; e < rows * columns; e++) {
      tiles.elements.add(
          new Element(
              Views.of(
                  padded,
                  Views.ALL,
                  Views.range(e / columns, rows, ty),
                  Views.range(e % columns, columns, tx),
                  Views.ALL),
              Views.of(elementRows, Views.index(e), Views.ALL, Views.ALL, Views.ALL, Views.ALL)));
    }
    return tiles;
  }

  static Nd4jTiles ofWeight(
      WinogradPlan plan, PassContext context, double[][] left, double[][] right) {
    ConvGeometry g = plan.geometry();
    int s = g.stride();
    int rows = left[0].length;
    int columns = right[0].length;
    INDArray padded =
        context.buffer(g.filters(), (long) s * rows, (long) s * columns, g.channels());
    INDArray interior =
        Views.of(
            padded, Views.ALL, Views.range(0, g.kernel()), Views.range(0, g.kernel()), Views.ALL);
    INDArray elementRows =
        context.buffer((long) rows * columns, g.filters(), plan.phases(), g.channels());
    Nd4jTiles tiles = new Nd4jTiles(context, padded, interior, elementRows, left, right, true);
    for (int e = 0; e < rows * columns; e++) {
      for (int phase = 0; phase < plan.phases(); phase++) {
        tiles.elements.add(
            new Element(
                Views.of(
                    padded,
                    Views.ALL,
                    Views.index(s * (e / columns) + phase / s),
                    Views.index(s * (e % columns) + phase % s),
                    Views.ALL),
                Views.of(elementRows, Views.index(e), Views.ALL, Views.index(phase), Views.ALL)));
      }
    }
    return tiles;
  }

  @Override
  public void toPoints(INDArray map, INDArray points) {
    padded.assign(0);
    interior.assign(map.reshape(interior.shape()));
    elements.forEach(element -> element.inMatrix.assign(element.inMap));
    toPoints.run(kronecker, elementRows, pointRows.of(points));
  }

  @Override
  public void fromPoints(INDArray points, INDArray map) {
    fromPoints.run(kronecker, pointRows.of(points), elementRows);
    padded.assign(0);
    elements.forEach(element -> element.inMap.addi(element.inMatrix));
    if (accumulated) {
      map.addi(interior.reshape(map.shape()));
    } else {
      map.assign(interior);
    }
  }
}
