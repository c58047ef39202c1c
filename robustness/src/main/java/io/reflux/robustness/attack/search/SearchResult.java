package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of a batch as a search leaves them, in the order of the batch. A row starts as its
 * original, ended for want of budget; the search writes over it as it learns better.
 */
public final class SearchResult {

  private final FloatMatrix candidates;
  private final EndReason[] reasons;
  private final int[] iterations;
  private final List<List<Approach>> approaches;
  private final long[] queries;

  /** Nothing found yet. */
  public SearchResult(AttackBatch batch) {
    int rows = batch.rows();
    candidates =
        new FloatMatrix(rows, batch.originals().columns(), batch.originals().values().clone());
    reasons = new EndReason[rows];
    Arrays.fill(reasons, EndReason.BUDGET);
    iterations = new int[rows];
    approaches =
        Stream.generate(() -> (List<Approach>) new ArrayList<Approach>()).limit(rows).toList();
    queries = new long[rows];
  }

  /**
   * Keeps an image as the best of a row so far.
   *
   * @param row the row of the batch
   * @param images where the image is; copied
   * @param from its row there
   */
  public void keep(int row, FloatMatrix images, int from) {
    int columns = candidates.columns();
    System.arraycopy(images.values(), from * columns, candidates.values(), row * columns, columns);
  }

  /**
   * Notes that the best image of a row has come closer to its goal.
   *
   * @param row the row of the batch
   * @param iteration when, at least that of the last time
   * @param gap how far the logits are from the goal now, see {@code AttackOutcome}
   */
  public void approached(int row, int iteration, double gap) {
    approaches.get(row).add(new Approach(iteration, gap));
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

  /**
   * How far from the goal the row's best image was when half of its iterations were over; NaN if
   * the search told nothing of it, or made fewer than two.
   */
  public double earlierGap(int row) {
    int half = iterations[row] / 2;
    return approaches.get(row).stream()
        .filter(approach -> approach.iteration() <= half && iterations[row] > 1)
        .reduce((earlier, later) -> later)
        .map(Approach::gap)
        .orElse(Double.NaN);
  }

  /** How close a row had come by an iteration. */
  private record Approach(int iteration, double gap) {}

  /** How many images a row asked the attacked model about. */
  public long queries(int row) {
    return queries[row];
  }
}
