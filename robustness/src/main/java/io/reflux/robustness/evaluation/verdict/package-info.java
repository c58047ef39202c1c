/**
 * What to make of attacks: a verdict by fixed rules, and the numbers it rests on. Nothing here
 * measures anything; the rules are pure functions of rows, and their thresholds are named constants
 * with reasons. Read {@link io.reflux.robustness.evaluation.verdict.VerdictRules} first.
 */
@NullMarked
package io.reflux.robustness.evaluation.verdict;

import org.jspecify.annotations.NullMarked;
