package io.reflux.benchmarks.suite;

import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import java.util.OptionalDouble;

/** An {@link AttackOutcome} without its image, as it is kept in a file. */
record RowOutcome(
    int sample,
    int source,
    int target,
    EndReason endReason,
    boolean success,
    int l0,
    double l2,
    double linf,
    long queries,
    double logitGap,
    double earlierGap,
    double finalGap,
    boolean repeatable) {

  static RowOutcome of(AttackOutcome outcome) {
    return new RowOutcome(
        outcome.sample(),
        outcome.source(),
        outcome.target(),
        outcome.endReason(),
        outcome.success(),
        outcome.l0(),
        outcome.l2(),
        outcome.linf(),
        outcome.effort().queries(),
        outcome.logitGap(),
        outcome.effort().earlierGap(),
        outcome.finalGap(),
        outcome.repeatable());
  }

  OutcomeSummary summary() {
    return new OutcomeSummary(
        sample,
        source,
        target,
        endReason,
        success,
        new Distortion(l0, l2, linf),
        OptionalDouble.empty(),
        new OutcomeSummary.Course(queries, logitGap, earlierGap, finalGap, repeatable));
  }
}
