/**
 * The making of models, baselines, teachers and students alike: from a job to checkpoints, with
 * what is remembered of earlier work. What is peculiar to a kind of model is its {@link
 * io.reflux.pipeline.training.Recipe}. Read {@link io.reflux.pipeline.training.ModelMaker} first.
 */
@NullMarked
package io.reflux.pipeline.training;

import org.jspecify.annotations.NullMarked;
