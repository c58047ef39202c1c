package io.reflux.attacker;

import io.reflux.pipeline.fixture.SampleRecords;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.nio.ByteBuffer;
import java.util.List;

/** Plans and checkpoints that the planner's tests tell of. */
final class Records {

  static final String BASELINE = "m-baseline";
  static final String STUDENT = "m-student";
  static final String ATTACK = "a-1";
  static final int SAMPLES = 3;

  /** Test images 0, 2, 5, 6 and 9 of 10 are classified correctly. */
  private static final byte[] CORRECT = {0b0110_0101, 0b0000_0010};

  private Records() {}

  /** A plan to attack three samples of a baseline and of a student. */
  static ExperimentPlan plan(String experimentId, PlanStatus status) {
    return ExperimentPlan.newBuilder()
        .setMeta(SampleRecords.meta(experimentId))
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

  /** The same plan with another attack on the student alone. */
  static ExperimentPlan plan(PlannedAttack attack) {
    return ExperimentPlan.newBuilder(plan("e-1", PlanStatus.PLANNED))
        .setModels(
            List.of(
                model(BASELINE, ModelRole.BASELINE, List.of()),
                model(STUDENT, ModelRole.STUDENT, List.of(attack.getAttackId()))))
        .setAttacks(List.of(attack))
        .build();
  }

  /** An untargeted attack in Linf. */
  static PlannedAttack.Builder untargeted() {
    return PlannedAttack.newBuilder()
        .setAttackId("a-2")
        .setMode("fgsm")
        .setMaxFeatures(0)
        .setSpec("{}")
        .setNorm("linf")
        .setGoal("untargeted")
        .setBudget(0.3);
  }

  static TeacherCheckpoint baseline(CheckpointStage stage) {
    return baseline().setStage(stage).setQuality(quality(CORRECT)).build();
  }

  static TeacherCheckpoint.Builder baseline() {
    return SampleRecords.teacher(BASELINE, CheckpointStage.FINAL).setTemperature(1);
  }

  static StudentCheckpoint student(CheckpointStage stage) {
    return SampleRecords.student(STUDENT, "m-teacher", stage).setQuality(quality(CORRECT)).build();
  }

  static ModelQuality quality(byte... correct) {
    return ModelQuality.newBuilder()
        .setTestSamples(10)
        .setTestAccuracy(0.5)
        .setCorrectTestSamples(ByteBuffer.wrap(correct))
        .build();
  }

  private static PlannedModel model(String id, ModelRole role) {
    return model(id, role, List.of(ATTACK));
  }

  private static PlannedModel model(String id, ModelRole role, List<String> attackIds) {
    return PlannedModel.newBuilder()
        .setModelId(id)
        .setRole(role)
        .setSpec("{}")
        .setAttackIds(attackIds)
        .build();
  }
}
