package io.reflux.robustness.attack.minimal.carliniwagner;

/**
 * The search of one row for the smallest weight of the goal that leads to it: ten times as much
 * while none has, then halfway between the largest that has not and the smallest that has.
 */
final class ConstantBisection {

  /** No weight leads to the goal if this one does not (their code: 1e10). */
  private static final double LARGEST = 1e10;

  private static final double GROWTH = 10;

  private double constant;
  private double low;
  private double high = LARGEST;

  ConstantBisection(double first) {
    constant = first;
  }

  /** The weight to try. */
  double constant() {
    return constant;
  }

  /** Takes in whether the weight has led to the goal. */
  void next(boolean found) {
    if (found) {
      high = Math.min(high, constant);
    } else {
      low = Math.max(low, constant);
    }
    constant = high < LARGEST ? (low + high) / 2 : Math.min(LARGEST, constant * GROWTH);
  }
}
