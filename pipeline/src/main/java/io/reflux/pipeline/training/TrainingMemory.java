package io.reflux.pipeline.training;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.runtime.planning.LatestValues;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.schemas.avro.CheckpointStage;
import java.util.Optional;

/**
 * What a worker that makes models knows of earlier work.
 *
 * @param topic of the checkpoints
 * @param checkpoints the newest one of each model
 * @param plans which work is wanted
 * @param stored the bytes that checkpoints refer to
 * @param <C> class of the checkpoints
 */
public record TrainingMemory<C>(
    CheckpointTopic<C> topic,
    LatestValues<C> checkpoints,
    LivePlans plans,
    StoredCheckpoints stored) {

  /** Waits until earlier checkpoints and plans are known. */
  void awaitCaughtUp() throws InterruptedException {
    plans.awaitCaughtUp();
    checkpoints.awaitCaughtUp();
  }

  boolean wants(ModelJob job) {
    return plans.wants(job.modelId(), job.queuedAt());
  }

  boolean finished(String modelId) {
    return checkpoints.find(modelId).map(topic.stage()).equals(Optional.of(CheckpointStage.FINAL));
  }

  /**
   * Where an interrupted training can go on; empty to begin anew, which ends with the same bytes.
   */
  Optional<Checkpoint> resumable(String modelId) {
    return checkpoints.find(modelId).flatMap(topic.state()).flatMap(stored::readIfIntact);
  }
}
