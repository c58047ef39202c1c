package io.reflux.robustness.evaluation.warning;

import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.Locale;
import java.util.Optional;

/**
 * A reason to doubt a number, shown wherever the number is shown. Each has a code that programs can
 * look for, a cause, the evidence with its counts, and advice.
 */
public sealed interface ReliabilityWarning permits AttackWarning, ModelWarning, Contradiction {

  /** A stable name in kebab case. */
  String code();

  /** Why the number may mislead. */
  String cause();

  /** What was counted. */
  String evidence();

  /** What to do about it. */
  String advice();

  /** The boundary that it is about; empty for any. */
  default Optional<Boundary> scope() {
    return Optional.empty();
  }

  /** Some of many in words, such as {@code 9 of 900 (1.0 %) searches failed}. */
  static String share(long count, long of, String what) {
    return String.format(Locale.ROOT, "%d of %d (%.1f %%) %s", count, of, 100.0 * count / of, what);
  }
}
