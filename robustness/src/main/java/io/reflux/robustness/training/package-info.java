/**
 * Training by stochastic gradient descent at a softmax temperature, on hard or soft labels. A
 * {@link io.reflux.robustness.training.TrainingPlan} says how, {@link
 * io.reflux.robustness.training.Trainer} does it epoch by epoch, and {@link
 * io.reflux.robustness.training.TrainingState} is all that one epoch hands to the next: a run that
 * was stopped and resumed ends with the same bytes as one that was not.
 */
@NullMarked
package io.reflux.robustness.training;

import org.jspecify.annotations.NullMarked;
