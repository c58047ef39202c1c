/**
 * Attacks as data. {@link io.reflux.robustness.attack.spec.AttackMode} is the catalogue: what each
 * attack computes, in which threat model, with which parameters; {@link
 * io.reflux.robustness.attack.spec.AttackSpec} is one attack with every parameter set, and the text
 * from which identifiers are derived.
 */
@NullMarked
package io.reflux.robustness.attack.spec;

import org.jspecify.annotations.NullMarked;
