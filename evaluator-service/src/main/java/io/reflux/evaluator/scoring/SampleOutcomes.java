package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcomes of one sample under one attack, which are remembered together: their number is that
 * of the classes, they come one after the other, and a score looks at a sample as a whole.
 *
 * @param byTarget by ascending target, each target once
 */
public record SampleOutcomes(List<ReportedOutcome> byTarget) {

  /** No outcome. */
  public static final SampleOutcomes NONE = new SampleOutcomes(List.of());

  /** Copies, and checks the order. */
  public SampleOutcomes {
    byTarget = List.copyOf(byTarget);
    for (int i = 1; i < byTarget.size(); i++) {
      if (target(byTarget.get(i - 1)) >= target(byTarget.get(i))) {
        throw new IllegalArgumentException(
            "targets must ascend without repetition, %d came after %d"
                .formatted(target(byTarget.get(i)), target(byTarget.get(i - 1))));
      }
    }
  }

  /** The outcome for a target. */
  Optional<ReportedOutcome> of(int target) {
    for (ReportedOutcome outcome : byTarget) {
      if (target(outcome) == target) {
        return Optional.of(outcome);
      }
    }
    return Optional.empty();
  }

  /** With another outcome for a target; empty takes the outcome away. */
  SampleOutcomes with(int target, Optional<ReportedOutcome> outcome) {
    List<ReportedOutcome> next = new ArrayList<>(byTarget.size() + 1);
    int place = 0;
    for (ReportedOutcome other : byTarget) {
      if (target(other) != target) {
        next.add(other);
        place += target(other) < target ? 1 : 0;
      }
    }
    if (outcome.isPresent()) {
      next.add(place, outcome.get());
    }
    return new SampleOutcomes(next);
  }

  /** The sample as a score counts it; empty without outcomes. */
  Optional<SampleCell> cell() {
    if (byTarget.isEmpty()) {
      return Optional.empty();
    }
    int reached = 0;
    int minimumL0 = SampleCell.NO_SUCCESS;
    for (ReportedOutcome outcome : byTarget) {
      OutcomeSummary summary = outcome.summary();
      if (summary.success()) {
        reached++;
        minimumL0 = Math.min(minimumL0, summary.distortion().l0());
      }
    }
    int sample = byTarget.get(0).summary().sample();
    return Optional.of(new SampleCell(sample, byTarget.size(), reached, minimumL0));
  }

  private static int target(ReportedOutcome outcome) {
    return outcome.summary().target();
  }
}
