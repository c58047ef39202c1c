package io.reflux.evaluator.scoring;

import java.time.Instant;
import java.util.Optional;

/**
 * The standing of one model under one attack at some moment, as reports are made from it.
 *
 * @param standing the sums
 * @param pairs all pairs; empty until the standing is complete
 * @param asOf when the latest fact it rests on was reported; of a complete standing, the same
 *     whatever the order in which the facts arrived
 */
public record ScoreUpdate(AttackStanding standing, Optional<PairTable> pairs, Instant asOf) {

  /** Checks that there are pairs exactly when the standing is complete. */
  public ScoreUpdate {
    if (standing.complete() != pairs.isPresent()) {
      throw new IllegalArgumentException(
          "pairs must be there exactly when complete = %s".formatted(standing.complete()));
    }
  }

  /** Whether every expected outcome is counted. */
  public boolean complete() {
    return standing.complete();
  }
}
