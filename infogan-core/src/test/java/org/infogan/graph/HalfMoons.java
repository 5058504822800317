package org.infogan.graph;

import java.util.SplittableRandom;

/** Two interleaving half circles in the plane, lifted to unit vectors in space. */
final class HalfMoons {

  final float[][] points;
  final int[] moons;

  HalfMoons(int n, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    points = new float[n][3];
    moons = new int[n];
    for (int i = 0; i < n; i++) {
      moons[i] = random.nextInt(2);
      double angle = Math.PI * random.nextDouble();
      double x = moons[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      double y = moons[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      x += noise * random.nextGaussian() - 0.5;
      y += noise * random.nextGaussian() - 0.25;
      double length = Math.sqrt(x * x + y * y + 4);
      points[i] = new float[] {(float) (x / length), (float) (y / length), (float) (2 / length)};
    }
  }

  /** The share of points whose most likely answer is their moon, or for all of them the other. */
  double accuracy(double[][] answers) {
    int right = 0;
    for (int i = 0; i < moons.length; i++) {
      right += (answers[i][1] > answers[i][0] ? 1 : 0) == moons[i] ? 1 : 0;
    }
    double share = right / (double) moons.length;
    return Math.max(share, 1 - share);
  }
}
