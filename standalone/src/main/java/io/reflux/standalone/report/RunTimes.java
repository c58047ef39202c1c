package io.reflux.standalone.report;

import java.time.Duration;
import java.time.Instant;

/**
 * When a run took place: the only part of a report that differs between two runs of the same
 * experiment.
 *
 * @param startedAt when the experiment was submitted or first watched
 * @param finishedAt when its report was there
 */
public record RunTimes(Instant startedAt, Instant finishedAt) {

  /** How long it took. */
  public Duration duration() {
    return Duration.between(startedAt, finishedAt);
  }
}
