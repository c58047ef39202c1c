package io.reflux.robustness.attack.search;

/** The range of a pixel. */
public final class Pixels {

  private Pixels() {}

  /** The nearest value in [0, 1]. */
  public static float clip(float pixel) {
    return Math.min(1, Math.max(0, pixel));
  }
}
