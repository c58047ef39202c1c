/**
 * An experiment as the field states it, and what follows from it: which models have to be trained,
 * which of them descend from which, which attacks each one faces, and the identity of all of that.
 * Pure arithmetic on specifications; nothing here reads data or trains. Read {@link
 * io.reflux.robustness.experiment.Experiment} first.
 */
@NullMarked
package io.reflux.robustness.experiment;

import org.jspecify.annotations.NullMarked;
