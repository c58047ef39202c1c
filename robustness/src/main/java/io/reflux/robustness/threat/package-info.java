/**
 * What an attacker may do, as values: which norm bounds the change and by how much, whether a class
 * is to be reached or only left, and what the attacker can see of the model. A robustness number is
 * a statement within one {@link io.reflux.robustness.threat.ThreatModel}; numbers of different ones
 * are not comparable and are never averaged.
 */
@NullMarked
package io.reflux.robustness.threat;

import org.jspecify.annotations.NullMarked;
