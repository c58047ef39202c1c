package io.reflux.robustness.attack.gradient;

import java.util.SplittableRandom;

/**
 * Where tries start.
 *
 * @param random whether at a random point of the ball, or else at the original
 * @param seed of the random points; no matter otherwise
 */
record Start(boolean random, long seed) {

  static final Start ORIGINAL = new Start(false, 0);

  static Start random(double seed) {
    return new Start(true, (long) seed);
  }

  /** Moves an image there. */
  void move(Place place, Ball ball, SplittableRandom numbers) {
    place.reset();
    if (random) {
      ball.scatter(place, numbers);
    }
  }
}
