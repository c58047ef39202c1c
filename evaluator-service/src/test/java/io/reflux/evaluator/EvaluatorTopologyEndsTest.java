package io.reflux.evaluator;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.EXPERIMENT;
import static io.reflux.evaluator.Records.PAPER_ATTACK;
import static io.reflux.evaluator.Records.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTopologyEndsTest {

  private static final String TRAINING_JOB = "train-" + Records.TEACHER;

  @TempDir Path stateDir;
  private TopologyHarness evaluator;

  @BeforeEach
  void open() {
    evaluator = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    evaluator.close();
  }

  @Test
  void attacks_on_models_that_get_nothing_right_end_with_their_announcement() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.models();
    for (String model : List.of(BASELINE, Records.STUDENT)) {
      for (String attack : List.of(Records.PAPER_ATTACK, Records.LOG_ATTACK)) {
        evaluator.attackPlan(
            AttackPlan.newBuilder(Records.attackPlan(model, attack))
                .setExpectedOutcomes(0)
                .setShards(0)
                .build());
      }
    }

    assertThat(evaluator.reports())
        .singleElement()
        .returns(ReportStatus.COMPLETED, RobustnessReport::getStatus)
        .returns(Verdict.INCONCLUSIVE, RobustnessReport::getVerdict);
    assertThat(evaluator.deadLetters()).isEmpty();
  }

  @Test
  void an_experiment_without_attacks_ends_with_its_models() {
    evaluator.plan(Records.planWithoutAttacks("request-1"));
    evaluator.pipe(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.EPOCH));
    assertThat(evaluator.reports()).isEmpty();
    evaluator.pipe(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.FINAL));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports)
        .extracting(RobustnessReport::getStatus)
        .containsOnly(ReportStatus.COMPLETED);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getVerdict()).isEqualTo(Verdict.INCONCLUSIVE);
    ReportedModel baseline = reports.get(0).getModels().get(0);
    assertThat(baseline.getWorstCaseSuccess()).isEmpty();
    assertThat(baseline.getQuality().orElseThrow().getTestAccuracy()).isEqualTo(0.9875);
    assertThat(baseline.getPublishedAccuracy()).contains(0.9951);
  }

  @Test
  void a_repeated_request_is_answered_at_once() {
    evaluator.wholeExperiment();
    evaluator.reports();
    evaluator.scores();

    evaluator.plan(Records.plan("request-2"));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getRequestEventId()).isEqualTo("request-2");
    assertThat(reports.get(0).getStatus()).isEqualTo(ReportStatus.COMPLETED);
    assertThat(evaluator.scores()).hasSize(4).allMatch(RobustnessScore::getComplete);
  }

  @Test
  void the_same_plan_again_is_not_answered_again() {
    evaluator.wholeExperiment();
    evaluator.reports();

    evaluator.plan(Records.plan("request-1"));

    assertThat(evaluator.reports()).isEmpty();
  }

  @Test
  void a_job_that_is_given_up_fails_the_experiment() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.job(Records.failed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER, false));
    assertThat(evaluator.reports()).isEmpty();

    evaluator.job(Records.failed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER, true));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getStatus()).isEqualTo(ReportStatus.FAILED);
    assertThat(reports.get(0).getReason())
        .isEqualTo(
            "train-m-teacher was given up: The loss is not finite; Lower the learning rate."
                + " Missing: the baseline, the teacher at T = 20, the student at T = 20,"
                + " jsma-f-float32 on the baseline, jsma-f-log on the baseline,"
                + " jsma-f-float32 on the student at T = 20 and 1 more");
    assertThat(reports.get(0).getVerdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void an_attack_that_is_given_up_leaves_what_is_known_in_the_report() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.models();
    evaluator.attackPlans();
    Records.outcomes().stream()
        .filter(outcome -> outcome.getModelId().equals(BASELINE))
        .forEach(evaluator::outcome);
    evaluator.job(Records.failed("attack-1", JobKind.ATTACK, STUDENT, true));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getStatus()).isEqualTo(ReportStatus.FAILED);
    assertThat(reports.get(0).getReason())
        .startsWith("attack-1 was given up: The loss is not finite")
        .endsWith(
            "Missing: jsma-f-float32 on the student at T = 20, jsma-f-log on the student at T ="
                + " 20");
    assertThat(reports.get(0).getModels().get(0).getVerdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(reports.get(0).getModels().get(0).getWorstCaseSuccess()).contains(1.0);
    assertThat(reports.get(0).getModels().get(2).getVerdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(reports.get(0).getVerdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void a_job_of_another_experiment_changes_nothing() {
    evaluator.plan(Records.plan("request-1"));

    evaluator.job(Records.failed("train-m-other", JobKind.TRAINING, "m-other", true));

    assertThat(evaluator.reports()).isEmpty();
  }

  @Test
  void a_failure_of_finished_work_changes_nothing() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.models();

    evaluator.job(Records.failed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER, true));

    assertThat(evaluator.reports()).isEmpty();
  }

  @Test
  void a_later_success_takes_the_failure_back() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.job(Records.failed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER, true));
    evaluator.reports();

    evaluator.job(Records.completed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER));
    evaluator.models();
    evaluator.attackPlans();
    Records.outcomes().forEach(evaluator::outcome);

    assertThat(evaluator.reports())
        .extracting(RobustnessReport::getStatus)
        .containsExactly(ReportStatus.COMPLETED);
  }

  @Test
  void a_new_request_takes_the_failure_back() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.job(Records.failed(TRAINING_JOB, JobKind.TRAINING, Records.TEACHER, true));
    evaluator.reports();

    evaluator.plan(Records.plan("request-2"));
    evaluator.pipe(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.FINAL));

    assertThat(evaluator.reports()).isEmpty();
  }

  @Test
  void a_withdrawn_experiment_is_reported_with_what_is_known() {
    evaluator.wholeExperiment();
    evaluator.reports();

    evaluator.plan(Records.ended(PlanStatus.CANCELLED, "no longer needed"));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getStatus()).isEqualTo(ReportStatus.CANCELLED);
    assertThat(reports.get(0).getReason()).isEqualTo("no longer needed");
    assertThat(reports.get(0).getModels()).hasSize(3);
    assertThat(reports.get(0).getScores()).hasSize(4);
  }

  @Test
  void a_withdrawn_experiment_has_no_more_scores() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.plan(Records.ended(PlanStatus.CANCELLED, "no longer needed"));

    evaluator.attackPlans();
    Records.outcomes().forEach(evaluator::outcome);

    assertThat(evaluator.scores()).isEmpty();
  }

  @Test
  void a_refused_request_has_failed() {
    evaluator.plan(Records.ended(PlanStatus.REJECTED, "temperature must be above 0, was -1"));

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getStatus()).isEqualTo(ReportStatus.FAILED);
    assertThat(reports.get(0).getReason()).isEqualTo("temperature must be above 0, was -1");
    assertThat(reports.get(0).getModels()).isEmpty();
  }

  @Test
  void malformed_outcomes_go_to_the_dead_letters_and_the_stream_goes_on() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.models();
    evaluator.attackPlans();
    AttackOutcome good = Records.reached(BASELINE, PAPER_ATTACK, 3, 1, 10);
    evaluator.pipe(Topics.ATTACK_OUTCOMES, "no key", good);
    evaluator.pipe(Topics.ATTACK_OUTCOMES, BASELINE + "|" + PAPER_ATTACK + "|3|2", good);
    evaluator.pipe(Topics.ATTACK_OUTCOMES, STUDENT + "|" + PAPER_ATTACK + "|3|1", good);
    evaluator.outcome(AttackOutcome.newBuilder(good).setEndReason(EndReason.UNKNOWN).build());
    evaluator.outcome(AttackOutcome.newBuilder(good).setL0(113).build());
    evaluator.outcome(AttackOutcome.newBuilder(good).setL2(Float.NaN).build());
    evaluator.outcome(AttackOutcome.newBuilder(good).setTarget(0).build());
    evaluator.outcome(AttackOutcome.newBuilder(good).setTarget(100_000).build());

    List<TestRecord<String, byte[]>> letters = evaluator.deadLetters();
    assertThat(letters).hasSize(8);
    assertThat(cause(letters.get(0)))
        .contains("a key must be modelId|attackId|sample|target, was 'no key'");
    Records.outcomes().forEach(evaluator::outcome);
    assertThat(evaluator.reports()).hasSize(1);
    assertThat(evaluator.deadLetters()).isEmpty();
  }

  @Test
  void a_plan_that_contradicts_itself_goes_to_the_dead_letters() {
    evaluator.pipe(Topics.EXPERIMENT_PLANS, "another-key", Records.plan("request-1"));
    evaluator.attackPlan(
        AttackPlan.newBuilder(Records.attackPlan(BASELINE, PAPER_ATTACK))
            .setMaxFeatures(1000)
            .build());

    assertThat(evaluator.deadLetters()).hasSize(2);
  }

  @Test
  void a_forgotten_experiment_is_not_answered() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.pipe(Topics.EXPERIMENT_PLANS, EXPERIMENT, null);
    evaluator.models();
    evaluator.attackPlans();
    Records.outcomes().forEach(evaluator::outcome);

    assertThat(evaluator.scores()).isEmpty();
    assertThat(evaluator.reports()).isEmpty();
  }

  private static String cause(TestRecord<String, byte[]> letter) {
    return new String(
        letter.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8);
  }
}
