/**
 * Attacks made of attacks: several searches in turn, each on the rows that the ones before did not
 * break, as AutoAttack does (Croce and Hein 2020). What the members share is a threat model; see
 * {@link io.reflux.robustness.attack.ensemble.EnsembleSearch}.
 */
@NullMarked
package io.reflux.robustness.attack.ensemble;

import org.jspecify.annotations.NullMarked;
