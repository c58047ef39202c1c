package io.reflux.benchmarks.crosscheck;

import java.util.List;
import java.util.Map;

/**
 * One run of the other implementation.
 *
 * @param attack its name, {@code pgd} or {@code cw}
 * @param options what it was started with, by name
 * @param seconds the wall time of the attack alone
 * @param rows one outcome per row, in the order of the rows
 */
public record ReferenceResult(
    String attack, Map<String, Object> options, double seconds, List<ReferenceOutcome> rows) {

  /** Copies the rows. */
  public ReferenceResult {
    rows = List.copyOf(rows);
  }

  /** How many rows succeeded. */
  public long successes() {
    return rows.stream().filter(ReferenceOutcome::success).count();
  }
}
