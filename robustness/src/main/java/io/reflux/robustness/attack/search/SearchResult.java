package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;

/**
 * The rows of a batch as a search leaves them, in the order of the batch. A row starts as its
 * original, ended for want of budget; the search writes over it as it learns better.
 */
public final class SearchResult {

  private final FloatMatrix candidates;
  private final EndReason[] reasons;
  private final int[] iterations;
  private final int[] improvedAt;
  private final long[] queries;

  /** Nothing found yet. */
  public SearchResult(AttackBatch batch) {
    int rows = batch.rows();
    candidates =
        new FloatMatrix(rows, batch.originals().columns(), batch.originals().values().clone());
    reasons = new EndReason[rows];
    Arrays.fill(reasons, EndReason.BUDGET);
    iterations = new int[rows];
    improvedAt = new int[rows];
    queries = new long[rows];
  }

  /**
   * Keeps an image as the best of a row so far.
   *
   * @param row the row of the batch
   * @param images where the image is; copied
   * @param from its row there
   * @param iteration when it was found, at least 0
   */
  public void keep(int row, FloatMatrix images, int from, int iteration) {
    int columns = candidates.columns();
    System.arraycopy(images.values(), from * columns, candidates.values(), row * columns, columns);
    improvedAt[row] = iteration;
  }

  /** Says why the search of a row ended and after how many iterations. */
  public void end(int row, EndReason reason, int iteration) {
    reasons[row] = reason;
    iterations[row] = iteration;
  }

  /** Counts images that a row asked the attacked model about. */
  public void asked(int row, long images) {
    queries[row] += images;
  }

  /** The same, the attacked model having been asked about nothing. */
  public SearchResult unasked() {
    Arrays.fill(queries, 0);
    return this;
  }

  /** The best images, {@code [rows, features]}; shared. */
  public FloatMatrix candidates() {
    return candidates;
  }

  /** Why the search of a row ended. */
  public EndReason reason(int row) {
    return reasons[row];
  }

  /** How many iterations a row took. */
  public int iterations(int row) {
    return iterations[row];
  }

  /** The iteration that found the row's best image; 0 for the original. */
  public int improvedAt(int row) {
    return improvedAt[row];
  }

  /** How many images a row asked the attacked model about. */
  public long queries(int row) {
    return queries[row];
  }
}
