package org.infogan.examples.render;

import java.util.List;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.examples.render.solid.Mesh;
import org.infogan.examples.render.solid.Rasterizer;
import org.infogan.examples.render.solid.View;

/**
 * Heads on black, 32×32 grey, built and drawn here; a stand-in for the 3-D face model of the paper,
 * which it is not.
 *
 * <p>Factors: azimuth 31 (the head turns from −75° to 75°, to the right of the picture where
 * positive), elevation 21 (of the camera, from −25° to 25°), lighting 21 (the light comes from −80°
 * left to 80° right), width 16 (narrow to wide), identity 200 (small differences of build and
 * skin). All are evenly spaced but the last; the middle value of the first three is straight ahead.
 * There is no label. 43 million images, drawn when they are read: train on {@link #draws}.
 */
public final class Heads extends FactorGrid {

  private static final int SIDE = 32;
  private static final int AZIMUTHS = 31;
  private static final int ELEVATIONS = 21;
  private static final int LIGHTINGS = 21;
  private static final int WIDTHS = 16;

  /** All heads. */
  public Heads() {
    super(
        new ImageShape(1, SIDE, SIDE),
        List.of(
            new Factor("azimuth", AZIMUTHS),
            new Factor("elevation", ELEVATIONS),
            new Factor("lighting", LIGHTINGS),
            new Factor("width", WIDTHS),
            new Factor("identity", 200)));
  }

  @Override
  public int labelOf(int[] values) {
    return ImageDataset.NO_LABEL;
  }

  @Override
  void paint(int[] values, float[] pixels) {
    double azimuth = degrees(75, values[0], AZIMUTHS);
    double elevation = degrees(25, values[1], ELEVATIONS);
    double light = degrees(80, values[2], LIGHTINGS);
    double halfWidth = Variation.between(0.58, 0.88, values[3], WIDTHS);
    Mesh mesh = HeadShape.numbered(values[4]).build(halfWidth);
    mesh.lowerAndScale(-0.12, 1);
    View view = new View(azimuth, elevation, 4.5, 0.78, light, 0.3, 0.16);
    Rasterizer.draw(mesh, view, 0, SIDE, pixels);
  }

  private static double degrees(double reach, int value, int count) {
    return Math.toRadians(Variation.between(-reach, reach, value, count));
  }
}
