package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.attack.search.Pixels;

/** Images on the L2 sphere around an original, or inside it where [0, 1] ends before. */
final class SphereImage {

  /** Brings a change that rounding to float32 has made too long back inside. */
  private static final double INWARDS = 1 - 1e-6;

  private SphereImage() {}

  /**
   * Writes the original plus a change that is scaled to a length, clipped to [0, 1].
   *
   * @param change its direction; zero stands for no change
   * @param radius the length, at least 0
   */
  static void write(float[] original, double[] change, double radius, float[] images, int at) {
    double length = 0;
    for (double value : change) {
      length += value * value;
    }
    double scale = length > 0 ? radius / Math.sqrt(length) : 0;
    for (int i = 0; i < original.length; i++) {
      images[at + i] = Pixels.clip((float) (original[i] + scale * change[i]));
    }
    double measured = distance(original, images, at);
    for (int i = 0; i < original.length && measured > radius; i++) {
      double difference = images[at + i] - original[i];
      images[at + i] = (float) (original[i] + difference * (radius / measured * INWARDS));
    }
  }

  private static double distance(float[] original, float[] images, int at) {
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      double difference = images[at + i] - original[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
