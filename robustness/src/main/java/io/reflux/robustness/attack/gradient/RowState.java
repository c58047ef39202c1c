package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.search.EndReason;
import java.util.SplittableRandom;

/** Where a row is and what it has found. */
final class RowState {

  /** The row's own random numbers, read on through all of its tries. */
  final SplittableRandom random;

  /** How many steps of the present try are made. */
  int step;

  /** The largest margin of its images. */
  double margin = Double.NEGATIVE_INFINITY;

  /** Whether one of them is adversarial. */
  boolean found;

  /** Whether a gradient was anywhere other than zero. */
  boolean sloped;

  RowState(SplittableRandom random, int step) {
    this.random = random;
    this.step = step;
  }

  /** Why it ends when nothing is left to try. */
  EndReason reason() {
    if (found) {
      return EndReason.SUCCESS;
    }
    return sloped ? EndReason.BUDGET : EndReason.ZERO_GRADIENT;
  }
}
