package io.reflux.robustness.evaluation;

/**
 * How far an adversarial sample is from its original.
 *
 * @param l0 the number of changed features, at least 0
 * @param l2 the Euclidean distance, in [0, 65536]
 * @param linf the largest change of a feature, in [0, 65536]
 */
public record Distortion(int l0, double l2, double linf) {

  /** No change at all. */
  public static final Distortion NONE = new Distortion(0, 0, 0);

  /** Far above any distance between images, far below what a sum of longs can hold. */
  private static final double MAXIMUM = 1 << 16;

  /** Checks the ranges. */
  public Distortion {
    if (l0 < 0) {
      throw new IllegalArgumentException("l0 must be >= 0, was " + l0);
    }
    requireDistance("l2", l2);
    requireDistance("linf", linf);
  }

  private static void requireDistance(String name, double distance) {
    if (!(distance >= 0 && distance <= MAXIMUM)) {
      throw new IllegalArgumentException(name + " must be in [0, 65536], was " + distance);
    }
  }
}
