package io.reflux.robustness.attack.blackbox.boundary;

import java.util.SplittableRandom;

/**
 * Directions that prefer none: Gaussian numbers by the polar method (Marsaglia and Bray 1964), with
 * {@link StrictMath}, so that a seed means the same bits on every machine.
 */
public final class Directions {

  private Directions() {}

  /** Draws a direction; its length is not 1. */
  public static void draw(SplittableRandom random, double[] direction) {
    for (int i = 0; i < direction.length; i += 2) {
      drawPair(random, direction, i);
    }
  }

  private static void drawPair(SplittableRandom random, double[] direction, int at) {
    double x;
    double y;
    double squared;
    do {
      x = 2 * random.nextDouble() - 1;
      y = 2 * random.nextDouble() - 1;
      squared = x * x + y * y;
    } while (squared >= 1 || squared == 0);
    double factor = Math.sqrt(-2 * StrictMath.log(squared) / squared);
    direction[at] = x * factor;
    if (at + 1 < direction.length) {
      direction[at + 1] = y * factor;
    }
  }
}
