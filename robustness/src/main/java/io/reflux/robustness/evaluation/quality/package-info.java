/**
 * What a model is like before anybody attacks it: how accurate, how confident, how far apart its
 * logits are, and how large the gradients are that an attack would follow. Large logits with tiny
 * gradients are the signature of a model that only looks robust. Read {@link
 * io.reflux.robustness.evaluation.quality.ModelQuality} first.
 */
@NullMarked
package io.reflux.robustness.evaluation.quality;

import org.jspecify.annotations.NullMarked;
