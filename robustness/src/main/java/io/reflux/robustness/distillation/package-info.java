/**
 * Defensive distillation (Papernot et al. 2016, section III): a teacher trained at temperature T
 * labels its own training set with {@code softmax(Z/T)}, and a student of the same architecture
 * learns these soft labels at the same T; it is deployed at T = 1. {@link
 * io.reflux.robustness.distillation.SoftLabels} is the first half; the second is {@link
 * io.reflux.robustness.training.Trainer} on {@code Targets.soft}.
 */
@NullMarked
package io.reflux.robustness.distillation;

import org.jspecify.annotations.NullMarked;
