package io.reflux.schemas.topic;

import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.PromotionDecided;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import java.time.Duration;
import java.util.List;

/**
 * The topic catalogue: every topic of Reflux, and the only place where a topic name is written.
 *
 * <p>Topics of the control plane have one partition: their rate is tiny, their order is total, and
 * planners need no repartitioning. Workers scale through share groups, which partitions do not cap.
 * {@link #ATTACK_PLANS} and {@link #ATTACK_OUTCOMES} are co-partitioned by {@code
 * modelId|attackId}, so that whoever counts the outcomes of an attack also knows how many to
 * expect.
 */
public final class Topics {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final int ATTACK_PARTITIONS = 6;
  private static final int LARGE_RECORD_BYTES = 8 * 1024 * 1024;

  /** Requests for experiments and their withdrawal; written by anyone. */
  public static final Topic<ExperimentEvent> EXPERIMENTS =
      Topic.of("experiments", ExperimentEvent.class)
          .key("experimentId")
          .doc("Asks for experiments and withdraws them.");

  /** Models made elsewhere; written by anyone. */
  public static final Topic<ExternalModelRegistered> EXTERNAL_MODELS =
      Topic.of("external-models", ExternalModelRegistered.class)
          .key("modelId")
          .doc("Models that were made elsewhere and may be attacked.");

  /** Requests with all ids resolved; written by the trainer's planner. */
  public static final Topic<ExperimentPlan> EXPERIMENT_PLANS =
      Topic.of("experiment-plans", ExperimentPlan.class)
          .key("experimentId")
          .maxRecordBytes(LARGE_RECORD_BYTES)
          .doc("Requests resolved into models and attacks, or rejected.");

  /** Queue of the trainer's workers. */
  public static final Topic<TrainingJob> TRAINING_JOBS =
      Topic.of("training-jobs", TrainingJob.class)
          .key("jobId")
          .deletedAfter(WEEK)
          .doc("Models to train on hard labels.");

  /** Queue of the distiller's workers. */
  public static final Topic<DistillationJob> DISTILLATION_JOBS =
      Topic.of("distillation-jobs", DistillationJob.class)
          .key("jobId")
          .deletedAfter(WEEK)
          .doc("Students to train on a teacher's soft labels.");

  /** Queue of the attacker's workers. */
  public static final Topic<AttackJob> ATTACK_JOBS =
      Topic.of("attack-jobs", AttackJob.class)
          .key("jobId")
          .deletedAfter(WEEK)
          .doc("Shares of attacks to run.");

  /** Start, progress and end of every job; written by the workers. */
  public static final Topic<JobEvent> JOB_EVENTS =
      Topic.of("job-events", JobEvent.class)
          .key("jobId")
          .compactedAndDeletedAfter(MONTH)
          .doc("What becomes of jobs.");

  /** Models not trained on soft labels, epoch by epoch; written by the trainer. */
  public static final Topic<TeacherCheckpoint> TEACHER_CHECKPOINTS =
      Topic.of("teacher-checkpoints", TeacherCheckpoint.class)
          .key("modelId")
          .doc("Teachers, baselines and models made elsewhere, the last checkpoint of each.");

  /** Class probabilities of teachers over the training set; written by the distiller. */
  public static final Topic<SoftLabelBatch> SOFT_LABELS =
      Topic.of("soft-labels", SoftLabelBatch.class)
          .key("modelId|batch")
          .deletedAfter(WEEK)
          .doc("Soft labels of the training set, batch by batch.");

  /** Students, epoch by epoch; written by the distiller. */
  public static final Topic<StudentCheckpoint> STUDENT_CHECKPOINTS =
      Topic.of("student-checkpoints", StudentCheckpoint.class)
          .key("modelId")
          .doc("Models trained on soft labels: students, the last checkpoint of each.");

  /** How many outcomes each attack will have; written by the attacker's planner. */
  public static final Topic<AttackPlan> ATTACK_PLANS =
      Topic.of("attack-plans", AttackPlan.class)
          .key("modelId|attackId")
          .partitions(ATTACK_PARTITIONS)
          .partitionedBy(key -> AttackKey.parse(key).text())
          .doc("How many outcomes a model under an attack will have.");

  /** One record per attacked (sample, target) pair; written by the attacker's workers. */
  public static final Topic<AttackOutcome> ATTACK_OUTCOMES =
      Topic.of("attack-outcomes", AttackOutcome.class)
          .key("modelId|attackId|sample|target")
          .partitions(ATTACK_PARTITIONS)
          .partitionedBy(key -> OutcomeKey.parse(key).attack().text())
          .doc("What attacks achieved, one record per test image and target class.");

  /** Running scores; written by the evaluator. */
  public static final Topic<RobustnessScore> ROBUSTNESS_SCORES =
      Topic.of("robustness-scores", RobustnessScore.class)
          .key("experimentId|modelId|attackId")
          .maxRecordBytes(LARGE_RECORD_BYTES)
          .doc("How each model stands under each attack, so far.");

  /** Results of experiments; written by the evaluator. */
  public static final Topic<RobustnessReport> ROBUSTNESS_REPORTS =
      Topic.of("robustness-reports", RobustnessReport.class)
          .key("experimentId")
          .maxRecordBytes(LARGE_RECORD_BYTES)
          .doc("Results of experiments: scores, worst cases, verdict, warnings.");

  /** Whether models may go into service; written by the evaluator. */
  public static final Topic<PromotionDecided> PROMOTION_DECISIONS =
      Topic.of("promotion-decisions", PromotionDecided.class)
          .key("line")
          .doc("Whether a model may take the place of the one in service.");

  /** Records that could not be handled, as they were, with the cause in their headers. */
  public static final Topic<byte[]> DEAD_LETTERS =
      Topic.ofBytes("dead-letters")
          .key("key of the original record")
          .deletedAfter(MONTH)
          .maxRecordBytes(LARGE_RECORD_BYTES)
          .doc("Records that nobody could handle: original bytes, cause and origin in headers.");

  private static final List<Topic<?>> ALL =
      List.of(
          EXPERIMENTS,
          EXTERNAL_MODELS,
          EXPERIMENT_PLANS,
          TRAINING_JOBS,
          DISTILLATION_JOBS,
          ATTACK_JOBS,
          JOB_EVENTS,
          TEACHER_CHECKPOINTS,
          SOFT_LABELS,
          STUDENT_CHECKPOINTS,
          ATTACK_PLANS,
          ATTACK_OUTCOMES,
          ROBUSTNESS_SCORES,
          ROBUSTNESS_REPORTS,
          PROMOTION_DECISIONS,
          DEAD_LETTERS);

  private Topics() {}

  /** Every topic, in the order in which an experiment flows through them. */
  public static List<Topic<?>> all() {
    return ALL;
  }
}
