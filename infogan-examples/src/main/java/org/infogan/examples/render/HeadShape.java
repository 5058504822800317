package org.infogan.examples.render;

import java.util.SplittableRandom;
import org.infogan.examples.render.solid.Mesh;

/**
 * One head: an ellipsoid with bumps and hollows, which make nose, brows, cheeks, lips, chin and the
 * sockets of the eyes; and ears and a neck. Identities differ in small ways. The unit is half the
 * height of the head, without the neck.
 *
 * @param nose how far it stands out
 * @param jaw how much the face narrows towards the chin
 * @param chin how far it stands out
 * @param brow how deep the eyes lie
 * @param eyes half the distance between them
 * @param mouth its height above the middle of the head, negative
 * @param ears their size
 * @param albedo of the skin
 */
record HeadShape(
    double nose,
    double jaw,
    double chin,
    double brow,
    double eyes,
    double mouth,
    double ears,
    double albedo) {

  private static final int ROWS = 44;
  private static final int COLUMNS = 64;

  /** Half the depth of the head. */
  private static final double DEPTH = 0.84;

  /** The same number always gives the same head. */
  static HeadShape numbered(int number) {
    SplittableRandom random = Variation.random(number);
    return new HeadShape(
        Variation.uniform(random, 0.16, 0.28),
        Variation.uniform(random, 0.12, 0.4),
        Variation.uniform(random, 0.22, 0.36),
        Variation.uniform(random, 0.06, 0.14),
        Variation.uniform(random, 0.27, 0.34),
        Variation.uniform(random, -0.56, -0.48),
        Variation.uniform(random, 0.14, 0.24),
        Variation.uniform(random, 0.75, 0.95));
  }

  /** The head around the origin, the nose towards z. */
  Mesh build(double halfWidth) {
    Mesh mesh = new Mesh();
    double[][][] points = new double[ROWS][COLUMNS][3];
    double[][] albedos = new double[ROWS][COLUMNS];
    for (int r = 0; r < ROWS; r++) {
      double latitude = Math.PI * ((r + 0.5) / ROWS - 0.5);
      for (int c = 0; c < COLUMNS; c++) {
        double turn = 2 * Math.PI * c / COLUMNS;
        // Most columns go to the face, where the detail is.
        double longitude = turn - 0.55 * Math.sin(turn);
        double x = Math.cos(latitude) * Math.sin(longitude);
        double y = Math.sin(latitude);
        double z = Math.cos(latitude) * Math.cos(longitude);
        double scale = z > 0 ? 1 + relief(x, y) * Math.min(1, 3 * z) : 1;
        double below = Math.pow(Math.max(0, -y), 1.5);
        // The skull ends above the neck: behind, the lower half is as a cut-off ellipsoid.
        double depth = z > 0 ? DEPTH : DEPTH * (1.15 - 0.75 * below);
        points[r][c][0] = halfWidth * (1 - jaw * below) * scale * x;
        points[r][c][1] = y;
        points[r][c][2] = depth * scale * z;
        albedos[r][c] = albedo * (z > 0 ? colour(x, y) : 1);
      }
    }
    mesh.surface(points, albedos);
    double ear = 0.97 * halfWidth;
    ellipsoid(mesh, new double[] {ear, -0.05, -0.1}, new double[] {0.07, ears, 0.6 * ears});
    ellipsoid(mesh, new double[] {-ear, -0.05, -0.1}, new double[] {0.07, ears, 0.6 * ears});
    double neck = 0.62 * halfWidth;
    ellipsoid(mesh, new double[] {0, -1.1, -0.28}, new double[] {neck, 0.9, 0.9 * neck});
    return mesh;
  }

  /** How much farther out than the ellipsoid the face lies in the direction (x, y) to the front. */
  private double relief(double x, double y) {
    double side = Math.abs(x);
    double bridge = bump(x, y, 0, 0.02, 0.08, 0.18);
    double tip = bump(x, y, 0, -0.22, 0.12, 0.13);
    double sockets = bump(side, y, eyes, 0.1, 0.15, 0.1);
    double brows = bump(side, y, 0.9 * eyes, 0.28, 0.28, 0.08);
    double cheeks = bump(side, y, 0.42, -0.2, 0.18, 0.16);
    double lips = bump(x, y, 0, mouth, 0.2, 0.09) - bump(x, y, 0, mouth, 0.22, 0.025);
    double underLip = bump(x, y, 0, mouth - 0.16, 0.2, 0.05);
    double point = bump(x, y, 0, -0.86, 0.4, 0.2);
    return nose * (0.5 * bridge + tip)
        - brow * sockets
        + 0.05 * brows
        + 0.04 * cheeks
        + 0.07 * lips
        - 0.03 * underLip
        + chin * point;
  }

  /** The part of the light that the face gives back, next to that of the skin. */
  private double colour(double x, double y) {
    double side = Math.abs(x);
    double iris = bump(side, y, eyes, 0.1, 0.07, 0.05);
    double brows = bump(side, y, eyes, 0.27, 0.16, 0.035);
    double lips = bump(x, y, 0, mouth, 0.2, 0.06);
    double line = bump(x, y, 0, mouth, 0.22, 0.022);
    return (1 - 0.75 * iris) * (1 - 0.55 * brows) * (1 - 0.28 * lips) * (1 - 0.4 * line);
  }

  /** exp(−((x − cx)/sx)² − ((y − cy)/sy)²). */
  private static double bump(double x, double y, double cx, double cy, double sx, double sy) {
    double u = (x - cx) / sx;
    double v = (y - cy) / sy;
    double exponent = u * u + v * v;
    // Most bumps are far away from most points, and the exponential is most of the time taken.
    return exponent > 8 ? 0 : Math.exp(-exponent);
  }

  private void ellipsoid(Mesh mesh, double[] centre, double[] radii) {
    int rows = 12;
    int columns = 20;
    double[][][] points = new double[rows][columns][3];
    double[][] albedos = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      double latitude = Math.PI * ((r + 0.5) / rows - 0.5);
      for (int c = 0; c < columns; c++) {
        double longitude = 2 * Math.PI * c / columns;
        points[r][c][0] = centre[0] + radii[0] * Math.cos(latitude) * Math.sin(longitude);
        points[r][c][1] = centre[1] + radii[1] * Math.sin(latitude);
        points[r][c][2] = centre[2] + radii[2] * Math.cos(latitude) * Math.cos(longitude);
        albedos[r][c] = 0.95 * albedo;
      }
    }
    mesh.surface(points, albedos);
  }
}
