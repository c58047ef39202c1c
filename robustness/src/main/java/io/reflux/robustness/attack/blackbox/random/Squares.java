package io.reflux.robustness.attack.blackbox.random;

/**
 * What both square attacks are told.
 *
 * @param radius of the ball around the original
 * @param share of the image that a square covers at first, in (0, 1]
 * @param queries how many images may be asked about, which stretches the schedule
 */
record Squares(double radius, double share, int queries) {

  /** The share that the next square covers. */
  double share(int drawn) {
    return Schedule.SQUARES.share(share, drawn, queries);
  }
}
