package org.infogan.examples.render;

/** A colour for every point of the picture. */
interface Paint {

  /** The value in [0, 1] of one channel at a point. */
  float at(int channel, double x, double y);

  /** The same colour everywhere; one value for grey, or red, green and blue. */
  static Paint flat(float... colour) {
    return (channel, x, y) -> colour[channel];
  }

  /**
   * From one colour to another along a direction.
   *
   * @param angle where the second colour lies, in radians clockwise from the right
   */
  static Paint gradient(float[] from, float[] to, double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    // Half the extent of the unit square along the direction, so that the corners have both ends.
    double reach = (Math.abs(cos) + Math.abs(sin)) / 2;
    return (channel, x, y) -> {
      double t = ((x - 0.5) * cos + (y - 0.5) * sin) / reach / 2 + 0.5;
      return (float) (from[channel] + t * (to[channel] - from[channel]));
    };
  }
}
