package io.reflux.robustness.attack;

import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;

/**
 * The rows of a batch that are still searched, packed together, and the results of those that are
 * not. Rows keep their order; a row is written by its own index only.
 */
final class ActiveRows {

  private final FloatMatrix candidates;
  private final EndReason[] reasons;
  private final int[] iterations;
  private FloatMatrix samples;
  private int[] batchRows;
  private int[] targets;
  private boolean[] ended;

  ActiveRows(AttackBatch batch) {
    int rows = batch.rows();
    candidates = FloatMatrix.zeros(rows, batch.originals().columns());
    reasons = new EndReason[rows];
    Arrays.fill(reasons, EndReason.BUDGET);
    iterations = new int[rows];
    batchRows = new int[rows];
    Arrays.setAll(batchRows, row -> row);
    samples = batch.originals().select(batchRows);
    targets = batch.targets();
    ended = new boolean[rows];
  }

  int count() {
    return targets.length;
  }

  /** The current samples, {@code [count, features]}. */
  FloatMatrix samples() {
    return samples;
  }

  int[] targets() {
    return targets;
  }

  int target(int row) {
    return targets[row];
  }

  /** Adds theta to a feature and clips it to [0, 1]. */
  void move(int row, int feature, float theta) {
    int at = row * samples.columns() + feature;
    samples.values()[at] = SparsePerturbation.clip(samples.values()[at] + theta);
  }

  /** Ends a row with its sample as it is now; it stays in place until {@link #dropEnded}. */
  void end(int row, EndReason reason, int iteration) {
    int batchRow = batchRows[row];
    int columns = samples.columns();
    System.arraycopy(
        samples.values(), row * columns, candidates.values(), batchRow * columns, columns);
    reasons[batchRow] = reason;
    iterations[batchRow] = iteration;
    ended[row] = true;
  }

  /** Packs the rows that have not ended. */
  void dropEnded() {
    int[] kept = new int[count()];
    int size = 0;
    for (int row = 0; row < ended.length; row++) {
      if (!ended[row]) {
        kept[size++] = row;
      }
    }
    if (size < kept.length) {
      keep(Arrays.copyOf(kept, size));
    }
  }

  /** The final samples and reasons of all rows, once none is active. */
  Search.Result result() {
    return new Search.Result(candidates, reasons, iterations);
  }

  private void keep(int[] kept) {
    samples = samples.select(kept);
    batchRows = Arrays.stream(kept).map(row -> batchRows[row]).toArray();
    targets = Arrays.stream(kept).map(row -> targets[row]).toArray();
    ended = new boolean[kept.length];
  }
}
