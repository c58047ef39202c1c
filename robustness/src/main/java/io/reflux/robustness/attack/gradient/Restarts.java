package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.search.AttackBatch;
import java.util.Arrays;

/** The same several times, until the first success. */
final class Restarts implements Tries {

  private final AttackBatch batch;
  private final double radius;
  private final int[] left;

  /**
   * Tries.
   *
   * @param radius how far each may go
   * @param count how many, at least 1
   */
  Restarts(AttackBatch batch, double radius, int count) {
    this.batch = batch;
    this.radius = radius;
    left = new int[batch.rows()];
    Arrays.fill(left, count);
  }

  @Override
  public Aim aim(int row) {
    return new Aim(batch.source(row), batch.target(row));
  }

  @Override
  public double radius(int row) {
    return radius;
  }

  @Override
  public boolean another(int row, boolean reached, double distance) {
    return !reached && --left[row] > 0;
  }
}
