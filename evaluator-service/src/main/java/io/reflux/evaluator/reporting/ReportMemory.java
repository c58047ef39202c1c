package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.topic.AttackKey;
import java.util.List;
import java.util.Optional;

/** What the reporter remembers. */
public interface ReportMemory {

  /** The newest plan of every experiment, by ascending experiment id. */
  List<ExperimentPlan> plans();

  /** The newest plan of an experiment. */
  Optional<ExperimentPlan> plan(String experimentId);

  /** Replaces the plan of its experiment. */
  void put(ExperimentPlan plan);

  /** Forgets an experiment: its plan and what was answered. */
  void forget(String experimentId);

  /** The newest standing of a model under an attack. */
  Optional<ScoreUpdate> score(AttackKey key);

  /** Whether the newest standing of a model under an attack is complete; asked often. */
  boolean complete(AttackKey key);

  /** Replaces the standing of a model under an attack. */
  void put(AttackKey key, ScoreUpdate score);

  /** A model whose training is over. */
  Optional<FinishedModel> model(String modelId);

  /** Jobs that were given up and not taken up again, by ascending job id. */
  List<JobEvent> failures();

  /** Notes that a job was given up. */
  void putFailure(JobEvent failure);

  /** Notes that a job is no longer given up; harmless if it never was. */
  void forgetFailure(String jobId);

  /** The digest of the last report on an experiment. */
  Optional<String> answer(String experimentId);

  /** Notes the digest of the last report on an experiment. */
  void putAnswer(String experimentId, String digest);
}
