/**
 * Attacks that see less than the weights: scores, decisions, another model, or nothing. One of them
 * that breaks what a white-box attack of the same threat model does not is evidence that the latter
 * was misled, not that the model is robust.
 */
@NullMarked
package io.reflux.robustness.attack.blackbox;

import org.jspecify.annotations.NullMarked;
