package io.reflux.robustness.attack.blackbox.random;

/**
 * The shape of a change in the L2 square attack: two peaks of opposite sign side by side. A peak of
 * h1 x h2 pixels falls from its middle, pixel {@code (h1 / 2, h2 / 2)}, in square rings: ring d has
 * the height {@code sum of 1 / j^2 for j = d + 1 .. n + 1} with {@code n = max(h1, h2) / 2}
 * (Andriushchenko et al. 2020, section 3.4).
 */
final class Bump {

  private Bump() {}

  /**
   * A bump of unit length.
   *
   * @param stacked whether the peaks lie one above the other, not side by side
   * @return {@code [height * width]}
   */
  static double[] of(int height, int width, boolean stacked) {
    double[] bump = new double[height * width];
    int first = stacked ? height / 2 : width / 2;
    if (stacked) {
      peak(bump, width, new Window(0, 0, first, width), 1);
      peak(bump, width, new Window(first, 0, height - first, width), -1);
    } else {
      peak(bump, width, new Window(0, 0, height, first), 1);
      peak(bump, width, new Window(0, first, height, width - first), -1);
    }
    double length = length(bump);
    for (int i = 0; i < bump.length; i++) {
      bump[i] /= length;
    }
    return bump;
  }

  /** Both peaks have unit length before they are joined, so neither outweighs the other. */
  private static void peak(double[] bump, int stride, Window part, int sign) {
    double[] heights = heights(Math.max(part.height(), part.width()) / 2);
    double[] peak = new double[part.area()];
    for (int i = 0; i < peak.length; i++) {
      int y = Math.abs(i / part.width() - part.height() / 2);
      int x = Math.abs(i % part.width() - part.width() / 2);
      peak[i] = heights[Math.max(y, x)];
    }
    double length = length(peak);
    for (int i = 0; i < peak.length; i++) {
      int at = (part.top() + i / part.width()) * stride + part.left() + i % part.width();
      bump[at] = sign * peak[i] / length;
    }
  }

  /** The height of each ring from the middle outwards. */
  private static double[] heights(int rings) {
    double[] heights = new double[rings + 1];
    double sum = 0;
    for (int ring = rings; ring >= 0; ring--) {
      sum += 1.0 / ((ring + 1.0) * (ring + 1.0));
      heights[ring] = sum;
    }
    return heights;
  }

  private static double length(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
