package org.infogan.examples.render.solid;

/**
 * From where a solid is seen and lit. Angles are in radians. The light stays with the camera, so
 * that a turn of the solid and a turn of the light are two things.
 *
 * @param azimuth of the solid: its turn about the vertical axis, to its left where positive, so
 *     that its front moves to the right of the picture
 * @param elevation of the camera above the horizon
 * @param distance of the camera from the origin
 * @param zoom how far from the centre of the picture a point lies that is one unit beside the
 *     origin, as a part of half the side
 * @param lightAzimuth where the light comes from, right where positive
 * @param lightElevation of the light above the camera's line of sight
 * @param ambient the light that reaches every side, from 0 to 1; the rest comes from the light
 */
public record View(
    double azimuth,
    double elevation,
    double distance,
    double zoom,
    double lightAzimuth,
    double lightElevation,
    double ambient) {

  /**
   * Turns a vector from the solid's coordinates to the camera's: x right, y up, z to the camera.
   *
   * @param from holds the vector. Not modified.
   * @param at where it begins there
   * @param to the turned vector, three numbers. Modified.
   */
  void turn(double[] from, int at, double[] to) {
    double cosA = Math.cos(azimuth);
    double sinA = Math.sin(azimuth);
    double cosE = Math.cos(elevation);
    double sinE = Math.sin(elevation);
    double x = cosA * from[at] + sinA * from[at + 2];
    double z = cosA * from[at + 2] - sinA * from[at];
    to[0] = x;
    to[1] = cosE * from[at + 1] - sinE * z;
    to[2] = sinE * from[at + 1] + cosE * z;
  }

  /**
   * Lambert's law: albedo · (ambient + (1 − ambient) · max(0, n · l)).
   *
   * @param normal n, a unit vector in the camera's coordinates. Not modified.
   */
  double shade(double[] normal, double albedo) {
    double cosL = Math.cos(lightElevation);
    double lambert =
        normal[0] * cosL * Math.sin(lightAzimuth)
            + normal[1] * Math.sin(lightElevation)
            + normal[2] * cosL * Math.cos(lightAzimuth);
    return albedo * (ambient + (1 - ambient) * Math.max(0, lambert));
  }
}
