/**
 * What gradient attacks follow: softmax in several number types, and functions of the logits with
 * their derivatives. Losses named without a number type are computed in log space, so that no
 * saturated softmax hides their gradient; those named {@code float32} lose what that type loses.
 */
@NullMarked
package io.reflux.robustness.attack.loss;

import org.jspecify.annotations.NullMarked;
