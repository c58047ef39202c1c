/**
 * Image classifiers as mathematics: an architecture described as data, its parameters as one flat
 * vector, and the two functions every attack is written on, logits and vector-Jacobian products.
 * Read {@link io.reflux.robustness.network.Classifier} first. ND4J stays inside this package;
 * batches cross its border as {@link io.reflux.robustness.network.FloatMatrix}.
 */
@NullMarked
package io.reflux.robustness.network;

import org.jspecify.annotations.NullMarked;
