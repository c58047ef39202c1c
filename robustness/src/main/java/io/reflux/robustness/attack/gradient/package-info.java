/**
 * Attacks that climb a loss by its gradient and stay within a budget: one step or many, from the
 * original or from random points, with fixed steps or with steps that adapt. They are put together
 * from a loss, a {@link io.reflux.robustness.attack.gradient.Ball}, a way to climb and a list of
 * tries; read {@link io.reflux.robustness.attack.gradient.GradientSearch} first, then {@link
 * io.reflux.robustness.attack.gradient.GradientSearches}, which says what each mode is made of.
 */
@NullMarked
package io.reflux.robustness.attack.gradient;

import org.jspecify.annotations.NullMarked;
