package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import java.time.Instant;
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
    Optional<SampleCell> sampleBefore,
    Optional<SampleCell> sampleAfter,
    Instant at) {}
