package org.infogan.examples.render;

/** A part of the plane. Coordinates run from 0 to 1 across the picture, x right and y down. */
interface Region {

  /** Whether a point belongs to the region. */
  boolean contains(double x, double y);

  /** A box around the region: {left, top, right, bottom}. */
  double[] bounds();

  /** What lies in both. */
  default Region and(Region other) {
    return within(bounds(), (x, y) -> contains(x, y) && other.contains(x, y));
  }

  /** What lies in this one but not in the other. */
  default Region minus(Region other) {
    return within(bounds(), (x, y) -> contains(x, y) && !other.contains(x, y));
  }

  /** A question about a point. */
  interface Test {
    boolean holds(double x, double y);
  }

  /** The points of a box of which something holds. */
  static Region within(double[] bounds, Test test) {
    return new Region() {
      @Override
      public boolean contains(double x, double y) {
        return test.holds(x, y);
      }

      @Override
      public double[] bounds() {
        return bounds;
      }
    };
  }

  /** An ellipse with half axes rx and ry. */
  static Region ellipse(double cx, double cy, double rx, double ry) {
    double[] bounds = {cx - rx, cy - ry, cx + rx, cy + ry};
    return within(bounds, (x, y) -> square((x - cx) / rx) + square((y - cy) / ry) <= 1);
  }

  /** A box with corners rounded by a quarter circle. */
  static Region box(double left, double top, double right, double bottom, double corner) {
    double[] bounds = {left, top, right, bottom};
    return within(
        bounds,
        (x, y) -> {
          double dx = Math.max(Math.max(left + corner - x, x - right + corner), 0);
          double dy = Math.max(Math.max(top + corner - y, y - bottom + corner), 0);
          boolean inBox = x >= left && x <= right && y >= top && y <= bottom;
          return inBox && dx * dx + dy * dy <= corner * corner;
        });
  }

  /** All points closer than {@code radius} to the segment from a to b. */
  static Region capsule(double ax, double ay, double bx, double by, double radius) {
    double dx = bx - ax;
    double dy = by - ay;
    double length2 = Math.max(dx * dx + dy * dy, 1e-12);
    double[] bounds = {
      Math.min(ax, bx) - radius,
      Math.min(ay, by) - radius,
      Math.max(ax, bx) + radius,
      Math.max(ay, by) + radius
    };
    return within(
        bounds,
        (x, y) -> {
          double t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
          return square(x - ax - t * dx) + square(y - ay - t * dy) <= radius * radius;
        });
  }

  private static double square(double v) {
    return v * v;
  }
}
