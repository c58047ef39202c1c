package io.reflux.robustness.attack.ensemble;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.loss.Loss;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the members of an ensemble have left of each row so far. */
final class Standings {

  private static final Loss MARGIN = Loss.margin();

  private final AttackBatch batch;
  private final SearchResult result;
  private final boolean[] broken;
  private final double[] margins;
  private final EndReason[] reasons;

  Standings(AttackBatch batch) {
    this.batch = batch;
    result = new SearchResult(batch);
    broken = new boolean[batch.rows()];
    margins = new double[batch.rows()];
    Arrays.fill(margins, Double.NEGATIVE_INFINITY);
    reasons = new EndReason[batch.rows()];
    Arrays.fill(reasons, EndReason.ZERO_GRADIENT);
  }

  /** The rows of the batch that are not broken, ascending. */
  int[] left() {
    return IntStream.range(0, broken.length).filter(row -> !broken[row]).toArray();
  }

  /**
   * Takes in what a member found.
   *
   * @param rows of the batch that it searched
   * @param logits of the images that it left
   */
  void take(int[] rows, SearchResult found, FloatMatrix logits) {
    for (int from = 0; from < rows.length; from++) {
      int row = rows[from];
      boolean reached = batch.reached(logits, from, batch.target(row));
      int before = result.iterations(row);
      if (nearest(row, logits, from) || reached) {
        result.keep(row, found.candidates(), from);
      }
      broken[row] = reached;
      result.asked(row, found.queries(from) + 1);
      reasons[row] = reached ? EndReason.SUCCESS : unbroken(reasons[row], found.reason(from));
      result.end(row, reasons[row], before + found.iterations(from));
    }
  }

  SearchResult result() {
    return result;
  }

  /** A success that is none counts as a budget used up. */
  private static EndReason unbroken(EndReason before, EndReason now) {
    if (before == EndReason.NON_FINITE || now == EndReason.NON_FINITE) {
      return EndReason.NON_FINITE;
    }
    boolean used = before == EndReason.BUDGET || now == EndReason.BUDGET;
    return used || now == EndReason.SUCCESS ? EndReason.BUDGET : now;
  }

  private boolean nearest(int row, FloatMatrix logits, int from) {
    Aim aim = new Aim(batch.source(row), batch.target(row));
    double margin =
        logits.finite(from) ? MARGIN.value(logits.row(from), aim) : Double.NEGATIVE_INFINITY;
    boolean nearest = margin > margins[row];
    margins[row] = nearest ? margin : margins[row];
    return nearest;
  }
}
