package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.network.FloatMatrix;

/**
 * What the model said of the image of a row.
 *
 * @param place where the image is
 * @param step how many steps of the try led there; 0 at its start
 * @param gradient the derivatives of the loss, in the row of the image; finite
 * @param value the loss
 */
record Visit(Place place, int step, FloatMatrix gradient, double value) {

  /** Goes along the gradient. */
  void climb(Ball ball, double length) {
    ball.climb(place, gradient.values(), place.from(), length);
  }
}
