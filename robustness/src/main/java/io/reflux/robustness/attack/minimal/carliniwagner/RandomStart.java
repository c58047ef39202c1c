package io.reflux.robustness.attack.minimal.carliniwagner;

import io.reflux.robustness.attack.search.Pixels;
import java.util.SplittableRandom;

/**
 * Random points near an original to descend from (section V-B of the paper): descents from one
 * point may all end where the logits hardly depend on the image any more, whatever the weight. The
 * points are the same for all rows and runs.
 */
final class RandomStart {

  /** How far a pixel is from the original at most. */
  private static final double NEAR = 0.3;

  private RandomStart() {}

  /**
   * A point in [0, 1].
   *
   * @param number which of them
   */
  static float[] near(float[] original, int number) {
    SplittableRandom random = new SplittableRandom(number);
    float[] start = new float[original.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = Pixels.clip((float) (original[i] + random.nextDouble(-NEAR, NEAR)));
    }
    return start;
  }
}
