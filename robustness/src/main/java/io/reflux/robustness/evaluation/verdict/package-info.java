/**
 * What to make of scores: a verdict by fixed rules, and warnings beside every number that may
 * mislead. Nothing here measures anything; the rules are pure functions of scores, and their
 * thresholds are named constants with reasons. Read {@link
 * io.reflux.robustness.evaluation.verdict.VerdictRules} first.
 */
@NullMarked
package io.reflux.robustness.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
