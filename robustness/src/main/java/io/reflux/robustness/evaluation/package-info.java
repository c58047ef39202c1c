/**
 * What the outcomes of an attack say about a model: success rates with intervals, distances, the
 * paper's robustness metric with its ceiling, and the sizes of the gradients. Outcomes are summed
 * in integers, so the order in which they arrive leaves no trace. Read {@link
 * io.reflux.robustness.evaluation.OutcomeSums} first, then {@link
 * io.reflux.robustness.evaluation.AttackScore}.
 */
@NullMarked
package io.reflux.robustness.evaluation;

import org.jspecify.annotations.NullMarked;
