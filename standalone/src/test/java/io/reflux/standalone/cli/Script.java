package io.reflux.standalone.cli;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.SparsePerturbation;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.topic.OutcomeKey;
import io.reflux.schemas.topic.ScoreKey;
import io.reflux.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/** What the services would answer to an experiment with one model, one attack and one image. */
final class Script {

  private static final String MODEL = "m-1";
  private static final String ATTACK = "a-1";

  private Script() {}

  /** All goes well. */
  static void complete(ScriptedServices services, ExperimentEvent request) {
    String id = request.getExperimentId();
    services.write(Topics.EXPERIMENT_PLANS, id, plan(id, PlanStatus.PLANNED, ""));
    services.write(Topics.JOB_EVENTS, "train-" + MODEL, job(new JobCompleted(1.0)));
    AttackOutcome outcome = outcome();
    services.write(Topics.ATTACK_OUTCOMES, new OutcomeKey(MODEL, ATTACK, 0, 3).text(), outcome);
    services.write(Topics.ROBUSTNESS_SCORES, new ScoreKey(id, MODEL, ATTACK).text(), score(id));
    services.write(Topics.ROBUSTNESS_REPORTS, id, report(id, ReportStatus.COMPLETED, ""));
  }

  /** A worker gives up. */
  static void fail(ScriptedServices services, ExperimentEvent request) {
    String id = request.getExperimentId();
    services.write(Topics.EXPERIMENT_PLANS, id, plan(id, PlanStatus.PLANNED, ""));
    services.write(
        Topics.JOB_EVENTS,
        "train-" + MODEL,
        job(new JobFailed("the loss is not finite", "lower the rate", true)));
    services.write(
        Topics.ROBUSTNESS_REPORTS, id, report(id, ReportStatus.FAILED, "a training was given up"));
  }

  /** The planner refuses. */
  static void reject(ScriptedServices services, ExperimentEvent request) {
    String id = request.getExperimentId();
    services.write(Topics.EXPERIMENT_PLANS, id, plan(id, PlanStatus.REJECTED, "no such network"));
  }

  /** The planner withdraws. */
  static void cancel(ScriptedServices services, ExperimentEvent withdrawal) {
    String id = withdrawal.getExperimentId();
    String reason = ((ExperimentCancelled) withdrawal.getBody()).getReason();
    services.write(Topics.EXPERIMENT_PLANS, id, plan(id, PlanStatus.CANCELLED, reason));
  }

  private static EventMeta meta() {
    return EventMeta.newBuilder().setEventId("1").setProducedAt(Instant.now()).build();
  }

  private static ExperimentPlan plan(String id, PlanStatus status, String reason) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta())
        .setExperimentId(id)
        .setStatus(status)
        .setReason(reason)
        .setModels(
            List.of(
                PlannedModel.newBuilder()
                    .setModelId(MODEL)
                    .setRole(ModelRole.BASELINE)
                    .setSpec("{}")
                    .setAttackIds(List.of(ATTACK))
                    .build()))
        .setAttacks(
            List.of(
                PlannedAttack.newBuilder()
                    .setAttackId(ATTACK)
                    .setMode("jsma-f-log")
                    .setMaxFeatures(112)
                    .setSpec("{}")
                    .build()))
        .setAttackSamples(1)
        .setTargetsPerSample(1)
        .build();
  }

  private static JobEvent job(Object body) {
    return JobEvent.newBuilder()
        .setMeta(meta())
        .setJobId("train-" + MODEL)
        .setKind(JobKind.TRAINING)
        .setModelId(MODEL)
        .setBody(body)
        .build();
  }

  private static AttackOutcome outcome() {
    return AttackOutcome.newBuilder()
        .setMeta(meta())
        .setModelId(MODEL)
        .setAttackId(ATTACK)
        .setSample(0)
        .setSource(9)
        .setTarget(3)
        .setEndReason(EndReason.SUCCESS)
        .setSuccess(true)
        .setL0(1)
        .setL2(1)
        .setLinf(1)
        .setLogitGap(2)
        .setPerturbation(
            new SparsePerturbation(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 10),
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 1f)))
        .setAdversarialClass(3)
        .build();
  }

  private static RobustnessScore score(String id) {
    return RobustnessScore.newBuilder()
        .setMeta(meta())
        .setExperimentId(id)
        .setModelId(MODEL)
        .setRole(ModelRole.BASELINE)
        .setAttackId(ATTACK)
        .setMode("jsma-f-log")
        .setAttempted(1)
        .setExpected(1)
        .setComplete(true)
        .setSuccesses(1)
        .setSuccessRate(1)
        .build();
  }

  private static RobustnessReport report(String id, ReportStatus status, String reason) {
    return RobustnessReport.newBuilder()
        .setMeta(meta())
        .setExperimentId(id)
        .setStatus(status)
        .setReason(reason)
        .setDataset(new DatasetRef("fashion-mnist-mini", "", 0, 0))
        .setModels(
            List.of(
                ReportedModel.newBuilder().setModelId(MODEL).setRole(ModelRole.BASELINE).build()))
        .setScores(status == ReportStatus.COMPLETED ? List.of(score(id)) : List.of())
        .setVerdict(Verdict.NOT_ROBUST)
        .build();
  }
}
