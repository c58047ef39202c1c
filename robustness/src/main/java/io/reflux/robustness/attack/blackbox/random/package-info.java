/**
 * Attacks that ask the model about images drawn at random, and look at the scores: random search
 * over squares and over sets of features, and noise as the baseline. {@link
 * io.reflux.robustness.attack.blackbox.random.RandomSearch} asks, a sampler per row draws. Read
 * that first.
 */
@NullMarked
package io.reflux.robustness.attack.blackbox.random;

import org.jspecify.annotations.NullMarked;
