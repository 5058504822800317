package org.infogan.examples.render;

import java.util.SplittableRandom;
import org.infogan.examples.render.solid.Mesh;
import org.infogan.examples.render.solid.Mesh.Slab;

/**
 * The build of a chair: all but its width. Lengths are parts of the height of an ordinary chair.
 *
 * @param legLength from the floor to the seat
 * @param legRadius half the thickness of a leg at the seat
 * @param legTaper how much thinner it is at the floor, 1 for not at all
 * @param splay how far the feet stand out
 * @param seatThickness of the seat
 * @param seatDepth from front to back
 * @param backHeight above the seat
 * @param backTilt how far the top of the back leans backwards
 * @param backRails 0 for a closed back, otherwise the number of rails in an open one
 * @param upright whether these rails stand upright
 * @param arms whether there are arm rests
 * @param albedo of the wood
 */
record ChairStyle(
    double legLength,
    double legRadius,
    double legTaper,
    double splay,
    double seatThickness,
    double seatDepth,
    double backHeight,
    double backTilt,
    int backRails,
    boolean upright,
    boolean arms,
    double albedo) {

  /** The same number always gives the same style. */
  static ChairStyle numbered(int number) {
    SplittableRandom random = Variation.random(number);
    return new ChairStyle(
        Variation.uniform(random, 0.26, 0.5),
        Variation.uniform(random, 0.022, 0.045),
        Variation.uniform(random, 0.5, 1),
        Variation.uniform(random, -0.01, 0.07),
        Variation.uniform(random, 0.04, 0.15),
        Variation.uniform(random, 0.38, 0.5),
        Variation.uniform(random, 0.28, 0.6),
        Variation.uniform(random, 0, 0.14),
        Math.max(0, random.nextInt(8) - 2),
        random.nextBoolean(),
        random.nextInt(3) == 0,
        Variation.uniform(random, 0.35, 0.95));
  }

  /** The height of the whole chair. */
  double height() {
    return legLength + seatThickness + backHeight;
  }

  /** The chair with its floor at y = 0, the seat above the origin and the front towards z. */
  Mesh build(double width) {
    Mesh mesh = new Mesh();
    double halfWidth = width / 2;
    double halfDepth = seatDepth / 2;
    double seatTop = legLength + seatThickness;
    for (int corner = 0; corner < 4; corner++) {
      int right = corner % 2 == 0 ? 1 : -1;
      int front = corner / 2 == 0 ? 1 : -1;
      double x = right * (halfWidth - legRadius);
      double z = front * (halfDepth - legRadius);
      double foot = legRadius * legTaper;
      mesh.block(
          new Slab(0, x + right * splay, z + front * splay, foot, foot),
          new Slab(legLength, x, z, legRadius, legRadius),
          0.8 * albedo);
    }
    mesh.block(
        new Slab(legLength, 0, 0, halfWidth, halfDepth),
        new Slab(seatTop, 0, 0, halfWidth, halfDepth),
        albedo);
    back(mesh, halfWidth, seatTop);
    if (arms) {
      arm(mesh, halfWidth - legRadius, seatTop);
      arm(mesh, legRadius - halfWidth, seatTop);
    }
    return mesh;
  }

  private void back(Mesh mesh, double halfWidth, double seatTop) {
    if (backRails == 0) {
      board(mesh, 0, halfWidth, seatTop, 0, 1);
      return;
    }
    board(mesh, halfWidth - legRadius, legRadius, seatTop, 0, 1);
    board(mesh, legRadius - halfWidth, legRadius, seatTop, 0, 1);
    board(mesh, 0, halfWidth, seatTop, 0.82, 1);
    double inner = halfWidth - 2 * legRadius;
    for (int i = 0; i < backRails; i++) {
      if (upright) {
        double x = inner * (2.0 * (i + 1) / (backRails + 1) - 1);
        board(mesh, x, Math.min(0.025, inner / backRails / 2), seatTop, 0, 0.82);
      } else {
        double middle = 0.82 * (i + 1) / (backRails + 1);
        board(mesh, 0, inner, seatTop, middle - 0.2 / backRails, middle + 0.2 / backRails);
      }
    }
  }

  /** A part of the leaning back, from one fraction of its height to another. */
  private void board(
      Mesh mesh, double x, double halfWidth, double seatTop, double from, double to) {
    double z = legRadius - seatDepth / 2;
    mesh.block(
        new Slab(seatTop + from * backHeight, x, z - from * backTilt, halfWidth, legRadius),
        new Slab(seatTop + to * backHeight, x, z - to * backTilt, halfWidth, legRadius),
        0.95 * albedo);
  }

  private void arm(Mesh mesh, double x, double seatTop) {
    double height = seatTop + 0.4 * backHeight;
    double front = seatDepth / 2 - 2 * legRadius;
    double back = -seatDepth / 2 - 0.4 * backTilt;
    mesh.block(
        new Slab(seatTop, x, front, legRadius, legRadius),
        new Slab(height, x, front, legRadius, legRadius),
        0.8 * albedo);
    double middle = (front + legRadius + back) / 2;
    double half = (front + legRadius - back) / 2;
    mesh.block(
        new Slab(height, x, middle, legRadius, half),
        new Slab(height + 2 * legRadius, x, middle, legRadius, half),
        0.9 * albedo);
  }
}
