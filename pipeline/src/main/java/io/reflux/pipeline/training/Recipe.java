package io.reflux.pipeline.training;

import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.training.Targets;

/**
 * What is peculiar to a kind of model: what it learns, and how its checkpoints are told.
 *
 * @param <C> class of the checkpoints
 */
public interface Recipe<C> {

  /**
   * The answers that the model is to learn for the training images. If they take time to make, asks
   * {@link WantedJob#cancelled()} in between.
   */
  Targets targets(ModelSpec spec, DatasetPair data, WantedJob delivery);

  /** The record of a checkpoint. */
  C checkpoint(ModelSnapshot snapshot);
}
