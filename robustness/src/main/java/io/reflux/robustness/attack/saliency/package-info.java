/**
 * Adversarial saliency maps: which two features, or which one, a targeted attack should change
 * next. A map says which vector-Jacobian products it needs and then chooses features from them; the
 * maps differ in what they differentiate (probabilities, log-probabilities, logits) and in the
 * number type, which is what decides whether they see anything at all on a saturated model. Pure
 * arithmetic on one row at a time: no images are changed here. Read {@link
 * io.reflux.robustness.attack.saliency.SaliencyMap} first.
 */
@NullMarked
package io.reflux.robustness.attack.saliency;

import org.jspecify.annotations.NullMarked;
