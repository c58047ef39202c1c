package io.reflux.evaluator;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of one small experiment: a baseline, a teacher and a student at T = 20, two attacks on
 * baseline and student, two samples with two targets each.
 */
public final class Records {

  public static final String EXPERIMENT = "e-1";
  public static final String BASELINE = "m-baseline";
  public static final String TEACHER = "m-teacher";
  public static final String STUDENT = "m-student";
  public static final String PAPER_ATTACK = "a-paper";
  public static final String LOG_ATTACK = "a-log";
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int FEATURES = 784;
  private static final int BUDGET = 112;

  private Records() {}

  public static EventMeta meta(String eventId, long seconds) {
    return EventMeta.newBuilder()
        .setEventId(eventId)
        .setProducedAt(START.plusSeconds(seconds))
        .build();
  }

  /** The plan that answers a request. */
  public static ExperimentPlan plan(String requestEventId) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta("plan-of-" + requestEventId, 0))
        .setExperimentId(EXPERIMENT)
        .setName("a small experiment")
        .setStatus(PlanStatus.PLANNED)
        .setRequestEventId(requestEventId)
        .setDataset(DatasetRef.newBuilder().setName("mnist").setDigest("d1").build())
        .setModels(
            List.of(
                model(BASELINE, ModelRole.BASELINE, 1, List.of(PAPER_ATTACK, LOG_ATTACK)),
                model(TEACHER, ModelRole.TEACHER, 20, List.of()),
                PlannedModel.newBuilder(
                        model(STUDENT, ModelRole.STUDENT, 20, List.of(PAPER_ATTACK, LOG_ATTACK)))
                    .setParentId(TEACHER)
                    .build()))
        .setAttacks(
            List.of(attack(PAPER_ATTACK, "jsma-f-float32"), attack(LOG_ATTACK, "jsma-f-log")))
        .setAttackSamples(2)
        .setTargetsPerSample(2)
        .build();
  }

  /** The plan of an experiment that attacks nothing. */
  public static ExperimentPlan planWithoutAttacks(String requestEventId) {
    return ExperimentPlan.newBuilder(plan(requestEventId))
        .setModels(List.of(model(BASELINE, ModelRole.BASELINE, 1, List.of())))
        .setAttacks(List.of())
        .build();
  }

  /** A withdrawal or a refusal. */
  public static ExperimentPlan ended(PlanStatus status, String reason) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta("plan-ended", 50))
        .setExperimentId(EXPERIMENT)
        .setStatus(status)
        .setReason(reason)
        .setRequestEventId("request-ended")
        .build();
  }

  public static AttackPlan attackPlan(String modelId, String attackId) {
    return AttackPlan.newBuilder()
        .setMeta(meta("attack-plan", 2))
        .setModelId(modelId)
        .setAttackId(attackId)
        .setExpectedOutcomes(4)
        .setMaxFeatures(BUDGET)
        .setFeatures(FEATURES)
        .setMode(mode(attackId))
        .setSpec(spec(mode(attackId)))
        .build();
  }

  /** A pair of a sample of class 0 whose target was reached with some features. */
  public static AttackOutcome reached(
      String modelId, String attackId, int sample, int target, int l0) {
    return outcome(modelId, attackId, sample, target)
        .setEndReason(EndReason.SUCCESS)
        .setSuccess(true)
        .setL0(l0)
        .setL2(l0 / 8f)
        .setLinf(1)
        .setLogitGap(10)
        .setLog10GradientAmplitude(-2.0)
        .setAdversarialClass(target)
        .build();
  }

  /** A pair of a sample of class 0 on which the attack found no gradient. */
  public static AttackOutcome missed(String modelId, String attackId, int sample, int target) {
    return outcome(modelId, attackId, sample, target)
        .setEndReason(EndReason.ZERO_GRADIENT)
        .setSuccess(false)
        .setL0(0)
        .setL2(0)
        .setLinf(0)
        .setLogitGap(200)
        .setLog10GradientAmplitude(-80.0)
        .setAdversarialClass(0)
        .build();
  }

  /** All outcomes of the experiment: the paper's attack misses the student, the other does not. */
  public static List<AttackOutcome> outcomes() {
    List<AttackOutcome> outcomes = new ArrayList<>();
    for (int sample : List.of(3, 20)) {
      for (int target : List.of(1, 2)) {
        outcomes.add(reached(BASELINE, PAPER_ATTACK, sample, target, 10 + sample + target));
        outcomes.add(reached(BASELINE, LOG_ATTACK, sample, target, 8 + sample + target));
        outcomes.add(missed(STUDENT, PAPER_ATTACK, sample, target));
        outcomes.add(
            target == 1
                ? reached(STUDENT, LOG_ATTACK, sample, target, 20 + sample)
                : missed(STUDENT, LOG_ATTACK, sample, target));
      }
    }
    return outcomes;
  }

  public static TeacherCheckpoint teacher(String modelId, CheckpointStage stage) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(meta("checkpoint-" + modelId, 5))
        .setModelId(modelId)
        .setStage(stage)
        .setEpoch(1)
        .setEpochs(1)
        .setTemperature(modelId.equals(TEACHER) ? 20 : 1)
        .setSpec("{}")
        .setWeights(weights())
        .setTrainingLoss(0.25)
        .setQuality(quality(0.9875))
        .build();
  }

  public static StudentCheckpoint student() {
    return StudentCheckpoint.newBuilder()
        .setMeta(meta("checkpoint-student", 6))
        .setModelId(STUDENT)
        .setParentId(TEACHER)
        .setStage(CheckpointStage.FINAL)
        .setEpoch(1)
        .setEpochs(1)
        .setTemperature(20)
        .setSpec("{}")
        .setWeights(weights())
        .setTrainingLoss(0.5)
        .setQuality(quality(0.9825))
        .build();
  }

  public static JobEvent failed(String jobId, JobKind kind, String modelId, boolean terminal) {
    return job(jobId, kind, modelId)
        .setBody(
            JobFailed.newBuilder()
                .setCause("The loss is not finite.")
                .setAdvice("Lower the learning rate.")
                .setTerminal(terminal)
                .build())
        .build();
  }

  public static JobEvent completed(String jobId, JobKind kind, String modelId) {
    return job(jobId, kind, modelId).setBody(new JobCompleted(1.5)).build();
  }

  public static JobEvent progressed(String jobId, JobKind kind, String modelId, long done) {
    return job(jobId, kind, modelId)
        .setBody(JobProgressed.newBuilder().setDone(done).setTotal(10).setUnit("batches").build())
        .build();
  }

  private static JobEvent.Builder job(String jobId, JobKind kind, String modelId) {
    return JobEvent.newBuilder()
        .setMeta(meta("event-of-" + jobId, 7))
        .setJobId(jobId)
        .setKind(kind)
        .setModelId(modelId)
        .setAttackId(kind == JobKind.ATTACK ? PAPER_ATTACK : null);
  }

  private static AttackOutcome.Builder outcome(
      String modelId, String attackId, int sample, int target) {
    return AttackOutcome.newBuilder()
        .setMeta(meta("outcome-" + sample + "-" + target, 10 + sample + target))
        .setModelId(modelId)
        .setAttackId(attackId)
        .setSample(sample)
        .setSource(0)
        .setTarget(target);
  }

  private static PlannedModel model(
      String modelId, ModelRole role, double temperature, List<String> attackIds) {
    return PlannedModel.newBuilder()
        .setModelId(modelId)
        .setRole(role)
        .setTemperature(temperature)
        .setSpec("{}")
        .setAttackIds(attackIds)
        .build();
  }

  private static PlannedAttack attack(String attackId, String mode) {
    return PlannedAttack.newBuilder()
        .setAttackId(attackId)
        .setMode(mode)
        .setMaxFeatures(BUDGET)
        .setSpec(spec(mode))
        .build();
  }

  private static String mode(String attackId) {
    return attackId.equals(PAPER_ATTACK) ? "jsma-f-float32" : "jsma-f-log";
  }

  private static String spec(String mode) {
    return new io.reflux.robustness.experiment.PlannedAttack(AttackSpec.of(mode, 1, BUDGET), 2)
        .canonical();
  }

  private static ModelQuality quality(double accuracy) {
    return ModelQuality.newBuilder()
        .setTestSamples(1000)
        .setTestAccuracy(accuracy)
        .setMeanAbsoluteLogit(4)
        .build();
  }

  private static ArtifactRef weights() {
    return ArtifactRef.newBuilder().setUri("file:weights").setSha256("00").setSize(1).build();
  }
}
