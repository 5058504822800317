package org.infogan.examples.render.solid;

import java.util.Arrays;

/**
 * Draws a {@link Mesh} in perspective: triangles that face the camera, the nearest in each sample
 * (z-buffer), shaded at the corners and linearly between them (Gouraud). A pixel is the mean of 2 ×
 * 2 samples.
 */
public final class Rasterizer {

  private static final int SAMPLES = 2;

  /** Samples along one edge. */
  private final int edge;

  /** 1/z of what is seen so far in each sample, 0 where nothing is: linear on the screen. */
  private final float[] nearness;

  /** The shade of what is seen in each sample. */
  private final float[] shades;

  /** Screen x, screen y, 1/z and shade of each vertex. */
  private double[] projected = new double[0];

  private Rasterizer(int side, double background) {
    this.edge = side * SAMPLES;
    this.nearness = new float[edge * edge];
    this.shades = new float[edge * edge];
    Arrays.fill(shades, (float) background);
  }

  /**
   * Draws one picture.
   *
   * @param mesh what is drawn. Not modified.
   * @param view from where it is seen and lit
   * @param background the shade where nothing is seen, in [0, 1]
   * @param side the width and height of the picture, in pixels
   * @param pixels side · side shades in [0, 1] on return. Modified.
   */
  public static void draw(Mesh mesh, View view, double background, int side, float[] pixels) {
    Rasterizer rasterizer = new Rasterizer(side, background);
    rasterizer.project(mesh, view);
    int[] corners = mesh.corners();
    for (int i = 0; i < corners.length; i += 3) {
      rasterizer.fill(4 * corners[i], 4 * corners[i + 1], 4 * corners[i + 2]);
    }
    rasterizer.copyTo(side, pixels);
  }

  private void project(Mesh mesh, View view) {
    projected = new double[4 * mesh.vertexCount()];
    double[] vertices = mesh.vertices();
    double[] turned = new double[3];
    double zoom = view.zoom() * view.distance() * edge / 2;
    for (int i = 0; i < mesh.vertexCount(); i++) {
      int from = i * Mesh.STRIDE;
      view.turn(vertices, from, turned);
      double near = 1 / (view.distance() - turned[2]);
      projected[4 * i] = edge / 2.0 + zoom * turned[0] * near;
      projected[4 * i + 1] = edge / 2.0 - zoom * turned[1] * near;
      projected[4 * i + 2] = near;
      view.turn(vertices, from + 3, turned);
      projected[4 * i + 3] = view.shade(turned, vertices[from + 6]);
    }
  }

  /** Draws the triangle whose projected corners begin at a, b and c. */
  private void fill(int a, int b, int c) {
    double ax = projected[a];
    double ay = projected[a + 1];
    double bx = projected[b] - ax;
    double by = projected[b + 1] - ay;
    double cx = projected[c] - ax;
    double cy = projected[c + 1] - ay;
    // y points down on the screen, so counterclockwise triangles have a negative area.
    double area = bx * cy - by * cx;
    if (area >= 0) {
      return;
    }
    int left = (int) Math.max(0, Math.ceil(ax + Math.min(0, Math.min(bx, cx)) - 0.5));
    int right = (int) Math.min(edge - 1, Math.floor(ax + Math.max(0, Math.max(bx, cx)) - 0.5));
    int top = (int) Math.max(0, Math.ceil(ay + Math.min(0, Math.min(by, cy)) - 0.5));
    int bottom = (int) Math.min(edge - 1, Math.floor(ay + Math.max(0, Math.max(by, cy)) - 0.5));
    for (int y = top; y <= bottom; y++) {
      double py = y + 0.5 - ay;
      for (int x = left; x <= right; x++) {
        double px = x + 0.5 - ax;
        // Barycentric coordinates: the weights of corners b and c at this sample.
        double u = (px * cy - py * cx) / area;
        double v = (bx * py - by * px) / area;
        if (u >= 0 && v >= 0 && u + v <= 1) {
          int i = y * edge + x;
          float near = (float) between(a + 2, b + 2, c + 2, u, v);
          if (near > nearness[i]) {
            nearness[i] = near;
            shades[i] = (float) between(a + 3, b + 3, c + 3, u, v);
          }
        }
      }
    }
  }

  private double between(int a, int b, int c, double u, double v) {
    return projected[a] + u * (projected[b] - projected[a]) + v * (projected[c] - projected[a]);
  }

  private void copyTo(int side, float[] pixels) {
    for (int i = 0; i < side * side; i++) {
      int first = i / side * SAMPLES * edge + i % side * SAMPLES;
      float sum =
          shades[first] + shades[first + 1] + shades[first + edge] + shades[first + edge + 1];
      pixels[i] = Math.min(1, Math.max(0, sum / (SAMPLES * SAMPLES)));
    }
  }
}
