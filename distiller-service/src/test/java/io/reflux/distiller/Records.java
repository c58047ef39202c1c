package io.reflux.distiller;

import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.time.Instant;
import java.util.List;

/** Plans and checkpoints that the planner's tests tell of. */
final class Records {

  static final String TEACHER = "m-teacher";
  static final String STUDENT = "m-student";

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Records() {}

  /** A plan of one teacher and its student. */
  static ExperimentPlan plan(String experimentId, PlanStatus status) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta(experimentId))
        .setExperimentId(experimentId)
        .setStatus(status)
        .setDataset(new DatasetRef("mnist", "0".repeat(64), 0, 0))
        .setModels(
            List.of(
                model(TEACHER, ModelRole.TEACHER).build(),
                model(STUDENT, ModelRole.STUDENT).setParentId(TEACHER).build()))
        .build();
  }

  static TeacherCheckpoint teacher(String modelId, CheckpointStage stage) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(meta("e-1"))
        .setModelId(modelId)
        .setStage(stage)
        .setEpoch(1)
        .setEpochs(2)
        .setTemperature(20)
        .setSpec("{}")
        .setWeights(new ArtifactRef("file:/weights", "1".repeat(64), 1L))
        .setFeatures(784)
        .setClasses(10)
        .setTrainingLoss(0.5)
        .build();
  }

  static StudentCheckpoint student(CheckpointStage stage) {
    return StudentCheckpoint.newBuilder()
        .setMeta(meta("e-1"))
        .setModelId(STUDENT)
        .setParentId(TEACHER)
        .setStage(stage)
        .setEpoch(1)
        .setEpochs(2)
        .setTemperature(20)
        .setSpec("{}")
        .setWeights(new ArtifactRef("file:/weights", "2".repeat(64), 1L))
        .setFeatures(784)
        .setClasses(10)
        .setTrainingLoss(0.5)
        .build();
  }

  private static PlannedModel.Builder model(String id, ModelRole role) {
    return PlannedModel.newBuilder().setModelId(id).setRole(role).setTemperature(20).setSpec("{}");
  }

  private static EventMeta meta(String experimentId) {
    return EventMeta.newBuilder()
        .setEventId(experimentId)
        .setExperimentId(experimentId)
        .setProducedAt(NOON)
        .build();
  }
}
