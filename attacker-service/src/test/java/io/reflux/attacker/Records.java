package io.reflux.attacker;

import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Plans and checkpoints that the planner's tests tell of. */
final class Records {

  static final String BASELINE = "m-baseline";
  static final String STUDENT = "m-student";
  static final String ATTACK = "a-1";
  static final int SAMPLES = 3;

  /** Test images 0, 2, 5, 6 and 9 of 10 are classified correctly. */
  private static final byte[] CORRECT = {0b0110_0101, 0b0000_0010};

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Records() {}

  /** A plan to attack three samples of a baseline and of a student. */
  static ExperimentPlan plan(String experimentId, PlanStatus status) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta(experimentId))
        .setExperimentId(experimentId)
        .setStatus(status)
        .setDataset(new DatasetRef("mnist", "0".repeat(64), 0, 10))
        .setModels(List.of(model(BASELINE, ModelRole.BASELINE), model(STUDENT, ModelRole.STUDENT)))
        .setAttacks(
            List.of(
                PlannedAttack.newBuilder()
                    .setAttackId(ATTACK)
                    .setMode("jsma-z")
                    .setMaxFeatures(112)
                    .setSpec("{}")
                    .build()))
        .setAttackSamples(SAMPLES)
        .build();
  }

  static TeacherCheckpoint baseline(CheckpointStage stage) {
    return baseline().setStage(stage).setQuality(quality(CORRECT)).build();
  }

  static TeacherCheckpoint.Builder baseline() {
    return TeacherCheckpoint.newBuilder()
        .setMeta(meta("e-1"))
        .setModelId(BASELINE)
        .setStage(CheckpointStage.FINAL)
        .setEpoch(1)
        .setEpochs(2)
        .setTemperature(1)
        .setSpec("{}")
        .setWeights(new ArtifactRef("file:/weights", "1".repeat(64), 1L))
        .setFeatures(784)
        .setClasses(10)
        .setTrainingLoss(0.5);
  }

  static StudentCheckpoint student(CheckpointStage stage) {
    return StudentCheckpoint.newBuilder()
        .setMeta(meta("e-1"))
        .setModelId(STUDENT)
        .setParentId("m-teacher")
        .setStage(stage)
        .setEpoch(1)
        .setEpochs(2)
        .setTemperature(20)
        .setSpec("{}")
        .setWeights(new ArtifactRef("file:/weights", "2".repeat(64), 1L))
        .setFeatures(784)
        .setClasses(10)
        .setTrainingLoss(0.5)
        .setQuality(quality(CORRECT))
        .build();
  }

  static ModelQuality quality(byte... correct) {
    return ModelQuality.newBuilder()
        .setTestSamples(10)
        .setTestAccuracy(0.5)
        .setCorrectTestSamples(ByteBuffer.wrap(correct))
        .build();
  }

  private static PlannedModel model(String id, ModelRole role) {
    return PlannedModel.newBuilder()
        .setModelId(id)
        .setRole(role)
        .setSpec("{}")
        .setAttackIds(List.of(ATTACK))
        .build();
  }

  private static EventMeta meta(String experimentId) {
    return EventMeta.newBuilder()
        .setEventId(experimentId)
        .setExperimentId(experimentId)
        .setProducedAt(NOON)
        .build();
  }
}
