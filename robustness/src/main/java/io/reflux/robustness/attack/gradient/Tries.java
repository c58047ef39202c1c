package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Aim;

/**
 * What each row tries, one after the other. Rows are named by their place in the batch; it belongs
 * to one run.
 */
interface Tries {

  /** Told of the logits of a row's original before its first try. */
  default void meet(int row, float[] logits) {}

  /** What the present try of a row is to achieve; its success is always that of the batch. */
  Aim aim(int row);

  /** How far the present try of a row may go. */
  double radius(int row);

  /**
   * Goes on to the next try of a row.
   *
   * @param reached whether the present one found an adversarial image
   * @param distance how far the last image is from the original
   * @return false if there is none
   */
  boolean another(int row, boolean reached, double distance);
}
