package io.reflux.evaluator;

import io.reflux.evaluator.reporting.FinishedModel;
import io.reflux.evaluator.reporting.Reporter;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.topic.AttackKey;
import org.jspecify.annotations.Nullable;

/** What one record means to the reporter; made of a record and applied at once. */
@FunctionalInterface
interface ReportingStep {

  /** Tells the reporter. */
  void apply(Reporter reporter, StoredReports memory);

  /** A plan; a tombstone forgets the experiment. */
  static ReportingStep plan(String key, @Nullable ExperimentPlan plan) {
    if (plan == null) {
      return (reporter, memory) -> reporter.forgotten(key);
    }
    EvaluatorMessages.requireKey(key, plan.getExperimentId());
    return (reporter, memory) -> reporter.planned(plan);
  }

  /** A standing of part A. */
  static ReportingStep score(String key, ScoreUpdate score) {
    AttackKey attack = AttackKey.parse(key);
    return (reporter, memory) -> reporter.scored(attack, score);
  }

  /** A teacher's checkpoint; only the final one tells something, a tombstone nothing. */
  static ReportingStep teacher(String key, @Nullable TeacherCheckpoint checkpoint) {
    if (checkpoint == null || FinishedModel.of(checkpoint).isEmpty()) {
      return (reporter, memory) -> {};
    }
    EvaluatorMessages.requireKey(key, checkpoint.getModelId());
    return (reporter, memory) -> {
      memory.put(checkpoint);
      reporter.finished(checkpoint.getModelId());
    };
  }

  /** A student's checkpoint; only the final one tells something, a tombstone nothing. */
  static ReportingStep student(String key, @Nullable StudentCheckpoint checkpoint) {
    if (checkpoint == null || FinishedModel.of(checkpoint).isEmpty()) {
      return (reporter, memory) -> {};
    }
    EvaluatorMessages.requireKey(key, checkpoint.getModelId());
    return (reporter, memory) -> {
      memory.put(checkpoint);
      reporter.finished(checkpoint.getModelId());
    };
  }

  /** What became of a job; a tombstone tells nothing. */
  static ReportingStep job(String key, @Nullable JobEvent event) {
    if (event == null) {
      return (reporter, memory) -> {};
    }
    EvaluatorMessages.requireKey(key, event.getJobId());
    return (reporter, memory) -> reporter.job(event);
  }
}
