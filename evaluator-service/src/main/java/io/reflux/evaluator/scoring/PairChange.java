package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one pair takes the place of another.
 *
 * @param before the pair's outcome until now; empty if it had none
 * @param after the pair's outcome from now on; empty if it is withdrawn
 * @param sampleBefore the pair's sample until now; empty if none of its pairs had an outcome
 * @param sampleAfter the pair's sample from now on; empty if none of its pairs has an outcome
 * @param at when the change was reported
 */
record PairChange(
    Optional<OutcomeSummary> before,
    Optional<OutcomeSummary> after,
    Optional<SamplePairs> sampleBefore,
    Optional<SamplePairs> sampleAfter,
    Instant at) {

  /**
   * The change that one outcome makes to its sample.
   *
   * @param known the outcomes of all pairs of the sample until now
   * @param before that of the pair, one of {@code known}
   * @throws IllegalArgumentException if a sample cannot be so
   */
  static PairChange of(
      List<OutcomeSummary> known,
      Optional<OutcomeSummary> before,
      Optional<OutcomeSummary> after,
      Instant at) {
    List<OutcomeSummary> next = new ArrayList<>(known);
    before.ifPresent(next::remove);
    after.ifPresent(next::add);
    return new PairChange(before, after, sample(known), sample(next), at);
  }

  private static Optional<SamplePairs> sample(List<OutcomeSummary> outcomes) {
    return outcomes.isEmpty() ? Optional.empty() : Optional.of(SamplePairs.of(outcomes));
  }
}
