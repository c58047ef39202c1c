package io.reflux.distiller;

import io.reflux.pipeline.fixture.SampleRecords;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.util.List;

/** Plans and checkpoints that the planner's tests tell of. */
final class Records {

  static final String TEACHER = "m-teacher";
  static final String STUDENT = "m-student";

  private Records() {}

  /** A plan of one teacher and its student. */
  static ExperimentPlan plan(String experimentId, PlanStatus status) {
    return ExperimentPlan.newBuilder()
        .setMeta(SampleRecords.meta(experimentId))
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
    return SampleRecords.teacher(modelId, stage).build();
  }

  static StudentCheckpoint student(CheckpointStage stage) {
    return SampleRecords.student(STUDENT, TEACHER, stage).build();
  }

  private static PlannedModel.Builder model(String id, ModelRole role) {
    return PlannedModel.newBuilder().setModelId(id).setRole(role).setTemperature(20).setSpec("{}");
  }
}
