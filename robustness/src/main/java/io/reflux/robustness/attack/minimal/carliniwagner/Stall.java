package io.reflux.robustness.attack.minimal.carliniwagner;

/**
 * One descent's length: it ends after a number of steps, or when a tenth of them has not brought
 * the loss below a share of what it was. As in Carlini and Wagner's code, but for each row by
 * itself.
 */
final class Stall {

  /** The share in their code. */
  static final double PAPER = 0.9999;

  private static final int CHECKS = 10;

  private final int steps;
  private final int every;
  private final double progress;
  private int step;
  private double last;

  /**
   * A descent.
   *
   * @param steps looks at most
   * @param progress the share
   */
  Stall(int steps, double progress) {
    this.steps = steps;
    this.progress = progress;
    this.every = Math.max(1, steps / CHECKS);
    restart();
  }

  /** Begins a descent. */
  void restart() {
    step = 0;
    last = Double.POSITIVE_INFINITY;
  }

  /** The share of the steps that are taken, in [0, 1). */
  double share() {
    return (double) step / steps;
  }

  /**
   * Counts a look.
   *
   * @param loss at that image
   * @param excused whether want of progress is no reason to stop
   * @return whether the descent is over
   */
  boolean over(double loss, boolean excused) {
    boolean stalled = false;
    if (step % every == 0) {
      stalled = !(loss < progress * last) && !excused;
      last = loss;
    }
    return ++step == steps || stalled;
  }
}
