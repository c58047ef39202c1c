package io.reflux.pipeline.training;

import io.reflux.pipeline.external.ModelFit;
import io.reflux.pipeline.external.UnfitModelException;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.evaluation.quality.NonFiniteLogitsException;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.runtime.artifact.ArtifactCorruptedException;
import io.reflux.runtime.artifact.ArtifactMissingException;
import io.reflux.runtime.queue.JobFailedException;
import io.reflux.schemas.avro.ArtifactRef;

/** Takes in models that were made elsewhere; what is wrong with one is a failure of the job. */
final class Adoption {

  private static final String REGISTER_AGAIN = "register the model again: reflux register";

  private Adoption() {}

  static Checkpoint read(StoredCheckpoints stored, ArtifactRef weights) {
    try {
      return stored.read(weights);
    } catch (ArtifactMissingException e) {
      throw JobFailedException.passing(
          String.valueOf(e.getMessage()),
          "let all services see the same artefact store, and " + REGISTER_AGAIN,
          e);
    } catch (ArtifactCorruptedException | CheckpointCorruptedException e) {
      throw JobFailedException.lasting(String.valueOf(e.getMessage()), REGISTER_AGAIN, e);
    }
  }

  static ModelQuality measured(Checkpoint model, DatasetPair data, ModelTraining training) {
    try {
      ModelFit.require(model.structure(), data);
      return training.measure(model, data);
    } catch (UnfitModelException e) {
      throw JobFailedException.lasting(
          String.valueOf(e.getMessage()), UnfitModelException.ADVICE, e);
    } catch (NonFiniteLogitsException e) {
      throw JobFailedException.lasting(
          "the model's answers are not finite numbers on the test images",
          "check that it was made for pixels in [0, 1]",
          e);
    }
  }
}
