/**
 * Reasons to doubt numbers, shown beside them: what was counted, why it matters, and what to do.
 * Warnings on one attack, on a model, and on attacks that contradict each other within a boundary.
 * {@link io.reflux.robustness.evaluation.warning.ReliabilityWarnings} looks for them; thresholds
 * stand in the warnings with their reasons.
 */
@NullMarked
package io.reflux.robustness.evaluation.warning;

import org.jspecify.annotations.NullMarked;
