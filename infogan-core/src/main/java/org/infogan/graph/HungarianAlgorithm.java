package org.infogan.graph;

import java.util.Arrays;

/**
 * The assignment of each row to a column of its own that makes Σ cost[r][column(r)] least.
 *
 * <p>Rows join one by one. Each is led to a free column along the cheapest path of reduced costs
 * cost[r][c] − u[r] − v[c] ≥ 0, found as Dijkstra finds shortest paths, along which the earlier
 * rows give up their columns for others; the potentials u and v are then raised so that all reduced
 * costs stay at 0 or above and are 0 wherever assigned. O(R²·C) for R rows and C ≥ R columns.
 *
 * @see <a href="https://doi.org/10.1007/BF02278710">R. Jonker and A. Volgenant, A shortest
 *     augmenting path algorithm for dense and sparse linear assignment problems, Computing 38, 1987
 *     </a>
 */
public final class HungarianAlgorithm {

  private static final int NONE = -1;

  private final double[][] cost;
  private final int rows;
  private final int columns;

  /** The potentials u and v: a lower bound of each cost is u[r] + v[c]. */
  private final double[] rowPotential;

  private final double[] columnPotential;

  /** The row that has a column, or NONE. */
  private final int[] rowOf;

  private HungarianAlgorithm(double[][] cost) {
    this.cost = cost;
    this.rows = cost.length;
    this.columns = cost[0].length;
    this.rowPotential = new double[rows];
    this.columnPotential = new double[columns];
    this.rowOf = new int[columns];
    Arrays.fill(rowOf, NONE);
  }

  /**
   * Solves the problem.
   *
   * @param cost [R][C] with C ≥ R ≥ 1, finite, any sign. Not modified.
   * @return the column of each row, [R], all different
   */
  public static int[] leastCost(double[][] cost) {
    HungarianAlgorithm algorithm = new HungarianAlgorithm(cost);
    for (int row = 0; row < algorithm.rows; row++) {
      algorithm.augment(row);
    }
    int[] columnOf = new int[algorithm.rows];
    for (int column = 0; column < algorithm.columns; column++) {
      if (algorithm.rowOf[column] != NONE) {
        columnOf[algorithm.rowOf[column]] = column;
      }
    }
    return columnOf;
  }

  private void augment(int newRow) {
    double[] distance = new double[columns];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int[] previous = new int[columns];
    boolean[] settled = new boolean[columns];
    int column = NONE;
    int row = newRow;
    double reached = 0;
    while (row != NONE) {
      int nearest = NONE;
      for (int c = 0; c < columns; c++) {
        if (settled[c]) {
          continue;
        }
        double path = reached + cost[row][c] - rowPotential[row] - columnPotential[c];
        if (path < distance[c]) {
          distance[c] = path;
          previous[c] = column;
        }
        if (nearest == NONE || distance[c] < distance[nearest]) {
          nearest = c;
        }
      }
      column = nearest;
      reached = distance[column];
      settled[column] = true;
      row = rowOf[column];
    }

    rowPotential[newRow] += reached;
    for (int c = 0; c < columns; c++) {
      if (settled[c] && c != column) {
        rowPotential[rowOf[c]] += reached - distance[c];
        columnPotential[c] -= reached - distance[c];
      }
    }
    while (column != NONE) {
      int before = previous[column];
      rowOf[column] = before == NONE ? newRow : rowOf[before];
      column = before;
    }
  }
}
