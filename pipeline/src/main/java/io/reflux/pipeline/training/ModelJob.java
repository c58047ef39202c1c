package io.reflux.pipeline.training;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.schemas.avro.DatasetRef;
import java.time.Instant;

/**
 * A job that makes a model, whatever the model learns from.
 *
 * @param subject what it is about
 * @param dataset the images to learn from
 * @param specification of the model, as the plan has it
 * @param queuedAt the time in the job's metadata
 */
public record ModelJob(
    JobSubject subject, DatasetRef dataset, String specification, Instant queuedAt) {

  /** The id of the model. */
  public String modelId() {
    return subject.modelId();
  }

  /**
   * What to make.
   *
   * @throws IllegalArgumentException if the job does not say it well
   */
  public ModelSpec spec() {
    return ModelSpec.parse(specification, DatasetRecords.spec(dataset));
  }

  /**
   * What to take in, where the job is to take in what was made elsewhere.
   *
   * @throws IllegalArgumentException if the job does not say it well
   */
  public ExternalModel external() {
    return ExternalModel.parse(specification, DatasetRecords.spec(dataset));
  }
}
