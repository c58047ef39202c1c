package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.threat.Norm;
import java.util.SplittableRandom;

/**
 * The images in [0, 1] that are no further from an original than a radius, in one norm: the
 * direction in which that norm is best spent, the way back inside, and random points.
 *
 * <p>Images move as their change is measured: the change from the original is taken in float32, cut
 * to size, added to the original in float32 and clipped. So an image that is taken apart into
 * original and change, and put together again, is the same one.
 */
sealed interface Ball permits LinfBall, L2Ball {

  /**
   * Goes along the steepest direction, of length 1 in this norm, and back inside; stays where the
   * gradient is zero.
   *
   * @param gradient where the derivatives are, from index {@code at} on; finite
   * @param length how far
   */
  void climb(Place place, float[] gradient, int at, double length);

  /** Moves the image to the ball. */
  void project(Place place);

  /** Moves from the original to a point drawn uniformly from the ball, clipped to [0, 1]. */
  void scatter(Place place, SplittableRandom random);

  /** How far all steps of a try lead together if nobody says, in radii of the ball. */
  double path();

  /** How far the image is from its original. */
  double distance(Place place);

  /**
   * The ball of a norm.
   *
   * @throws IllegalArgumentException for L0, which has no steepest direction
   */
  static Ball of(Norm norm) {
    return switch (norm) {
      case L2 -> new L2Ball();
      case LINF -> new LinfBall();
      case L0 -> throw new IllegalArgumentException("norm must be l2 or linf, was l0");
    };
  }
}
