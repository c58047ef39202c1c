package io.reflux.robustness.attack.blackbox.random;

import java.util.SplittableRandom;

/** The ends of a pixel's range, which are all that L0 attacks need. */
final class Corners {

  private Corners() {}

  /** 0 or 1, but not the original: a feature left as it is would be a wasted one. */
  static float other(float original, SplittableRandom random) {
    boolean high = original == 0 || (original != 1 && random.nextBoolean());
    return high ? 1 : 0;
  }

  /**
   * Moves some entries drawn at random to the front of a range.
   *
   * @param from the start of the range
   * @param to its end, exclusive
   * @param count how many, at most its length
   */
  static void drawToFront(int[] values, int from, int to, int count, SplittableRandom random) {
    for (int i = from; i < from + count; i++) {
      int other = random.nextInt(i, to);
      int kept = values[i];
      values[i] = values[other];
      values[other] = kept;
    }
  }
}
