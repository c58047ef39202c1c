/**
 * Outcomes row by row, and what several attacks achieve together. The worst case over attacks is
 * taken image by image and never from averages: {@link
 * io.reflux.robustness.evaluation.rows.ModelAttacks} has all attacks on a model, a {@link
 * io.reflux.robustness.evaluation.rows.BoundaryResult} those that count within one norm, budget and
 * goal. Read these two first; nothing here judges.
 */
@NullMarked
package io.reflux.robustness.evaluation.rows;

import org.jspecify.annotations.NullMarked;
