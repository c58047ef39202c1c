/**
 * From experiments to trained models. {@link io.reflux.trainer.TrainerPlanner} turns requests into
 * plans and training jobs; {@link io.reflux.trainer.TrainerWorker} trains the models and publishes
 * a checkpoint after each epoch; {@link io.reflux.trainer.TrainerService} runs both.
 */
@NullMarked
package io.reflux.trainer;

import org.jspecify.annotations.NullMarked;
