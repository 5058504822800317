package org.infogan.examples.render.solid;

import java.util.Arrays;

/**
 * Triangles with a normal and an albedo (the part of the light that it gives back) at every corner.
 * x points right, y up and z to the front. Seen from outside, the corners of a triangle run
 * counterclockwise.
 */
public final class Mesh {

  /** Numbers per vertex: position, unit normal, albedo. */
  static final int STRIDE = 7;

  private double[] vertices = new double[64 * STRIDE];
  private int[] corners = new int[256];
  private int vertexCount;
  private int cornerCount;

  /** No triangle yet. */
  public Mesh() {}

  /**
   * A horizontal rectangle.
   *
   * @param y its height
   * @param cx its centre from left to right
   * @param cz its centre from back to front
   * @param halfWidth half its extent from left to right
   * @param halfDepth half its extent from back to front
   */
  public record Slab(double y, double cx, double cz, double halfWidth, double halfDepth) {}

  /** Adds a vertex and returns its number. */
  int vertex(double[] position, double[] normal, double albedo) {
    int i = vertexCount * STRIDE;
    if (i == vertices.length) {
      vertices = Arrays.copyOf(vertices, 2 * i);
    }
    System.arraycopy(position, 0, vertices, i, 3);
    System.arraycopy(normal, 0, vertices, i + 3, 3);
    vertices[i + 6] = albedo;
    return vertexCount++;
  }

  /** Adds a triangle of three vertices. */
  void triangle(int a, int b, int c) {
    if (cornerCount + 3 > corners.length) {
      corners = Arrays.copyOf(corners, 2 * corners.length);
    }
    corners[cornerCount++] = a;
    corners[cornerCount++] = b;
    corners[cornerCount++] = c;
  }

  /** Adds a flat quadrilateral. */
  void quad(double[] a, double[] b, double[] c, double[] d, double albedo) {
    double[] normal = normal(a, c, b, d);
    int first = vertex(a, normal, albedo);
    vertex(b, normal, albedo);
    vertex(c, normal, albedo);
    vertex(d, normal, albedo);
    triangle(first, first + 1, first + 2);
    triangle(first, first + 2, first + 3);
  }

  /**
   * Adds the solid between two horizontal rectangles: a box, or one that tapers or leans.
   *
   * @param bottom the lower rectangle
   * @param top the upper rectangle
   * @param albedo of all its sides, from 0 to 1
   */
  public void block(Slab bottom, Slab top, double albedo) {
    double[][] low = rectangle(bottom);
    double[][] high = rectangle(top);
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) % 4;
      quad(low[i], low[next], high[next], high[i], albedo);
    }
    quad(high[0], high[1], high[2], high[3], albedo);
    quad(low[3], low[2], low[1], low[0], albedo);
  }

  /** Corners in counterclockwise order as seen from above. */
  private static double[][] rectangle(Slab slab) {
    double left = slab.cx - slab.halfWidth;
    double right = slab.cx + slab.halfWidth;
    double back = slab.cz - slab.halfDepth;
    double front = slab.cz + slab.halfDepth;
    return new double[][] {
      {left, slab.y, front}, {right, slab.y, front}, {right, slab.y, back}, {left, slab.y, back}
    };
  }

  /**
   * Adds a closed surface over a grid of points whose columns meet again, with smooth normals.
   *
   * @param points [rows][columns][3]: rows from the bottom up, columns counterclockwise as seen
   *     from above. Not modified.
   * @param albedo [rows][columns]. Not modified.
   */
  public void surface(double[][][] points, double[][] albedo) {
    int rows = points.length;
    int columns = points[0].length;
    int first = vertexCount;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double[] left = points[r][(c + columns - 1) % columns];
        double[] right = points[r][(c + 1) % columns];
        double[] below = points[Math.max(0, r - 1)][c];
        double[] above = points[Math.min(rows - 1, r + 1)][c];
        vertex(points[r][c], normal(left, right, below, above), albedo[r][c]);
      }
    }
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int a = first + r * columns + c;
        int b = first + r * columns + (c + 1) % columns;
        triangle(a, b, b + columns);
        triangle(a, b + columns, a + columns);
      }
    }
  }

  /** The unit vector along (right − left) × (above − below). */
  private static double[] normal(double[] left, double[] right, double[] below, double[] above) {
    double ux = right[0] - left[0];
    double uy = right[1] - left[1];
    double uz = right[2] - left[2];
    double vx = above[0] - below[0];
    double vy = above[1] - below[1];
    double vz = above[2] - below[2];
    double x = uy * vz - uz * vy;
    double y = uz * vx - ux * vz;
    double z = ux * vy - uy * vx;
    double length = Math.max(Math.sqrt(x * x + y * y + z * z), 1e-12);
    return new double[] {x / length, y / length, z / length};
  }

  /**
   * Moves all points down, then scales them about the origin.
   *
   * @param lift how far they are moved
   * @param factor what they are then multiplied by
   */
  public void lowerAndScale(double lift, double factor) {
    for (int i = 0; i < vertexCount; i++) {
      int at = i * STRIDE;
      vertices[at] *= factor;
      vertices[at + 1] = factor * (vertices[at + 1] - lift);
      vertices[at + 2] *= factor;
    }
  }

  /** {@link #STRIDE} numbers for each of {@link #vertexCount} vertices. */
  double[] vertices() {
    return vertices;
  }

  int vertexCount() {
    return vertexCount;
  }

  /** Three vertices for each triangle. */
  int[] corners() {
    return Arrays.copyOf(corners, cornerCount);
  }
}
