package io.reflux.robustness.attack.gradient;

/**
 * How the image of a row moves within one try. It may remember rows by their place in the batch; it
 * belongs to one run.
 */
interface Climb {

  /**
   * Moves the image to where the model is asked next.
   *
   * @return false if the try can get no further, whatever is asked
   */
  boolean advance(Visit visit);
}
