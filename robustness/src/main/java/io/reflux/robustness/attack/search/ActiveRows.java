package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.Arrays;

/**
 * The rows of a batch that are still searched, packed together, and the results of those that are
 * not. Rows keep their order. What a search remembers of a row it keeps under {@link #batchRow},
 * which does not change when others are dropped.
 */
public final class ActiveRows {

  private final AttackBatch batch;
  private final SearchResult result;
  private FloatMatrix samples;
  private int[] batchRows;
  private int[] targets;
  private boolean[] ended;

  /** All rows, at their originals. */
  public ActiveRows(AttackBatch batch) {
    this(batch, new SearchResult(batch));
  }

  /** All rows, at their originals, with what an earlier round has left. */
  public ActiveRows(AttackBatch batch, SearchResult result) {
    this.batch = batch;
    this.result = result;
    batchRows = new int[batch.rows()];
    Arrays.setAll(batchRows, row -> row);
    samples = batch.originals().select(batchRows);
    targets = batch.targets();
    ended = new boolean[batchRows.length];
  }

  /** How many rows are active. */
  public int count() {
    return targets.length;
  }

  /** The current images, {@code [count, features]}; the search writes to them. */
  public FloatMatrix samples() {
    return samples;
  }

  /** The targets of the active rows; not to be written to. */
  public int[] targets() {
    return targets;
  }

  /** The target of an active row. */
  public int target(int row) {
    return targets[row];
  }

  /** The place of an active row in the batch. */
  public int batchRow(int row) {
    return batchRows[row];
  }

  /** Adds to a feature and clips it to [0, 1]. */
  public void move(int row, int feature, float change) {
    int at = row * samples.columns() + feature;
    samples.values()[at] = Pixels.clip(samples.values()[at] + change);
  }

  /** Asks the model about the current images. */
  public FloatMatrix logits(Classifier classifier) {
    countQueries();
    return classifier.logits(samples);
  }

  /** Logits and products at the current images; counts as one query of each row. */
  public InputGradients gradients(Classifier classifier, LogitSeeds seeds) {
    countQueries();
    return classifier.inputGradients(samples, seeds);
  }

  /** The same while every row is still at its original: targets of a sample share the forward. */
  public InputGradients gradientsOnOriginals(Classifier classifier, LogitSeeds seeds) {
    countQueries();
    return batch.gradients(classifier, seeds);
  }

  /** Whether the logits of an active row are what its goal asks for. */
  public boolean reached(FloatMatrix logits, int row) {
    return batch.reached(logits, row, targets[row]);
  }

  /** Keeps the current image of a row as its best. */
  public void keep(int row) {
    result.keep(batchRows[row], samples, row);
  }

  /** Keeps the current image of a row, which is closer to the goal than any before. */
  public void keep(int row, int iteration, double gap) {
    keep(row);
    result.approached(batchRows[row], iteration, gap);
  }

  /** Ends a row with what was kept of it; it stays in place until {@link #dropEnded}. */
  public void end(int row, EndReason reason, int iteration) {
    result.end(batchRows[row], reason, iteration);
    ended[row] = true;
  }

  /** Whether a row has ended and is not dropped yet. */
  public boolean ended(int row) {
    return ended[row];
  }

  /** Packs the rows that have not ended. */
  public void dropEnded() {
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

  /**
   * To be asked before each iteration.
   *
   * @throws AttackCancelledException if the attack is to end
   */
  public void requireWanted(AttackProgress progress) {
    if (progress.cancelled()) {
      throw new AttackCancelledException(batch.rows() - count(), batch.rows());
    }
  }

  /** Tells of the rows that are done; to be called after each iteration. */
  public void report(AttackProgress progress) {
    report(progress, 0);
  }

  /**
   * Tells of the rows that are done and of those that are not.
   *
   * @param underWay the sum over the active rows of the share of their work that is done
   */
  public void report(AttackProgress progress, double underWay) {
    progress.rowsFinished(batch.rows() - count() + (int) underWay, batch.rows());
  }

  /** What is left of all rows. */
  public SearchResult result() {
    return result;
  }

  private void countQueries() {
    for (int row : batchRows) {
      result.asked(row, 1);
    }
  }

  private void keep(int[] kept) {
    samples = samples.select(kept);
    batchRows = Arrays.stream(kept).map(row -> batchRows[row]).toArray();
    targets = Arrays.stream(kept).map(row -> targets[row]).toArray();
    ended = new boolean[kept.length];
  }
}
