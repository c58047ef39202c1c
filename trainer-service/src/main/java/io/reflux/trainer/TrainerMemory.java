package io.reflux.trainer;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.artifact.ArtifactCorruptedException;
import io.reflux.runtime.artifact.ArtifactMissingException;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.planning.LatestValues;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the trainer knows of earlier work.
 *
 * @param artifacts where weights are kept
 * @param checkpoints the newest checkpoint of each model
 * @param plans which work is wanted
 */
record TrainerMemory(
    ArtifactStore artifacts, LatestValues<TeacherCheckpoint> checkpoints, LivePlans plans) {

  private static final Logger LOG = LoggerFactory.getLogger(TrainerMemory.class);

  /** Waits until earlier checkpoints and plans are known. */
  void awaitCaughtUp() throws InterruptedException {
    plans.awaitCaughtUp();
    checkpoints.awaitCaughtUp();
  }

  boolean finished(String modelId) {
    return checkpoints
        .find(modelId)
        .filter(checkpoint -> checkpoint.getStage() == CheckpointStage.FINAL)
        .isPresent();
  }

  /**
   * Where an interrupted training can go on; empty to begin anew, which ends with the same bytes.
   */
  Optional<Checkpoint> resumable(String modelId) {
    return checkpoints.find(modelId).flatMap(TeacherCheckpoint::getState).flatMap(this::load);
  }

  private Optional<Checkpoint> load(ArtifactRef state) {
    try {
      return Optional.of(CheckpointFormat.read(artifacts.get(Artifact.of(state))));
    } catch (ArtifactMissingException
        | ArtifactCorruptedException
        | CheckpointCorruptedException
        | IllegalArgumentException e) {
      LOG.warn("a checkpoint cannot be resumed, training begins anew: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
