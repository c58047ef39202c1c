package io.reflux.pipeline.jobs;

import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.data.DatasetMismatchException;
import io.reflux.robustness.data.DatasetUnavailableException;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.robustness.training.TrainingDivergedException;
import io.reflux.runtime.artifact.ArtifactCorruptedException;
import io.reflux.runtime.artifact.ArtifactMissingException;
import io.reflux.runtime.queue.JobFailedException;

/** Says of the failures of the science whether they may pass, and what to do about them. */
final class ScienceFailures {

  /** A finished model is never trained again, so its weights do not come back by themselves. */
  private static final String LOST_WEIGHTS =
      "put the file back from a copy and submit the experiment again; without a copy train other"
          + " models: reflux submit EXPERIMENT --set training.seed=N";

  private ScienceFailures() {}

  /**
   * Does some work.
   *
   * @throws JobFailedException in place of what the science threw; an interruption stays as it is
   */
  static void explained(Runnable work) {
    try {
      work.run();
    } catch (DatasetUnavailableException e) {
      throw passing(e, "put the files there, or start another worker that has them");
    } catch (ArtifactMissingException e) {
      throw passing(
          e, "let all services see the same artefact store; if the file is lost, " + LOST_WEIGHTS);
    } catch (ArtifactCorruptedException | CheckpointCorruptedException e) {
      throw lasting(e, LOST_WEIGHTS);
    } catch (TrainingDivergedException e) {
      throw lasting(e, "change the training and submit again");
    } catch (DatasetMismatchException | DataFormatException | IllegalArgumentException e) {
      throw lasting(e, "correct the request or the files");
    }
  }

  private static JobFailedException passing(RuntimeException e, String advice) {
    return JobFailedException.passing(String.valueOf(e.getMessage()), advice, e);
  }

  private static JobFailedException lasting(RuntimeException e, String advice) {
    return JobFailedException.lasting(String.valueOf(e.getMessage()), advice, e);
  }
}
