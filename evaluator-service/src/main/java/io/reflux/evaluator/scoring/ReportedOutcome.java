package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import java.time.Instant;

/**
 * An outcome and when it was first reported so.
 *
 * @param summary what counts
 * @param reportedAt when the attacker built the record
 */
public record ReportedOutcome(OutcomeSummary summary, Instant reportedAt) {}
