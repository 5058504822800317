package org.infogan.examples.render;

import java.util.List;
import org.infogan.data.ImageDataset;
import org.infogan.data.ImageShape;
import org.infogan.examples.render.solid.Mesh;
import org.infogan.examples.render.solid.Rasterizer;
import org.infogan.examples.render.solid.View;

/**
 * Chairs on white, 64×64 grey, built and drawn here; a stand-in for the rendered 3-D chairs of the
 * paper, which it is not.
 *
 * <p>Factors: style 1000 (the build: legs, seat, back, arm rests, shade), azimuth 60 (a full turn
 * in steps of 6°; 0 shows the front), width 12 (from a narrow chair to a bench for two, evenly).
 * The camera looks down by 20°, the light comes from above left and stays with the camera. No
 * label. 720,000 images, drawn when they are read.
 */
public final class Chairs extends FactorGrid {

  private static final int SIDE = 64;
  private static final int AZIMUTHS = 60;
  private static final int WIDTHS = 12;
  private static final double NARROWEST = 0.3;
  private static final double WIDEST = 0.9;

  /** Chairs that are higher are shown smaller, so that none leaves the picture. */
  private static final double LARGEST_HEIGHT = 0.9;

  /** The part of the height that is shown in the middle: near feet reach far down. */
  private static final double MIDDLE = 0.43;

  /** All chairs. */
  public Chairs() {
    super(
        new ImageShape(1, SIDE, SIDE),
        List.of(
            new Factor("style", 1000),
            new Factor("azimuth", AZIMUTHS),
            new Factor("width", WIDTHS)));
  }

  @Override
  public int labelOf(int[] values) {
    return ImageDataset.NO_LABEL;
  }

  @Override
  void paint(int[] values, float[] pixels) {
    ChairStyle style = ChairStyle.numbered(values[0]);
    double azimuth = 2 * Math.PI * values[1] / AZIMUTHS;
    double width = Variation.between(NARROWEST, WIDEST, values[2], WIDTHS);
    Mesh mesh = style.build(width);
    mesh.lowerAndScale(MIDDLE * style.height(), 1 / Math.max(LARGEST_HEIGHT, style.height()));
    View view = new View(azimuth, Math.toRadians(20), 3.2, 1.26, -0.6, 0.8, 0.35);
    Rasterizer.draw(mesh, view, 1, SIDE, pixels);
  }
}
