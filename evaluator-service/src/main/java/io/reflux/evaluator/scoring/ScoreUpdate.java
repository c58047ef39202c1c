package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.rows.RowTable;
import java.time.Instant;
import java.util.Optional;

/**
 * The standing of one model under one attack at some moment, as reports are made from it.
 *
 * @param standing the sums
 * @param rows all rows; empty until the standing is complete
 * @param asOf when the latest fact it rests on was reported; of a complete standing, the same
 *     whatever the order in which the facts arrived
 */
public record ScoreUpdate(AttackStanding standing, Optional<RowTable> rows, Instant asOf) {

  /** Checks that there are rows exactly when the standing is complete. */
  public ScoreUpdate {
    if (standing.complete() != rows.isPresent()) {
      throw new IllegalArgumentException(
          "rows must be there exactly when complete = %s".formatted(standing.complete()));
    }
  }

  /** Whether every expected outcome is counted. */
  public boolean complete() {
    return standing.complete();
  }
}
