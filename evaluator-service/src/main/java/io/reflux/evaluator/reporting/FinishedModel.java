package io.reflux.evaluator.reporting;

import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * A model whose training is over.
 *
 * @param modelId its id
 * @param trainingLoss mean cross-entropy over the last epoch, nats
 * @param quality what it does on clean test images; empty if not measured
 * @param finishedAt when its last checkpoint was built
 */
public record FinishedModel(
    String modelId, double trainingLoss, Optional<ModelQuality> quality, Instant finishedAt) {

  /** The model of a checkpoint; empty unless the checkpoint is final. */
  public static Optional<FinishedModel> of(TeacherCheckpoint checkpoint) {
    return checkpoint.getStage() == CheckpointStage.FINAL
        ? Optional.of(
            new FinishedModel(
                checkpoint.getModelId(),
                checkpoint.getTrainingLoss(),
                checkpoint.getQuality(),
                checkpoint.getMeta().getProducedAt()))
        : Optional.empty();
  }

  /** The model of a checkpoint; empty unless the checkpoint is final. */
  public static Optional<FinishedModel> of(StudentCheckpoint checkpoint) {
    return checkpoint.getStage() == CheckpointStage.FINAL
        ? Optional.of(
            new FinishedModel(
                checkpoint.getModelId(),
                checkpoint.getTrainingLoss(),
                checkpoint.getQuality(),
                checkpoint.getMeta().getProducedAt()))
        : Optional.empty();
  }
}
