package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.loss.LogitOrder;
import io.reflux.robustness.attack.search.AttackBatch;

/**
 * One wrong class after the other, those with the largest logits on the original first (Croce and
 * Hein 2020, section 5), until any of them succeeds; and all of them again from other starts. More
 * restarts thus come after everything that fewer would do, and change nothing for rows that it
 * breaks.
 */
final class LikelyTargets implements Tries {

  private final AttackBatch batch;
  private final double radius;
  private final int targets;
  private final int restarts;
  private final int[][] order;
  private final int[] done;

  /**
   * Tries.
   *
   * @param radius how far each may go
   * @param targets the most classes, at least 1
   * @param restarts of each class, at least 1
   */
  LikelyTargets(AttackBatch batch, double radius, int targets, int restarts) {
    this.batch = batch;
    this.radius = radius;
    this.targets = targets;
    this.restarts = restarts;
    order = new int[batch.rows()][];
    done = new int[batch.rows()];
  }

  @Override
  public void meet(int row, float[] logits) {
    int count = Math.min(targets, logits.length - 1);
    order[row] = LogitOrder.largestOthers(logits, batch.source(row), count);
  }

  @Override
  public Aim aim(int row) {
    return new Aim(batch.source(row), order[row][done[row] % order[row].length]);
  }

  @Override
  public double radius(int row) {
    return radius;
  }

  @Override
  public boolean another(int row, boolean reached, double distance) {
    return !reached && ++done[row] < (long) order[row].length * restarts;
  }
}
