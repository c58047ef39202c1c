package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.search.AttackBatch;
import java.util.Arrays;

/**
 * Looks for the smallest radius at which a row succeeds. The whole budget comes first; a row that
 * fails there is given up, so it succeeds where the attack with that budget does. After that the
 * radius is the middle of an interval whose lower end failed, or is 0, and whose upper end is the
 * distance of the nearest adversarial image so far, which is often less than the radius that was
 * allowed.
 *
 * <p>What succeeds in a ball succeeds in a larger one, so one success settles everything above it,
 * and one failure, if the attack is as strong as can be, everything below. It need not be: a
 * success nearer than a radius that failed shows that the failure was bad luck, and the lower end
 * goes back to 0. So the result is always an image that was found, never a bound that was inferred.
 */
final class Bisection implements Tries {

  private final AttackBatch batch;
  private final double whole;
  private final int restarts;
  private final int bisections;
  private final Interval[] intervals;

  /**
   * Tries.
   *
   * @param whole the budget, finite
   * @param restarts at each radius, at least 1
   * @param bisections how often an interval is halved, at least 1
   */
  Bisection(AttackBatch batch, double whole, int restarts, int bisections) {
    this.batch = batch;
    this.whole = whole;
    this.restarts = restarts;
    this.bisections = bisections;
    intervals = new Interval[batch.rows()];
    Arrays.setAll(intervals, row -> new Interval());
  }

  @Override
  public Aim aim(int row) {
    return new Aim(batch.source(row), batch.target(row));
  }

  @Override
  public double radius(int row) {
    return intervals[row].radius;
  }

  @Override
  public boolean another(int row, boolean reached, double distance) {
    Interval interval = intervals[row];
    return reached ? interval.succeed(distance) : interval.fail();
  }

  private final class Interval {

    private double low;
    private double high = Double.POSITIVE_INFINITY;
    private double radius = whole;
    private int restart;
    private int halvings;

    boolean succeed(double distance) {
      high = distance;
      low = low < high ? low : 0;
      return halve();
    }

    boolean fail() {
      restart++;
      if (restart < restarts) {
        return true;
      }
      low = radius;
      return Double.isFinite(high) && halve();
    }

    private boolean halve() {
      restart = 0;
      halvings++;
      radius = (low + high) / 2;
      return halvings <= bisections;
    }
  }
}
