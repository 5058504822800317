package org.infogan.examples.render.solid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.infogan.examples.render.Picture;
import org.infogan.examples.render.solid.Mesh.Slab;
import org.junit.jupiter.api.Test;

class RasterizerTest {

  private static final int SIDE = 64;

  private static Picture draw(Mesh mesh, View view) {
    float[] pixels = new float[SIDE * SIDE];
    Rasterizer.draw(mesh, view, 0, SIDE, pixels);
    return new Picture(SIDE, pixels);
  }

  private static Mesh cube(double half, double albedo) {
    Mesh mesh = new Mesh();
    mesh.block(new Slab(-half, 0, 0, half, half), new Slab(half, 0, 0, half, half), albedo);
    return mesh;
  }

  private static View from(double azimuth, double elevation, double light) {
    return new View(azimuth, elevation, 4, 0.5, light, 0, 0.2);
  }

  @Test
  void perspectiveShowsTheFrontOfACubeAsLargeAsItsDistanceSays() {
    Picture front = draw(cube(0.8, 1), from(0, 0, 0));
    // Edge 1.6 at distance 4 − 0.8; half the side is 0.5 units away at distance 4.
    double edge = 1.6 * 0.5 * 4 / 3.2 * SIDE / 2;
    assertThat(front.mass()).isCloseTo(edge * edge, within(0.03 * edge * edge));
    assertThat(front.centreX()).isCloseTo(SIDE / 2.0, within(1e-4));
    assertThat(front.centreY()).isCloseTo(SIDE / 2.0, within(1e-4));
  }

  @Test
  void shadesFollowLambertsLaw() {
    double light = Math.toRadians(50);
    Picture lit = draw(cube(0.8, 0.9), from(0, 0, light));
    double expected = 0.9 * (0.2 + 0.8 * Math.cos(light));
    assertThat((double) lit.pixels()[SIDE * 32 + 32]).isCloseTo(expected, within(1e-5));
    // Turned by 45°, the left face looks away from a light that comes from the right.
    Picture turned = draw(cube(0.8, 0.9), from(Math.toRadians(45), 0, Math.toRadians(60)));
    assertThat(turned.mean(0, 22, 31, 24, 33)).isCloseTo(shade(45 + 60), within(1e-5));
    assertThat(turned.mean(0, 40, 31, 42, 33)).isCloseTo(shade(60 - 45), within(1e-5));
  }

  private static double shade(double degrees) {
    return 0.9 * (0.2 + 0.8 * Math.max(0, Math.cos(Math.toRadians(degrees))));
  }

  @Test
  void theNearerSolidIsSeenInWhateverOrderTheyAreDrawn() {
    Mesh near = cube(0.2, 1);
    near.block(new Slab(-1, 0, -1, 1, 0.1), new Slab(1, 0, -1, 1, 0.1), 0.5);
    Mesh far = new Mesh();
    far.block(new Slab(-1, 0, -1, 1, 0.1), new Slab(1, 0, -1, 1, 0.1), 0.5);
    far.block(new Slab(-0.2, 0, 0, 0.2, 0.2), new Slab(0.2, 0, 0, 0.2, 0.2), 1);
    float[] pixels = draw(near, from(0.3, 0.2, 0)).pixels();
    assertThat(pixels).containsExactly(draw(far, from(0.3, 0.2, 0)).pixels());
    assertThat(pixels[SIDE * 32 + 32]).isGreaterThan(0.6f);
  }

  @Test
  void cameraLooksDownFromAbove() {
    // The top is the only face that gives back much light.
    Mesh mesh = cube(0.5, 0.1);
    mesh.quad(
        new double[] {-0.5, 0.51, 0.5},
        new double[] {0.5, 0.51, 0.5},
        new double[] {0.5, 0.51, -0.5},
        new double[] {-0.5, 0.51, -0.5},
        1);
    assertThat(draw(mesh, from(0, 0.5, 0)).above(0.3).mass()).isGreaterThan(50);
    assertThat(draw(mesh, from(0, -0.5, 0)).above(0.3).mass()).isZero();
  }

  @Test
  void aSphereIsAsLargeAsItsTangentsAndSmoothlyShaded() {
    int rows = 40;
    int columns = 80;
    double[][][] points = new double[rows][columns][];
    double[][] albedo = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double latitude = Math.PI * ((r + 0.5) / rows - 0.5);
        double longitude = 2 * Math.PI * c / columns;
        points[r][c] =
            new double[] {
              Math.cos(latitude) * Math.sin(longitude),
              Math.sin(latitude),
              Math.cos(latitude) * Math.cos(longitude)
            };
        albedo[r][c] = 1;
      }
    }
    Mesh mesh = new Mesh();
    mesh.surface(points, albedo);
    Picture sphere = draw(mesh, from(0.7, 0.3, 0));
    double radius = 4 * Math.tan(Math.asin(0.25)) * 0.5 * SIDE / 2;
    double area = Math.PI * radius * radius;
    assertThat(sphere.above(0).mass()).isCloseTo(area, within(0.06 * area));
    // Straight ahead the normal points at the light; halfway out it is turned by arcsin of the
    // distance from the axis, found by intersecting the ray with the sphere.
    assertThat(sphere.mean(0, 31, 31, 33, 33)).isCloseTo(1, within(0.005));
    assertThat(sphere.mean(0, 40, 31, 41, 33)).isCloseTo(ray(8.5), within(0.01));
  }

  /** The shade that a sphere shows so many pixels beside its middle. */
  private static double ray(double pixels) {
    double tan = pixels / (SIDE / 2.0) / 0.5 / 4;
    // |(0, 0, 4) + t (tan, 0, −1)| = 1, the smaller root.
    double a = 1 + tan * tan;
    double t = (8 - Math.sqrt(64 - 60 * a)) / (2 * a);
    return 0.2 + 0.8 * (4 - t);
  }
}
