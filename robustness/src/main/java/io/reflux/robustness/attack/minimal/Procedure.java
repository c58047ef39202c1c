package io.reflux.robustness.attack.minimal;

/** How to look for the smallest change, for any row; immutable. */
public interface Procedure {

  /** The number of gradients that a walk needs of each image. */
  default int products(int classes) {
    return 1;
  }

  /** By how much the logits must be apart for the goal to be met; at least 0. */
  default double confidence() {
    return 0;
  }

  /**
   * The walk of one row.
   *
   * @param original pixels in [0, 1], {@code [features]}; not to be written to
   */
  Walk begin(float[] original, MarginGoal goal);
}
